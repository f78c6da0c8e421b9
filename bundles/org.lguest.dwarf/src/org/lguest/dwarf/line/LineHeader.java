/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.line;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;

/** Reads the header of one line program (DWARF 5 and DWARF 4, section 6.2.4). */
final class LineHeader {
    private static final int DW_LNCT_PATH = 1;
    private static final int DW_LNCT_DIRECTORY_INDEX = 2;
    private static final int DW_LNCT_MD5 = 5;
    private static final int DW_FORM_BLOCK2 = 0x03;
    private static final int DW_FORM_BLOCK4 = 0x04;
    private static final int DW_FORM_DATA2 = 0x05;
    private static final int DW_FORM_DATA4 = 0x06;
    private static final int DW_FORM_DATA8 = 0x07;
    private static final int DW_FORM_STRING = 0x08;
    private static final int DW_FORM_BLOCK = 0x09;
    private static final int DW_FORM_BLOCK1 = 0x0A;
    private static final int DW_FORM_DATA1 = 0x0B;
    private static final int DW_FORM_STRP = 0x0E;
    private static final int DW_FORM_UDATA = 0x0F;
    private static final int DW_FORM_DATA16 = 0x1E;
    private static final int DW_FORM_LINE_STRP = 0x1F;

    private final DebugLine sections;
    private final int offset;
    private final Reader unit;
    private final boolean wide;
    private final Paths paths;

    /**
     * @param offset of the unit's length field
     * @param unit what follows the length field
     * @param wide whether this is the 64-bit DWARF format
     * @param paths of this program and those before
     */
    LineHeader(DebugLine sections, int offset, Reader unit, boolean wide, Paths paths) {
        this.sections = sections;
        this.offset = offset;
        this.unit = unit;
        this.wide = wide;
        this.paths = paths;
    }

    LineProgram read() throws MalformedException {
        int version = unit.u16();
        if (version < 2 || version > 5) {
            throw unit.malformed("line table version " + version + "; 2 to 5 are known");
        }
        int addressSize = 4;
        if (version >= 5) {
            addressSize = unit.u8();
            if (addressSize != 4 && addressSize != 8) {
                throw unit.malformed("addresses of " + addressSize + " bytes");
            }
            unit.skip(1);
        }
        Reader rest = unit.window(wide ? unit.s64() : unit.u32());
        int minimumInstructionLength = rest.u8();
        int operationsPerInstruction = version >= 4 ? rest.u8() : 1;
        if (operationsPerInstruction == 0) {
            throw rest.malformed("an instruction of 0 operations");
        }
        boolean defaultIsStatement = rest.u8() != 0;
        int lineBase = rest.s8();
        int lineRange = rest.u8();
        if (lineRange == 0) {
            throw rest.malformed("a line range of 0");
        }
        int opcodeBase = rest.u8();
        if (opcodeBase == 0) {
            throw rest.malformed("an opcode base of 0");
        }
        byte[] operandCounts = rest.copy(opcodeBase - 1);
        List<String> directories = version >= 5 ? directories(rest) : oldDirectories(rest);
        List<FileEntry> files = version >= 5 ? files(rest) : oldFiles(rest);
        for (FileEntry file : files) {
            paths.count(file.directory() < directories.size() ? directories.get(file.directory()) : "", file.name(), rest);
        }
        return new LineProgram(offset, version, minimumInstructionLength, operationsPerInstruction,
                defaultIsStatement, lineBase, lineRange, opcodeBase, operandCounts, directories, files,
                sections.line(), unit.offset(), unit.end());
    }

    private static List<String> oldDirectories(Reader header) throws MalformedException {
        List<String> directories = new ArrayList<>();
        directories.add("");
        for (String name = header.string(); !name.isEmpty(); name = header.string()) {
            directories.add(name);
        }
        return directories;
    }

    private static List<FileEntry> oldFiles(Reader header) throws MalformedException {
        List<FileEntry> files = new ArrayList<>();
        for (String name = header.string(); !name.isEmpty(); name = header.string()) {
            files.add(oldFile(name, header));
        }
        return files;
    }

    /** What follows the name of a file, here and in {@code DW_LNE_define_file}. */
    static FileEntry oldFile(String name, Reader reader) throws MalformedException {
        int directory = reader.ulebInt();
        reader.skipLeb();
        reader.skipLeb();
        return new FileEntry(name, directory, Optional.empty());
    }

    private List<String> directories(Reader header) throws MalformedException {
        return files(header).stream().map(FileEntry::name).toList();
    }

    /** Directories and files have the same shape since DWARF 5: a list of forms, then entries of those forms. */
    private List<FileEntry> files(Reader header) throws MalformedException {
        int formats = header.u8();
        int[] contents = new int[formats];
        int[] forms = new int[formats];
        for (int i = 0; i < formats; i++) {
            contents[i] = header.ulebInt();
            forms[i] = header.ulebInt();
        }
        int count = header.ulebInt();
        if (formats == 0 && count > 0) {
            throw header.malformed(count + " entries without a format");
        }
        List<FileEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "";
            int directory = 0;
            Optional<String> md5 = Optional.empty();
            for (int j = 0; j < formats; j++) {
                switch (contents[j]) {
                    case DW_LNCT_PATH -> name = string(header, forms[j]);
                    case DW_LNCT_DIRECTORY_INDEX -> directory = index(header, forms[j]);
                    case DW_LNCT_MD5 -> md5 = digest(header, forms[j]);
                    default -> skip(header, forms[j]);
                }
            }
            entries.add(new FileEntry(name, directory, md5));
        }
        return entries;
    }

    private String string(Reader header, int form) throws MalformedException {
        return switch (form) {
            case DW_FORM_STRING -> header.string();
            case DW_FORM_LINE_STRP -> paths.lineString(reference(header));
            case DW_FORM_STRP -> paths.string(reference(header));
            default -> throw header.malformed("a path of form 0x" + Integer.toHexString(form));
        };
    }

    private long reference(Reader header) throws MalformedException {
        return wide ? header.s64() : header.u32();
    }

    private static int index(Reader header, int form) throws MalformedException {
        return switch (form) {
            case DW_FORM_DATA1 -> header.u8();
            case DW_FORM_DATA2 -> header.u16();
            case DW_FORM_UDATA -> header.ulebInt();
            default -> throw header.malformed("a directory index of form 0x" + Integer.toHexString(form));
        };
    }

    private static Optional<String> digest(Reader header, int form) throws MalformedException {
        if (form != DW_FORM_DATA16) {
            throw header.malformed("an MD5 digest of form 0x" + Integer.toHexString(form));
        }
        return Optional.of(HexFormat.of().formatHex(header.copy(16)));
    }

    private void skip(Reader header, int form) throws MalformedException {
        switch (form) {
            case DW_FORM_DATA1 -> header.skip(1);
            case DW_FORM_DATA2 -> header.skip(2);
            case DW_FORM_DATA4 -> header.skip(4);
            case DW_FORM_DATA8 -> header.skip(8);
            case DW_FORM_DATA16 -> header.skip(16);
            case DW_FORM_UDATA -> header.skipLeb();
            case DW_FORM_STRING -> header.skipString();
            case DW_FORM_STRP, DW_FORM_LINE_STRP -> reference(header);
            case DW_FORM_BLOCK -> header.skip(header.ulebInt());
            case DW_FORM_BLOCK1 -> header.skip(header.u8());
            case DW_FORM_BLOCK2 -> header.skip(header.u16());
            case DW_FORM_BLOCK4 -> header.skip(header.u32());
            default -> throw header.malformed("an entry of form 0x" + Integer.toHexString(form));
        }
    }
}
