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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.dwarf.DebugFileNotice.Code;
import org.lguest.dwarf.elf.BuildId;
import org.lguest.dwarf.elf.ElfFile;

/** Programs that keep their debug information in files of their own. */
class SeparateDebugFileTest {
    @TempDir
    private Path temporary;
    private Path programs;
    private Path system;

    @BeforeEach
    void folders() throws IOException {
        programs = Files.createDirectories(temporary.resolve("programs"));
        system = Files.createDirectories(temporary.resolve("system"));
    }

    private Path copy(String name, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        return Files.copy(Programs.path("separate/" + name), target);
    }

    private DebugFileSearch search() {
        return DebugFileSearch.STANDARD.withSystem(List.of(system));
    }

    private static BuildId buildId(String name) throws Exception {
        return BuildId.of(ElfFile.parseSupplement(ByteBuffer.wrap(Programs.bytes("separate/" + name)))).orElseThrow();
    }

    private static List<Code> codes(ProgramImage image) {
        return image.notices().stream().map(DebugFileNotice::code).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"programs", "programs/.debug", "system/PROGRAMS"})
    void aLinkIsFollowedBesideTheProgramAndBelowTheSystemsFolder(String folder) throws Exception {
        Path program = copy("linked.elf", programs.resolve("linked"));
        String below = folder.replace("PROGRAMS", programs.toAbsolutePath().toString().substring(1));
        Path debug = copy("linked.debug", temporary.resolve(below).resolve("linked.debug"));
        ProgramImage image = ProgramImage.open(program, search());
        assertEquals(Optional.of(debug), image.debugFile());
        assertEquals(List.of(), image.notices());
        ProgramImage whole = Programs.image("gcc-dwarf5-O2");
        assertEquals(whole.addressesOf("bank.c", 53), image.addressesOf("bank.c", 53));
        assertEquals(whole.resolve("account.balance"), image.resolve("account.balance"));
        assertEquals(whole.symbol("bump"), image.symbol("bump"));
        assertEquals(whole.function("bump"), image.function("bump"));
        assertEquals(whole.entry(), image.entry());
        assertTrue(image.hasDebugInformation());
        assertEquals(List.of(), image.defects());
    }

    @Test
    void aLinkedFileWithAnotherChecksumIsNotTaken() throws Exception {
        Path program = copy("linked.elf", programs.resolve("linked"));
        copy("built.debug", programs.resolve("linked.debug"));
        ProgramImage image = ProgramImage.open(program, search());
        assertEquals(List.of(Code.MISMATCH, Code.NOT_FOUND), codes(image));
        String told = image.notices().getFirst().message();
        assertTrue(told.matches("(?s).*linked.debug does not belong to .*linked: it has checksum [0-9a-f]+, and wanted is [0-9a-f]+\\."),
                told);
        assertFalse(image.hasDebugInformation());
        assertTrue(image.addressesOf("bank.c", 53).isEmpty());
        assertFalse(image.notices().getFirst().remedy().isBlank());
    }

    @Test
    void aBuildIdFindsTheFileBelowTheSystemsFolder() throws Exception {
        Path program = copy("built.elf", programs.resolve("built"));
        Path debug = copy("built.debug", system.resolve(buildId("built.elf").path()));
        ProgramImage image = ProgramImage.open(program, search());
        assertEquals(Optional.of(debug), image.debugFile());
        assertEquals("bump", image.function("bump").orElseThrow().name());
        assertTrue(image.function("bump").orElseThrow().declaration().isPresent());
    }

    @Test
    void theIdIsThatWhichReadelfReads() throws Exception {
        String line = Readelf.run(Programs.path("separate/built.elf"), "-n").stream()
                .filter(l -> l.contains("Build ID:")).findFirst().orElseThrow();
        assertEquals(line.substring(line.indexOf(':') + 1).strip(), buildId("built.elf").toString());
    }

    @Test
    void aFileOfAnotherBuildIsToldWithBothIds() throws Exception {
        Path program = copy("built.elf", programs.resolve("built"));
        copy("other.debug", system.resolve(buildId("built.elf").path()));
        ProgramImage image = ProgramImage.open(program, search());
        assertEquals(List.of(Code.MISMATCH, Code.NOT_FOUND), codes(image));
        String told = image.notices().getFirst().message();
        assertTrue(told.contains(buildId("built.elf").digits()) && told.contains(buildId("other.debug").digits()), told);
        assertFalse(image.hasDebugInformation());
    }

    @Test
    void aFileThatIsNotThereIsToldWithWhereItWasLookedFor() throws Exception {
        ProgramImage image = ProgramImage.open(copy("built.elf", programs.resolve("built")), search());
        assertEquals(List.of(Code.NOT_FOUND), codes(image));
        String told = image.notices().getFirst().message();
        assertTrue(told.contains(system.toString()) && told.contains(buildId("built.elf").digits()), told);
    }

    @Test
    void whatIsThereButNoElfFileIsTold() throws Exception {
        Path program = copy("built.elf", programs.resolve("built"));
        Path debug = system.resolve(buildId("built.elf").path());
        Files.createDirectories(debug.getParent());
        Files.writeString(debug, "nothing of use");
        assertEquals(List.of(Code.UNREADABLE, Code.NOT_FOUND), codes(ProgramImage.open(program, search())));
    }

    @Test
    void aNamedFileIsTaken() throws Exception {
        Path program = copy("built.elf", programs.resolve("built"));
        Path debug = copy("built.debug", programs.resolve("anything"));
        ProgramImage image = ProgramImage.open(program, search().withFile(debug));
        assertEquals(Optional.of(debug), image.debugFile());
        assertTrue(image.function("bump").orElseThrow().declaration().isPresent());
    }

    @Test
    void aNamedFileOfAnotherBuildIsRefusedWithBothIds() throws Exception {
        Path program = copy("built.elf", programs.resolve("built"));
        Path debug = copy("other.debug", programs.resolve("anything"));
        ProgramImageException refusal = assertThrows(ProgramImageException.class,
                () -> ProgramImage.open(program, search().withFile(debug)));
        assertEquals(ProgramImageException.Code.OTHER_BUILD, refusal.code());
        String told = refusal.getMessage();
        assertTrue(told.contains(buildId("built.elf").digits()) && told.contains(buildId("other.debug").digits()), told);
    }

    /** A program that was linked without a build id. */
    @Test
    void withoutABuildIdTheCodeOfANamedFileTells() throws Exception {
        Path program = copy("linked.elf", programs.resolve("linked"));
        for (Path file : List.of(copy("linked.debug", programs.resolve("its")), Programs.path("gcc-dwarf5-O2"))) {
            assertEquals(Optional.of(file), ProgramImage.open(program, search().withFile(file)).debugFile());
        }
        assertRefused(program, Programs.path("gcc-dwarf5-Og"), ".text with 0x");

        byte[] changed = Files.readAllBytes(Programs.path("gcc-dwarf5-O2"));
        int text = ElfFile.parse(ByteBuffer.wrap(changed)).sections().stream().filter(each -> each.name().equals(".text"))
                .mapToInt(each -> (int) each.offset()).findFirst().orElseThrow();
        changed[text] ^= 1;
        assertRefused(program, Files.write(programs.resolve("changed"), changed), "other code in .text");
    }

    private void assertRefused(Path program, Path file, String why) {
        ProgramImageException refusal = assertThrows(ProgramImageException.class,
                () -> ProgramImage.open(program, search().withFile(file)));
        assertEquals(ProgramImageException.Code.OTHER_BUILD, refusal.code());
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    @Test
    void aSupplementHasWhatIsShared() throws Exception {
        Path program = copy("shared.elf", programs.resolve("shared"));
        copy("shared.debug", programs.resolve("shared.debug"));
        ProgramImage image = ProgramImage.open(program, search());
        ProgramImage whole = Programs.image("separate/unshared");
        assertEquals(List.of(), image.notices());
        assertEquals(whole.resolve("account.balance"), image.resolve("account.balance"));
        assertEquals(whole.resolve("table[1].next"), image.resolve("table[1].next"));
        assertEquals(whole.function("bump").orElseThrow().name(), image.functionAt(whole.function("bump").orElseThrow().lowPc())
                .orElseThrow().name());
        assertEquals(whole.globals().stream().sorted().toList(), image.globals().stream().sorted().toList());
        assertEquals(List.of(), image.defects());
    }

    @Test
    void aSupplementIsFoundByItsBuildIdToo() throws Exception {
        Path program = copy("shared.elf", programs.resolve("shared"));
        copy("shared.debug", system.resolve(buildId("shared.debug").path()));
        ProgramImage image = ProgramImage.open(program, search());
        assertEquals(List.of(), image.notices());
        assertEquals(Programs.image("separate/unshared").resolve("account.balance"), image.resolve("account.balance"));
    }

    @Test
    void withoutItsSupplementAProgramIsReadAsFarAsItGoes() throws Exception {
        ProgramImage image = ProgramImage.open(copy("shared.elf", programs.resolve("shared")), search());
        assertEquals(List.of(Code.SUPPLEMENT_NOT_FOUND), codes(image));
        assertTrue(image.notices().getFirst().message().contains(buildId("shared.debug").digits()));
        assertFalse(image.addressesOf("bank.c", 53).isEmpty());
        assertTrue(image.function("bump").isPresent());
    }
}
