/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.dwarf.ProgramImageException.Code;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.Section;
import org.lguest.dwarf.elf.SectionHeader;

/** Files that describe a program and are none themselves: 64-bit ELF files. */
class SymbolFileTest {
    private static ProgramImage symbols(String name) throws ProgramImageException {
        return ProgramImage.openSymbols(Programs.path("separate/" + name), DebugFileSearch.STANDARD);
    }

    @Test
    void aProgramWrappedInA64BitFileIsTheSameProgram() throws Exception {
        ProgramImage wrapped = symbols("wide");
        ProgramImage program = Programs.image("gcc-dwarf4-O2");
        for (int line = 1; line < 100; line++) {
            assertEquals(program.addressesOf("bank.c", line), wrapped.addressesOf("bank.c", line));
        }
        assertEquals(program.globals(), wrapped.globals());
        assertEquals(program.symbol("bump"), wrapped.symbol("bump"));
        assertEquals(program.function("bump"), wrapped.function("bump"));
        assertEquals(program.resolve("account.balance"), wrapped.resolve("account.balance"));
        assertEquals(program.entry(), wrapped.entry());
        assertEquals(List.of(), wrapped.defects());
    }

    @Test
    void codeForAnotherProcessorHasItsLinesAndNames() throws Exception {
        ProgramImage image = symbols("code64");
        assertFalse(image.addressesOf("bank.c", 53).isEmpty());
        assertEquals("bump", image.function("bump").orElseThrow().name());
        assertEquals(8, image.resolve("table[1].next").size(), "a pointer");
        assertEquals(List.of(), image.defects());
    }

    @Test
    void whatLiesBeyond32BitsIsRefused() {
        ProgramImageException refusal = assertThrows(ProgramImageException.class, () -> symbols("beyond"));
        assertEquals(Code.BEYOND_32_BITS, refusal.code());
        assertEquals(true, refusal.getMessage().matches(".*ELF file\\+0x[0-9a-f]+: .* 0xffffffff81[0-9a-f]+, .*"), refusal::getMessage);
        assertFalse(refusal.remedy().isBlank());
    }

    @Test
    void aGuestIsNever64Bit() {
        for (String name : List.of("wide", "code64", "beyond")) {
            ProgramImageException refusal = assertThrows(ProgramImageException.class,
                    () -> ProgramImage.open(Programs.path("separate/" + name)));
            assertEquals(Code.ELF64, refusal.code());
        }
    }

    @Test
    void whatIsNoElfFileIsDescribedByTheFileThatIsNamed(@TempDir Path folder) throws Exception {
        Path compressed = Files.writeString(folder.resolve("bzImage"), "no ELF file");
        assertEquals(Code.NOT_ELF, assertThrows(ProgramImageException.class, () -> ProgramImage.open(compressed)).code());
        ProgramImage image = ProgramImage.open(compressed, DebugFileSearch.STANDARD.withFile(Programs.path("gcc-dwarf5-O0")));
        assertEquals(Programs.image("gcc-dwarf5-O0").addressesOf("bank.c", 53), image.addressesOf("bank.c", 53));
    }

    @Test
    void aSymbolFileMayBeAProgram() throws Exception {
        ProgramImage image = ProgramImage.openSymbols(Programs.path("gcc-dwarf5-O0"), DebugFileSearch.STANDARD);
        assertEquals(Programs.image("gcc-dwarf5-O0").addressesOf("bank.c", 53), image.addressesOf("bank.c", 53));
    }

    @Test
    void howToReadWhatAnotherMethodCompressedIsTold(@TempDir Path folder) throws Exception {
        byte[] file = Files.readAllBytes(Programs.path("gcc-dwarf5-O0-compressed"));
        int line = 0xAEC;
        assertEquals(1, file[line], "ELFCOMPRESS_ZLIB, at the beginning of .debug_line");
        file[line] = 3;
        ProgramImage image = ProgramImage.open(Files.write(folder.resolve("unknown"), file));
        assertTrue(image.addressesOf("bank.c", 53).isEmpty());
        assertEquals(1, image.defects().size(), image.defects()::toString);
        String told = image.defects().getFirst().toString();
        assertTrue(told.contains(".debug_line") && told.contains("method 3") && told.contains("--decompress-debug-sections"), told);
    }

    @Test
    void whatObjcopyHasCompressedIsTheSameProgram() throws Exception {
        ElfFile small = ElfFile.parse(Programs.content("gcc-dwarf5-O2-zstd"));
        ElfFile large = ElfFile.parse(Programs.content("gcc-dwarf5-O2"));
        int count = 0;
        for (SectionHeader header : large.sections()) {
            if (small.header(header.name()).filter(SectionHeader::isCompressed).isPresent()) {
                Section section = large.section(header);
                assertArrayEquals(section.reader().copy(section.size()),
                        small.section(header.name()).reader().copy(section.size()), header.name());
                count++;
            }
        }
        assertTrue(count > 3, count + " sections are compressed");
    }
}
