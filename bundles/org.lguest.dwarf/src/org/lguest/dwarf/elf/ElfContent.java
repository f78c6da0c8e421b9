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

/** Where the bytes of an ELF file come from. For any thread. */
public interface ElfContent {
    /** Of the whole file, in bytes. */
    long size();

    /**
     * Part of the file, which does not change any more.
     *
     * @param offset from the start of the file; the extent lies within it
     * @param name of what is there, for the error
     * @throws MalformedException if it can't be had
     */
    ByteBuffer bytes(long offset, int size, String name) throws MalformedException;

    /** A file in memory, from the buffer's position to its limit. */
    static ElfContent of(ByteBuffer file) {
        ByteBuffer whole = file.slice();
        return new ElfContent() {
            @Override
            public long size() {
                return whole.limit();
            }

            @Override
            public ByteBuffer bytes(long offset, int size, String name) {
                return whole.slice((int) offset, size);
            }
        };
    }
}
