/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import java.util.Locale;

import org.lguest.dwarf.gdb.Recording.Stop;
import org.lguest.dwarf.machine.I386Register;

/** What is planted to see that a comparison finds it. */
enum Fault {
    /** Memory that a variable is in holds something else. */
    VALUE("values") {
        @Override
        Machine machine(Stop stop) {
            Machine machine = stop.machine();
            int top = machine.value(I386Register.ESP.number()).orElse(0);
            for (int i = 0; i < PLANTED; i++) {
                machine = machine.with(top + i, (byte) 0x5A);
            }
            return machine;
        }
    },
    /** The stack seems to be elsewhere. */
    FRAME("frames") {
        @Override
        Machine machine(Stop stop) {
            int number = I386Register.ESP.number();
            return stop.machine().with(I386Register.ESP, stop.machine().value(number).orElse(0) + 4);
        }
    },
    /** Arrays and structures lack their last part. */
    LENGTH("values") {
        @Override
        String text(String ours) {
            return ours.replaceFirst(", [^,{}]*}$", "}");
        }
    },
    /** What is to be stepped into is stepped over. */
    STEP("steps"),
    NONE("");

    private static final int PLANTED = 48;

    private final String kind;

    Fault(String kind) {
        this.kind = kind;
    }

    /** The kind of facts that it makes wrong. */
    String kind() {
        return kind;
    }

    Machine machine(Stop stop) {
        return stop.machine();
    }

    String text(String ours) {
        return ours;
    }

    /** The fault that an argument asks for, as {@code --self-test=frame}. */
    static Fault of(String argument) {
        return valueOf(argument.substring("--self-test=".length()).toUpperCase(Locale.ROOT));
    }
}
