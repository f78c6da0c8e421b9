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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.dwarf.ProgramImage;

/** Tables that name the same bytes of the file again and again must not take more memory than the file explains. */
class HostileTablesTest {
    private static final int MANY = 20_000;

    /** Without a bound they would be names of more than a gigabyte. */
    @Test
    void manySectionsCanNotShareOneLongName() {
        ElfBytes file = new ElfBytes();
        int name = file.named("n".repeat(60_000));
        for (int i = 0; i < MANY; i++) {
            file.withHeader(name + i, 0, 0);
        }
        ElfException refusal = assertThrows(ElfException.class, () -> ElfFile.parse(ByteBuffer.wrap(file.bytes())));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith(".shstrtab+0x"), refusal::getMessage);
        assertTrue(String.valueOf(refusal.getMessage()).endsWith("strings that overlap more than a linker would make them"));
    }

    @Test
    void manySectionsMayHaveOneName() throws Exception {
        ElfBytes file = new ElfBytes();
        int name = file.named(".debug_types");
        for (int i = 0; i < MANY; i++) {
            file.withHeader(name, 0, 0);
        }
        assertEquals(MANY + 2, ElfFile.parse(ByteBuffer.wrap(file.bytes())).sections().size());
    }

    /** Without sharing they would be copies of 40 gigabytes. */
    @Test
    void whatManySectionsNameIsCopiedOnce(@TempDir Path folder) throws Exception {
        ElfBytes file = new ElfBytes().with(".debug_str", new byte[2 << 20]);
        int name = file.named(".comment");
        for (int i = 0; i < MANY; i++) {
            file.withHeader(name, 52 + i, (2 << 20) - i);
        }
        Path path = Files.write(folder.resolve("program"), file.bytes());
        assertEquals("", ProgramImage.open(path, org.lguest.dwarf.DebugFileSearch.STANDARD).sourceFiles().stream()
                .map(Object::toString).reduce("", String::concat));
    }

    @Test
    void aNoteWithoutANameHidesNoBuildId() throws Exception {
        ByteBuffer notes = ByteBuffer.allocate(12 + 12 + 4 + 4).order(ByteOrder.LITTLE_ENDIAN);
        notes.putInt(0).putInt(0).putInt(7).putInt(4).putInt(4).putInt(3).put("GNU\0".getBytes()).putInt(0xDDCCBBAA);
        ElfFile file = ElfFile.parse(ByteBuffer.wrap(new ElfBytes().with(".note", 7, 0, notes.array()).bytes()));
        assertEquals(Optional.of("aabbccdd"), BuildId.of(file).map(BuildId::digits));
    }
}
