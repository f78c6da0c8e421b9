/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A named window on the bytes of one section. It copies nothing, and having no position of its own it may be shared by
 * threads; each reads it through a {@link Reader} of its own.
 */
public final class Section {
    private final String name;
    private final ByteBuffer bytes;

    /** @param bytes the section's contents, from its position to its limit */
    public Section(String name, ByteBuffer bytes) {
        this.name = name;
        this.bytes = bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A section that the file does not have; reading anything of it is an error that says so. */
    public static Section absent(String name) {
        return new Section(name, ByteBuffer.allocate(0));
    }

    /** The same bytes by another name. */
    public Section named(String other) {
        return new Section(other, bytes);
    }

    /** A part of it as a section of its own, whose name tells where it begins. */
    public Section part(long offset, long size) throws MalformedException {
        reader(offset).skip(size);
        return new Section(name + "+0x" + Long.toHexString(offset), bytes.slice((int) offset, (int) size));
    }

    public String name() {
        return name;
    }

    /** In bytes; 0 when the file has no such section. */
    public int size() {
        return bytes.limit();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** A cursor at the start. */
    public Reader reader() {
        return new Reader(this, 0, size());
    }

    /**
     * A cursor at an offset that the file itself named.
     *
     * @param offset bytes from the start, unsigned
     */
    public Reader reader(long offset) throws MalformedException {
        if (offset < 0 || offset > size()) {
            throw new MalformedException(name, offset, isEmpty()
                    ? "the file has no such section, yet refers to it"
                    : "beyond the section's end at 0x" + Integer.toHexString(size()));
        }
        return new Reader(this, (int) offset, size());
    }

    ByteBuffer bytes() {
        return bytes;
    }
}
