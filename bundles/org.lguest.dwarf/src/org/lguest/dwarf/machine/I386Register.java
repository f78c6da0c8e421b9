/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.machine;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The registers that debug information speaks of, by the numbers of the i386 psABI (table 2.14). */
public enum I386Register {
    EAX(0), ECX(1), EDX(2), EBX(3), ESP(4), EBP(5), ESI(6), EDI(7), EIP(8), EFLAGS(9),
    ES(40), CS(41), SS(42), DS(43), FS(44), GS(45);

    /** {@code st0} to {@code st7} have the numbers from here on; each has 10 bytes. */
    public static final int ST0 = 11;
    /** {@code xmm0} to {@code xmm7}; each has 16 bytes. */
    public static final int XMM0 = 21;
    /** {@code mm0} to {@code mm7}; each has 8 bytes. */
    public static final int MM0 = 29;
    /** How many numbers there are at least; none that a compiler uses is above. */
    public static final int COUNT = 48;

    private final int number;

    I386Register(int number) {
        this.number = number;
    }

    /** The register's number in debug information. */
    public int number() {
        return number;
    }

    /** As assemblers write it, without a sign before it. */
    public String lowerCaseName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a function leaves it as it found it (i386 psABI, section 2.2.1). */
    public boolean isPreservedByCalls() {
        return switch (this) {
            case EAX, ECX, EDX, EFLAGS -> false;
            default -> true;
        };
    }

    /** The register of that name, as {@code eax}. */
    public static Optional<I386Register> named(String name) {
        return Stream.of(values()).filter(r -> r.lowerCaseName().equals(name)).findFirst();
    }

    public static Optional<I386Register> numbered(int number) {
        return Stream.of(values()).filter(r -> r.number == number).findFirst();
    }

    /** What to call the register of a number in messages. */
    public static String text(int number) {
        return numbered(number).map(I386Register::lowerCaseName).orElseGet(() -> {
            if (number >= ST0 && number < ST0 + 8) {
                return "st" + (number - ST0);
            }
            if (number >= XMM0 && number < XMM0 + 8) {
                return "xmm" + (number - XMM0);
            }
            return number >= MM0 && number < MM0 + 8 ? "mm" + (number - MM0) : "register " + number;
        });
    }
}
