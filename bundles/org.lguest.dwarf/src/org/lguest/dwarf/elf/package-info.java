/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * <h2>What the linker left behind</h2>
 * A guest is an ELF file before it is anything else. {@link org.lguest.dwarf.elf.ElfFile} reads its two tables, for
 * the loader and for the linker, and hands out {@linkplain org.lguest.dwarf.elf.Section sections}: windows on its
 * {@linkplain org.lguest.dwarf.elf.ElfContent content}, wherever that is. From then on every byte is read through
 * one small class, {@link org.lguest.dwarf.elf.Reader}, which knows where it is and where it must stop. A file may
 * lie about every size and offset in it; the most it gets for that is a {@link
 * org.lguest.dwarf.elf.MalformedException} naming the place. Sections that are compressed are expanded when first asked
 * for, by zlib or, in the next chapter, Zstandard.
 *
 * <p>Debug information may be elsewhere: a {@link org.lguest.dwarf.elf.BuildId}, a
 * {@link org.lguest.dwarf.elf.DebugLink} or a {@link org.lguest.dwarf.elf.SupplementaryLink} says in which file. Such a
 * file only describes, and may be a 64-bit one.
 *
 * <p>The {@linkplain org.lguest.dwarf.elf.SymbolTable symbols} are all that is known of code written without debug
 * information, as the entry of most kernels is; the chapters after that are about what the compiler adds.
 *
 * <p>Next chapter: {@code org.lguest.dwarf.zstd}
 */
@NullMarked
package org.lguest.dwarf.elf;

import org.jspecify.annotations.NullMarked;
