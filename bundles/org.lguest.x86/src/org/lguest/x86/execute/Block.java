/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.execute;

import org.jspecify.annotations.Nullable;

/**
 * A straight run of lowered instructions on one page of physical memory, ended by the first that may go elsewhere or
 * change how the next is to be run. A repeated string instruction is a block of its own; so is an instruction that
 * crosses into another page.
 */
final class Block {

    /** What decoding and lowering depend on beside the bytes. */
    enum Mode {
        /** 32-bit code; CS, SS, DS and ES are flat. */
        FLAT,
        /** 32-bit code, every access checked. */
        SEGMENTED,
        /** 16-bit code: CS.D is 0. */
        SEGMENTED_16
    }

    /** Physical address of the first byte; of the second page for a block that crosses into one, else -1. */
    final int physical;
    final int secondPage;
    /** For which code and segments it was decoded and lowered. */
    final Mode mode;
    final boolean repeated;
    final Op[] ops;
    /** Bytes. */
    final int length;

    /** Where and under which state of translation it was last found good; see {@link BlockCache}. */
    int eip;
    long stamp = -1;
    /** The next in its slot of the cache's table by physical address. */
    @Nullable Block nextInTable;

    Block(int physical, int secondPage, Mode mode, boolean repeated, Op[] ops) {
        this.physical = physical;
        this.secondPage = secondPage;
        this.mode = mode;
        this.repeated = repeated;
        this.ops = ops;
        length = ops.length == 0 ? 0 : ops[ops.length - 1].next;
    }

    /** Whether any of these bytes, all on one page, belong to it. */
    boolean overlaps(int address, int bytes) {
        int onFirst = secondPage < 0 ? length : Math.min(length, 0x1000 - (physical & 0xFFF));
        return address < physical + onFirst && physical < address + bytes
                || secondPage >= 0 && address < secondPage + length - onFirst && secondPage < address + bytes;
    }
}
