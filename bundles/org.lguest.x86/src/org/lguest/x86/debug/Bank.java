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
import java.util.List;

/** One whole set of debug registers, and what has matched in it. */
final class Bank {

    static final int REGISTERS = 4;
    static final int DR6_FIXED_ONES = 0xFFFF_0FF0;
    static final int DR7_FIXED_ONES = 0x0000_0400;
    private static final int DR7_ENABLES = 0xFF;
    private static final int[] LENGTH = {1, 2, 1, 4};

    final int[] address = new int[REGISTERS];
    final AccessKind[] access = new AccessKind[REGISTERS];
    /** Its data registers hold physical addresses. */
    boolean physical;
    int dr6 = DR6_FIXED_ONES;
    int dr7 = DR7_FIXED_ONES;
    /** DR7 as it was when the enabled registers were gathered last. */
    int gathered = DR7_FIXED_ONES;
    /** What the last #DB has set in DR6. */
    int matched;
    /** Data matches of the instruction under way. */
    int pending;
    /** Those of them whose bytes have been noted. */
    int noted;
    /** What a register's bytes were before the instruction that matched it last. */
    final int[] before = new int[REGISTERS];

    Bank() {
        Arrays.fill(access, AccessKind.EXECUTE);
    }

    boolean enabled() {
        return (dr7 & DR7_ENABLES) != 0;
    }

    void hit(int bits) {
        dr6 = dr6 & ~DebugUnit.HITS | bits;
        matched = bits;
    }

    /** Adds what of this bank is enabled, for instructions, for data or for ports. */
    void gather(List<Armed> execute, List<Armed> data, List<Armed> ports) {
        for (int i = 0; i < REGISTERS; i++) {
            if ((dr7 >>> 2 * i & 3) != 0) {
                int kind = dr7 >>> 16 + 4 * i & 3;
                int length = kind == 0 ? 1 : LENGTH[dr7 >>> 18 + 4 * i & 3];
                int first = address[i] & -length;
                if (kind == 0 && physical) {
                    continue;
                }
                List<Armed> armed = kind == 0 ? execute : kind == 2 ? ports : data;
                armed.add(new Armed(this, i, first, first + length - 1, kind == 3));
            }
        }
        gathered = dr7;
    }
}
