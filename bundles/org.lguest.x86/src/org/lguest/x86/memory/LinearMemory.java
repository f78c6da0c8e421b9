/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.memory;

import java.util.OptionalInt;

/** Memory by linear address, through the page tables in CR3, as ring 0 sees it: how the Host and the debugger reach it. */
public final class LinearMemory {

    /** Reads a byte. @throws org.lguest.x86.ProcessorException #PF (CR2 set), or #DB when a loaded debug register matches */
    public int read8(int linear) {
        throw new UnsupportedOperationException();
    }

    /** Reads a word; as read8. */
    public int read16(int linear) {
        throw new UnsupportedOperationException();
    }

    /** Reads a dword; as read8. */
    public int read32(int linear) {
        throw new UnsupportedOperationException();
    }

    /** Writes a byte; as read8. */
    public void write8(int linear, int value) {
        throw new UnsupportedOperationException();
    }

    /** Writes a word; as read8. */
    public void write16(int linear, int value) {
        throw new UnsupportedOperationException();
    }

    /** Writes a dword; as read8. */
    public void write32(int linear, int value) {
        throw new UnsupportedOperationException();
    }

    /** Reads a byte without a fault, a match, an A bit; empty where nothing is mapped. */
    public OptionalInt probe8(int linear) {
        throw new UnsupportedOperationException();
    }

    /** Reads a dword as probe8 does. */
    public OptionalInt probe32(int linear) {
        throw new UnsupportedOperationException();
    }

    /** Writes a byte without a fault, a match, an A or D bit, and regardless of write protection; false where nothing is mapped. */
    public boolean poke8(int linear, int value) {
        throw new UnsupportedOperationException();
    }

    /** The physical address a linear one is mapped to; empty where nothing is. */
    public OptionalInt translate(int linear) {
        throw new UnsupportedOperationException();
    }
}
