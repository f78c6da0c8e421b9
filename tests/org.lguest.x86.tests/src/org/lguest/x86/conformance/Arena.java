/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.conformance;

import java.util.Random;

/**
 * The memory in which cases run, the same for the real and for the emulated processor. Pages not named are not
 * mapped.
 */
final class Arena {

    static final int PAGE = 4096;
    /** One page of INT3 in which the case's code is put. */
    static final int CODE = 0x10000000;
    /** Two pages, and a third that is read-only. */
    static final int DATA = 0x20000000;
    static final int READ_ONLY = DATA + 2 * PAGE;
    static final int STACK = 0x30000000;
    /** The pages whose changes are looked at, in the order in which they are. */
    private static final int[] WRITABLE = {DATA, DATA + PAGE, STACK};

    /** The selectors of a 64-bit Linux for 32-bit programs. */
    static final int USER_CODE = 0x23;
    static final int USER_DATA = 0x2B;

    private static final byte[] PRISTINE = new byte[4 * PAGE];

    static {
        new Random(1985).nextBytes(PRISTINE);
    }

    private Arena() {
    }

    /** What stands in the three pages of data and in the stack before each case. */
    static byte[] pristine() {
        return PRISTINE.clone();
    }

    static int[] writablePages() {
        return WRITABLE.clone();
    }

    /** Where the bytes of a writable page, by its number, are in {@link #pristine()}. */
    static int pristineOffset(int writablePage) {
        return writablePage < 2 ? writablePage * PAGE : 3 * PAGE;
    }

    /** The byte in which a case's memory starts, without its pokes. */
    static int pristine8(int address) {
        int offset = address - DATA >= 0 && address - DATA < 3 * PAGE ? address - DATA : address - STACK + 3 * PAGE;
        return offset >= 0 && offset < PRISTINE.length ? PRISTINE[offset] & 0xFF : 0;
    }

    static int pristine32(int address) {
        return pristine8(address) | pristine8(address + 1) << 8 | pristine8(address + 2) << 16
                | pristine8(address + 3) << 24;
    }
}
