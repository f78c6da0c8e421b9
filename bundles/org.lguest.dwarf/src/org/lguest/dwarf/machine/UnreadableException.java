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

/** Memory that the program itself could not read. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int address;

    UnreadableException(int address) {
        super("no memory at 0x" + Integer.toHexString(address), null, false, false);
        this.address = address;
    }

    /** The first address that can't be read, unsigned. */
    public int address() {
        return address;
    }
}
