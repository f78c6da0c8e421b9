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

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A 32-bit ELF file of sections that a test makes up. */
public final class ElfBytes {
    private static final int HEADER = 52;
    private static final int ROW = 40;

    private record Row(int name, int type, int flags, int offset, int size) {
    }

    private final ByteArrayOutputStream contents = new ByteArrayOutputStream();
    private final ByteArrayOutputStream names = new ByteArrayOutputStream();
    private final List<Row> rows = new ArrayList<>();

    public ElfBytes() {
        names.write(0);
    }

    /** Adds a section that is not loaded. */
    public ElfBytes with(String name, byte... bytes) {
        return with(name, 1, 0, bytes);
    }

    /** Adds a section. */
    public ElfBytes with(String name, int type, int flags, byte... bytes) {
        rows.add(new Row(named(name), type, flags, HEADER + contents.size(), bytes.length));
        contents.writeBytes(bytes);
        return this;
    }

    /** Adds a name without a section. @return its offset among the names */
    public int named(String name) {
        int offset = names.size();
        names.writeBytes((name + '\0').getBytes(StandardCharsets.ISO_8859_1));
        return offset;
    }

    /** Adds a header that names bytes of the file which other headers name, too. */
    public ElfBytes withHeader(int name, int offset, int size) {
        rows.add(new Row(name, 1, 0, offset, size));
        return this;
    }

    /** A linked i386 program that is loaded nowhere. */
    public byte[] bytes() {
        int nameOffset = HEADER + contents.size();
        int table = nameOffset + names.size();
        int count = rows.size() + 2;
        ByteBuffer file = ByteBuffer.allocate(table + count * ROW).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x464C457F).put((byte) 1).put((byte) 1).put((byte) 1);
        file.putShort(16, (short) 2).putShort(18, (short) 3).putInt(20, 1).putInt(32, table).putShort(40, (short) HEADER);
        file.putShort(46, (short) ROW).putShort(48, (short) count).putShort(50, (short) (count - 1));
        file.position(HEADER).put(contents.toByteArray()).put(names.toByteArray()).position(table + ROW);
        List<Row> all = new ArrayList<>(rows);
        all.add(new Row(0, 3, 0, nameOffset, names.size()));
        for (Row row : all) {
            file.putInt(row.name).putInt(row.type).putInt(row.flags).putInt(0).putInt(row.offset).putInt(row.size)
                    .putInt(0).putInt(0).putInt(1).putInt(0);
        }
        return file.array();
    }
}
