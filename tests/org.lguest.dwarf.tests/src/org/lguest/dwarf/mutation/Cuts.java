/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.mutation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.lguest.dwarf.elf.ElfException;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.SectionHeader;

/** Ends sections of a file early, by their headers. */
public final class Cuts {
    private final byte[] sound;
    private final boolean isWide;
    private final List<Cut> sections = new ArrayList<>();

    /**
     * A section that can be cut.
     *
     * @param row where its header is in the file
     * @param whole the sizes at which nothing of it is in pieces; empty where that is not known
     */
    private record Cut(SectionHeader header, int row, Set<Integer> whole) {
    }

    /** Those with debug information and symbols. */
    public Cuts(byte[] sound) throws ElfException {
        this.sound = sound;
        this.isWide = sound[4] == 2;
        ByteBuffer file = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
        int table = isWide ? (int) file.getLong(40) : file.getInt(32);
        List<SectionHeader> headers = ElfFile.parseSupplement(ByteBuffer.wrap(sound)).sections();
        for (int i = 0; i < headers.size(); i++) {
            if (Exercise.isDescription(headers.get(i)) && headers.get(i).size() > 0) {
                sections.add(new Cut(headers.get(i), table + i * (isWide ? 64 : 40), whole(headers.get(i), file)));
            }
        }
    }

    /** Where units end in sections of them, which tell their lengths (DWARF 5, section 7.2.2). */
    private static Set<Integer> whole(SectionHeader section, ByteBuffer file) {
        Set<Integer> ends = new HashSet<>();
        boolean isOfUnits = Set.of(".debug_info", ".debug_types", ".debug_line").contains(section.name());
        for (int at = 0; isOfUnits && !section.isCompressed() && at <= section.size();) {
            ends.add(at);
            if (at + 4 > section.size()) {
                break;
            }
            int length = file.getInt((int) section.offset() + at);
            at += length == -1 ? 12 + (int) file.getLong((int) section.offset() + at + 4) : 4 + length;
        }
        return ends;
    }

    /** How many there are. */
    int count() {
        return sections.stream().mapToInt(s -> (int) s.header.size()).sum();
    }

    /** What a cut leaves, and whether it must be noticed. */
    record Damaged(byte[] program, String what, boolean isInPieces) {
    }

    /** One of them. @param number from 0 */
    Damaged of(int number) {
        int size = number;
        int index = 0;
        while (size >= sections.get(index).header.size()) {
            size -= (int) sections.get(index++).header.size();
        }
        return cut(sections.get(index), size);
    }

    Damaged drawn(Random random) {
        Cut section = sections.get(random.nextInt(sections.size()));
        return cut(section, random.nextInt((int) section.header.size()));
    }

    private Damaged cut(Cut section, int size) {
        byte[] damaged = sound.clone();
        ByteBuffer file = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
        if (isWide) {
            file.putLong(section.row + 32, size);
        } else {
            file.putInt(section.row + 20, size);
        }
        return new Damaged(damaged, section.header.name() + " cut at 0x" + Integer.toHexString(size),
                !section.whole.isEmpty() && !section.whole.contains(size));
    }
}
