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

/**
 * One row of the section header table (System V ABI, "Sections").
 *
 * @param address where the section is when the program runs, unsigned; 0 when it is not loaded
 * @param offset of the contents in the file, in bytes
 * @param size in bytes
 * @param link the index of a section that this one needs, as a symbol table its strings
 * @param info meaning depends on the type
 */
public record SectionHeader(String name, int type, int flags, int address, long offset, long size, int link, int info) {
    public static final int SHT_SYMTAB = 2;
    public static final int SHT_NOTE = 7;
    public static final int SHT_NOBITS = 8;
    private static final int SHT_NULL = 0;
    private static final int SHT_RELA = 4;
    private static final int SHT_REL = 9;
    static final int SHF_ALLOC = 2;
    static final int SHF_EXECINSTR = 4;
    static final int SHF_COMPRESSED = 0x800;

    /** Whether the file has its contents. */
    public boolean isInFile() {
        return type != SHT_NOBITS && type != SHT_NULL;
    }

    /** Whether it may tell something of the program, and is not its code, its data or the linker's notes on both. */
    public boolean isDescription() {
        return type == SHT_NOTE || name.startsWith(".eh_frame")
                || !isAllocated() && type != SHT_REL && type != SHT_RELA;
    }

    /** Whether the section occupies memory while the program runs. */
    public boolean isAllocated() {
        return (flags & SHF_ALLOC) != 0;
    }

    public boolean isExecutable() {
        return (flags & SHF_EXECINSTR) != 0;
    }

    /** Whether its contents begin with a header that says how they are compressed. */
    public boolean isCompressed() {
        return (flags & SHF_COMPRESSED) != 0;
    }

    /** Whether the address, unsigned, lies in this section when the program runs. */
    public boolean covers(int at) {
        return isAllocated() && Integer.toUnsignedLong(at - address) < size;
    }
}
