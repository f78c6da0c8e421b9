/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.systemtable;

import static org.lguest.x86.systemtable.CaseBuilder.CODE;
import static org.lguest.x86.systemtable.CaseBuilder.DATA;
import static org.lguest.x86.systemtable.CaseBuilder.DIRECTORY;
import static org.lguest.x86.systemtable.CaseBuilder.EDI;
import static org.lguest.x86.systemtable.CaseBuilder.ESI;
import static org.lguest.x86.systemtable.CaseBuilder.SECOND_TABLE;

import java.util.Random;

/**
 * Makes cases of paging: every combination of the bits of directory and table entries, read, written, executed from
 * each ring, with WP, with pages of 4 MiB, with global ones. The second 4 MiB show the first ones.
 */
final class PagingCases {

    private static final int WINDOW = 0x400000;
    private static final int WRITE_PROTECT = 0x10000;
    private static final int PAGE_SIZE_EXTENSION = 0x10;
    private static final int GLOBAL = 0x80;
    private static final int PAGE = 0x1000;
    private static final int LARGE = 0x80;
    /** Of a large page; bits 13 to 20 may be an address where there is PSE-36. */
    private static final int RESERVED = 0x200000;
    private static final int GLOBAL_ENTRY = 0x100;

    private final Random random;

    PagingCases(Random random) {
        this.random = random;
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** P mostly; W, U, PWT, PCD, A, D at random, and what is for the system. */
    private int entryBits() {
        return (oneIn(6) ? 0 : 1) | below(0x80) & 0x7E | below(8) << 9;
    }

    SystemCase next() {
        CaseBuilder b = new CaseBuilder(below(4));
        b.control(CaseBuilder.PAGED | (oneIn(2) ? WRITE_PROTECT : 0),
                (oneIn(3) ? PAGE_SIZE_EXTENSION : 0) | (oneIn(3) ? GLOBAL : 0));
        int large = oneIn(4) ? LARGE : 0;
        int page = DATA / PAGE;
        boolean crosses = oneIn(3);
        boolean executes = oneIn(6);
        int first = executes ? CODE / PAGE : page;
        if (large != 0) {
            // Where there are no such pages the bit means nothing, and this is a table at 0, of zeros.
            b.poke(DIRECTORY + 4, entryBits() | large | (oneIn(4) ? GLOBAL_ENTRY : 0) | (oneIn(8) ? RESERVED : 0));
        } else {
            b.poke(DIRECTORY + 4, SECOND_TABLE | entryBits());
        }
        b.poke(SECOND_TABLE + 4 * first, first * PAGE | entryBits() | (oneIn(4) ? GLOBAL_ENTRY : 0)
                | (oneIn(8) ? 0x80 : 0));
        if (crosses) {
            b.poke(SECOND_TABLE + 4 * first + 4, (first + 1) * PAGE | entryBits());
        }
        if (executes) {
            // Code in the window is the code below, which is all INT3.
            int target = WINDOW + CODE + 0x200;
            return b.code("E9").number(target - (CODE + 5), 4).build();
        }
        int address = WINDOW + DATA + (crosses ? PAGE - 1 - below(4) : 4 * below(PAGE / 4));
        b.with(ESI, address).with(EDI, oneIn(2) ? address : DATA + 0x200).with(CaseBuilder.ECX, 2);
        return switch (below(12)) {
            case 0, 1 -> b.code("8B 06").build();
            case 2, 3 -> b.code("89 06").build();
            case 4 -> b.code("FF 06").build();
            case 5 -> b.code("3B 06").build();
            case 6 -> b.with(ESI, DATA + 0x100).with(EDI, address).code("F3 A5").build();
            // Ring 0 needs its stack for the exception.
            case 7 -> b.ring == 0 ? b.code("8B 06").build() : b.stack(address).code("50").build();
            case 8 -> b.code("0F C7 0E").build();
            case 9 -> staleTranslation(b, address);
            case 10 -> b.code("0F AB 06").build();
            default -> b.code("C5 06").build();
        };
    }

    /** At ring 0: a translation used, its entry taken away, and used again after INVLPG or a load of CR3. */
    private SystemCase staleTranslation(CaseBuilder before, int address) {
        CaseBuilder b = new CaseBuilder(0);
        b.control(CaseBuilder.PAGED, before.build().cr4());
        int entry = SECOND_TABLE + 4 * (DATA / PAGE);
        b.poke(entry, DATA | 0x7 | (oneIn(2) ? GLOBAL_ENTRY : 0));
        b.with(ESI, WINDOW + DATA + (address & 0xFFC)).with(EDI, entry);
        // mov (%esi),%eax; btr $0,(%edi); then either; mov (%esi),%ecx
        return b.code("8B 06 0F BA 37 00").code(oneIn(2) ? "0F 01 3E" : "0F 20 DA 0F 22 DA").code("8B 0E").build();
    }
}
