/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.value;

import java.util.ArrayList;
import java.util.List;

import org.lguest.dwarf.type.Type.Enumeration;
import org.lguest.dwarf.type.Type.Enumerator;

/** Writes a number of an enumeration by its name, and one of flags by their names: {@code (READ | WRITE)}. */
final class EnumerationText {
    private EnumerationText() {
    }

    static String of(Enumeration enumeration, long value) {
        List<Enumerator> enumerators = enumeration.enumerators().get();
        for (Enumerator enumerator : enumerators) {
            if (fitted(enumerator.value(), enumeration) == value) {
                return enumerator.name();
            }
        }
        return isFlags(enumerators) && value != 0 ? flags(enumerators, value) : Long.toString(value);
    }

    /** What the compiler writes in as many bytes as it likes. */
    private static long fitted(long value, Enumeration enumeration) {
        int unused = (int) (64 - 8 * Math.clamp(enumeration.size(), 1, 8));
        return enumeration.isUnsigned() ? value << unused >>> unused : value << unused >> unused;
    }

    private static boolean isFlags(List<Enumerator> enumerators) {
        long seen = 0;
        for (Enumerator enumerator : enumerators) {
            long value = enumerator.value();
            boolean isRun = value > 0 && (value & value + Long.lowestOneBit(value)) == 0;
            if (value < 0 || value != 0 && !isRun || (seen & value) != 0) {
                return false;
            }
            seen |= value;
        }
        return true;
    }

    private static String flags(List<Enumerator> enumerators, long value) {
        List<String> names = new ArrayList<>();
        long rest = value;
        for (Enumerator enumerator : enumerators) {
            if (enumerator.value() != 0 && (rest & enumerator.value()) != 0) {
                names.add(enumerator.name());
                rest &= ~enumerator.value();
            }
        }
        if (rest != 0) {
            names.add("unknown: 0x" + Long.toHexString(rest));
        }
        return "(" + String.join(" | ", names) + ")";
    }
}
