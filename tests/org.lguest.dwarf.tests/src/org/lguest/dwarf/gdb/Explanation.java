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

import java.util.function.Supplier;

/** The kinds of differences that are understood: why gdb says something else, and whose answer is right. */
enum Explanation {
    /**
     * gdb 13.1 takes every register that call frame information is silent about for one that callees preserve. Its
     * value is what ours would be if that were so.
     */
    NOT_PRESERVED("gdb shows what a called function has left in a register that it need not preserve") {
        @Override
        boolean explains(String ours, String theirs, Supplier<String> carried) {
            return (ours.contains(NOWHERE_NOW) || ours.equals(ERROR_NOW)) && carried.get().equals(theirs);
        }
    },
    /** {@code counted.calls} is a static variable of a function as clang names it, and something else in D. */
    OTHER_LANGUAGE("gdb takes a symbol of clang's for one of another language and writes its dot in brackets") {
        @Override
        boolean explains(String ours, String theirs, Supplier<String> carried) {
            return theirs.contains("[") && theirs.replaceAll("\\[(\\w+)\\]>", ".$1>").equals(ours);
        }
    };

    /** For what was in a register of a caller that the i386 ABI lets a callee change. */
    static final String NOWHERE_NOW = "<not preserved>";
    static final String ERROR_NOW = "error: not preserved";

    private final String text;

    Explanation(String text) {
        this.text = text;
    }

    /** @param carried what ours is if callees preserve every register */
    abstract boolean explains(String ours, String theirs, Supplier<String> carried);

    /** Why the two differ; empty if nobody knows. */
    static String of(String ours, String theirs, Supplier<String> carried) {
        for (Explanation explanation : values()) {
            if (explanation.explains(ours, theirs, carried)) {
                return explanation.text;
            }
        }
        return "";
    }
}
