/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import java.util.Arrays;

/** What was typed at the console and waits until the guest has room for it. On the emulator thread. */
public final class ConsoleInput {

    /** Bytes that may wait. */
    public static final int LIMIT = 65536;

    private final byte[] bytes = new byte[LIMIT];
    private int waiting;

    /** Input from outside. @return false if so much can't wait; then none of it does */
    public boolean type(byte[] typed) {
        if (typed.length > LIMIT - waiting) {
            return false;
        }
        System.arraycopy(typed, 0, bytes, waiting, typed.length);
        waiting += typed.length;
        return true;
    }

    /** How many bytes wait. */
    int waiting() {
        return waiting;
    }

    /** The first of them. @param most 0 or more */
    byte[] peek(int most) {
        return Arrays.copyOf(bytes, Math.min(most, waiting));
    }

    /** The guest has got so many. */
    void remove(int taken) {
        System.arraycopy(bytes, taken, bytes, 0, waiting - taken);
        waiting -= taken;
    }
}
