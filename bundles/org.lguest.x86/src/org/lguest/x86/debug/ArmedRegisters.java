/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debug;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Enabled registers in the order of their addresses, so that among a thousand one is found as among four. */
final class ArmedRegisters {

    static final ArmedRegisters NONE = new ArmedRegisters(List.of());

    /** The bytes before an address at which a register that matches it can begin. */
    private static final int LONGEST = 3;

    private final Armed[] registers;
    /** Of each the first address, its sign turned: unsigned numbers in signed order. */
    private final int[] firsts;
    /** The lowest and the highest byte that any matches, in the same way. */
    private final int lowest;
    private final int highest;

    ArmedRegisters(List<Armed> armed) {
        registers = armed.stream().sorted(Comparator.comparingInt(one -> one.first() ^ Integer.MIN_VALUE)).toArray(Armed[]::new);
        firsts = Arrays.stream(registers).mapToInt(one -> one.first() ^ Integer.MIN_VALUE).toArray();
        lowest = isEmpty() ? Integer.MAX_VALUE : firsts[0];
        highest = Arrays.stream(registers).mapToInt(one -> one.last() ^ Integer.MIN_VALUE).max().orElse(Integer.MIN_VALUE);
    }

    /** Whether these bytes lie before all or behind all of them: then none matches. It may be so without. */
    boolean passes(int linear, int length) {
        int from = linear ^ Integer.MIN_VALUE;
        int to = from + length - 1;
        return from <= to && (to < lowest || from > highest);
    }

    boolean isEmpty() {
        return registers.length == 0;
    }

    int size() {
        return registers.length;
    }

    Armed get(int index) {
        return registers[index];
    }

    /** The index of the first whose address is not below this one, unsigned; {@link #size} if there is none. */
    int from(int linear) {
        int wanted = linear ^ Integer.MIN_VALUE;
        int low = 0;
        int high = firsts.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (firsts[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The index of the first that can overlap these bytes; those up to {@link #overlapsUpTo} have to be compared. */
    int overlapsFrom(int linear, int length) {
        return wraps(linear, length) || Integer.compareUnsigned(linear, LONGEST) < 0 ? 0 : from(linear - LONGEST);
    }

    /** The index behind the last that can overlap these bytes. */
    int overlapsUpTo(int linear, int length) {
        return wraps(linear, length) || linear + length == 0 ? firsts.length : from(linear + length);
    }

    private static boolean wraps(int linear, int length) {
        return Integer.compareUnsigned(linear + length - 1, linear) < 0;
    }
}
