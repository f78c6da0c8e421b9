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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.dwarf.DebugFileNotice.Code;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.TargetRegisters;

/** Programs whose compiler left most of their debug information in files beside the object files. */
class SplitDwarfTest {
    private static final List<String> EXPRESSIONS = List.of("account.balance", "table[1].next", "bump::calls",
            "transfer::calls", "*(struct node *)0x100", "table[GREEN - 4].next", "nothing");

    @TempDir
    private Path folder;

    /** What is known of a program's data, and at each address of its code of lines, functions and variables there. */
    private static List<String> facts(ProgramImage image) {
        List<String> facts = new ArrayList<>();
        for (SourceFile file : image.primarySources()) {
            facts.add("compiled from " + file.name());
        }
        for (String expression : new TreeSet<>(Stream.concat(image.globals().stream(), EXPRESSIONS.stream()).toList())) {
            facts.add(expression + " is at " + told(() -> image.resolve(expression)));
        }
        for (int address : code(image)) {
            Function function = image.functionAt(address).orElseThrow();
            facts.add(Integer.toHexString(address) + " is in " + function.name() + " from "
                    + Integer.toHexString(function.lowPc()) + " declared in "
                    + function.declaration().map(d -> d.file().name() + ":" + d.line()) + ", stopped at "
                    + Integer.toHexString(image.afterPrologue(function)) + ", line "
                    + image.lineOf(address).map(l -> l.file().name() + ":" + l.line()));
            facts.addAll(frames(image, address));
        }
        return facts;
    }

    private static List<Integer> code(ProgramImage image) {
        return image.symbol("_start").stream().flatMap(start -> Stream.iterate(start.address() & ~0xFFF, a -> a + 1)
                .limit(0x1000)).filter(a -> image.functionAt(a).isPresent()).toList();
    }

    /** The inlined copies at an address, with what is told of their variables' values in a made-up machine. */
    private static List<String> frames(ProgramImage image, int address) {
        TargetMemory memory = new TargetMemory((at, length) -> CompletableFuture.completedFuture(pattern(at, length)));
        TargetRegisters registers = number -> OptionalInt.of(number == I386Register.EIP.number() ? address
                : number == I386Register.ESP.number() || number == I386Register.EBP.number() ? 0x5000 : 3 * number);
        List<String> facts = new ArrayList<>();
        for (StackFrame frame : image.stack(registers, memory, 1, Runnable::run).join().frames()) {
            List<NamedValue> variables = memory.ask(() -> image.variables(frame, memory), Runnable::run).join();
            for (NamedValue variable : variables) {
                facts.add("  " + frame.function().map(Function::name).orElse("?") + ": " + variable.name()
                        + " in block " + variable.block() + " = "
                        + memory.ask(() -> image.text(memory).withType(variable.value()), Runnable::run).join());
            }
        }
        return facts;
    }

    private static byte[] pattern(int address, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ((address + i) * 7);
        }
        return bytes;
    }

    private interface Question {
        Object ask() throws ExpressionException;
    }

    private static String told(Question question) {
        try {
            return question.ask().toString();
        } catch (ExpressionException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Copies a program with its split files. */
    private Path program(String build) throws IOException {
        return copied(build, ".dwo", folder);
    }

    /** Copies a program with the package of its split files. */
    private Path packed(String build) throws IOException {
        return packedIn(build, folder);
    }

    private static Path packedIn(String build, Path folder) throws IOException {
        return copied(build, ".dwp", folder);
    }

    private static Path copied(String build, String others, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(Programs.path("split/" + build + "/split").getParent())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.equals("split.elf") || name.endsWith(others)) {
                    Files.copy(file, folder.resolve(name));
                }
            }
        }
        return folder.resolve("split.elf");
    }

    /** The files, the first that of bank.c. */
    private List<Path> splitFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".dwo")).sorted().toList();
        }
    }

    private static List<Code> codes(ProgramImage image) {
        return image.notices().stream().map(DebugFileNotice::code).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcc4", "gcc5", "clang4", "clang5", "gcc4-types"})
    void asMuchIsKnownAsOfTheSameProgramInOneFile(String build) throws Exception {
        isAsMuchKnown(build, ProgramImage.open(program(build)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcc4", "clang4", "clang5", "gcc4-types"})
    void asMuchIsKnownFromAPackageWithoutTheFilesInIt(String build) throws Exception {
        isAsMuchKnown(build, ProgramImage.open(packed(build)));
    }

    private static void isAsMuchKnown(String build, ProgramImage split) {
        ProgramImage whole = Programs.image("split/" + build + "/whole");
        List<String> facts = facts(whole);
        assertTrue(facts.stream().anyMatch(f -> f.startsWith("table[GREEN - 4].next is at DataLocation")), facts::toString);
        assertTrue(facts.stream().filter(f -> f.contains(" bump: n in block 0 = ")).count() > 20, facts::toString);
        assertEquals(String.join("\n", facts), String.join("\n", facts(split)));
        assertEquals(List.of(), split.notices());
        assertEquals(List.of(), split.defects());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcc4", "gcc5", "clang4", "clang5"})
    void withoutOneFileTheOthersAreReadAndItIsNamedAtOnce(String build) throws Exception {
        Path program = program(build);
        Files.delete(splitFiles().getFirst());
        ProgramImage image = ProgramImage.open(program);
        image.index(new IndexProgress() {
            @Override
            public void reached(Part part, long done, long total) {
                // Nobody looks.
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        });
        assertEquals(List.of(Code.SPLIT), codes(image));
        String told = image.notices().getFirst().message();
        assertTrue(told.startsWith("Of 2 compilation units") && told.contains("those of 1 are")
                && told.contains(splitFileName(build)) && told.contains(folder.toString()), told);
        assertFalse(image.addressesOf("bank.c", 53).isEmpty());
        assertEquals("bump", image.function("bump").orElseThrow().name(), "by its symbol");
        ProgramImage whole = Programs.image("split/" + build + "/whole");
        String there = whole.functionAt(whole.symbol("push").orElseThrow().address()).orElseThrow().toString();
        assertEquals(there, image.function("push").orElseThrow().toString());
        assertEquals(List.of(), image.defects());
    }

    private static String splitFileName(String build) {
        return build.startsWith("gcc") ? "split.elf-bank.dwo" : "bank.dwo";
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcc4", "gcc5", "clang4", "clang5"})
    void aFileOfAnotherBuildIsNotTaken(String build) throws Exception {
        Path program = program(build);
        Path bank = splitFiles().getFirst();
        byte[] list = Files.readAllBytes(splitFiles().getLast());
        Files.write(bank, list);
        ProgramImage image = ProgramImage.open(program);
        assertEquals(List.of(), image.function("bump").orElseThrow().declaration().stream().toList());
        assertEquals(List.of(Code.MISMATCH), codes(image));
        assertTrue(image.notices().getFirst().message().contains(bank + " is not of the build of " + program),
                image.notices()::toString);
        assertEquals(List.of(), image.defects());
    }

    @Test
    void whatIsNoElfFileIsTold() throws Exception {
        Path program = program("gcc5");
        Files.writeString(splitFiles().getFirst(), "nothing of use");
        ProgramImage image = ProgramImage.open(program);
        assertTrue(image.function("bump").isPresent());
        assertEquals(List.of(Code.UNREADABLE), codes(image));
    }

    @Test
    void aProgramInMemoryTellsThatItsFilesAreNotThere() throws Exception {
        ProgramImage image = ProgramImage.of(Programs.content("split/gcc5/split"), "program");
        assertTrue(image.function("bump").isPresent());
        assertEquals(List.of(Code.SPLIT), codes(image));
    }

    @Test
    void theTypesOfAVersion5PackageAreFound() throws Exception {
        ProgramImage whole = Programs.image("split/clang5-types/whole");
        List<ProgramImage> splits = List.of(ProgramImage.open(program("clang5-types")),
                ProgramImage.open(packedIn("clang5-types", Files.createDirectory(folder.resolve("packed")))));
        for (String expression : List.of("boxed.first.next", "boxed.paint", "boxed.is", "table[1].u.halves[1]",
                "*(struct item *)0x100", "*(struct box *)0x100", "table[LARGE - 4].value")) {
            String told = told(() -> whole.resolve(expression));
            assertTrue(told.startsWith("DataLocation"), expression + ": " + told);
            for (ProgramImage split : splits) {
                assertEquals(told, told(() -> split.resolve(expression)), expression);
            }
        }
        for (ProgramImage split : splits) {
            assertEquals(String.join("\n", facts(whole)), String.join("\n", facts(split)));
            assertEquals(List.of(), split.notices());
            assertEquals(List.of(), split.defects());
        }
    }

    @Test
    void aPackageIsLookedForInTheFoldersToo() throws Exception {
        Path program = packed("gcc4");
        Path other = Files.createDirectory(folder.resolve("packages"));
        Files.move(folder.resolve("split.elf.dwp"), other.resolve("split.elf.dwp"));
        isAsMuchKnown("gcc4", ProgramImage.open(program, DebugFileSearch.STANDARD.withFolder(other)));
    }

    @Test
    void aPackageOfAnotherBuildIsNotTakenButTheFilesOfThisOne() throws Exception {
        Path program = program("gcc4");
        Files.copy(Programs.path("split/clang4/split").resolveSibling("split.elf.dwp"), folder.resolve("split.elf.dwp"));
        isAsMuchKnown("gcc4", ProgramImage.open(program));
        for (Path file : splitFiles()) {
            Files.delete(file);
        }
        ProgramImage image = ProgramImage.open(program);
        assertEquals(List.of(), image.function("bump").orElseThrow().declaration().stream().toList());
        assertEquals(List.of(Code.MISMATCH), codes(image).stream().distinct().toList());
        assertTrue(image.notices().getFirst().message().contains("split.elf.dwp is not of the build of " + program),
                image.notices()::toString);
    }

    @Test
    void aPackageThatIsNoElfFileIsTold() throws Exception {
        Path program = packed("clang5");
        Files.writeString(folder.resolve("split.elf.dwp"), "nothing of use");
        ProgramImage image = ProgramImage.open(program);
        assertTrue(image.function("bump").isPresent());
        assertEquals(List.of(Code.UNREADABLE), codes(image));
    }

    @Test
    void damageInAPackageIsToldByItsPlace() throws Exception {
        Path program = packed("gcc4");
        Path packed = folder.resolve("split.elf.dwp");
        byte[] bytes = Files.readAllBytes(packed);
        ElfFile elf = ElfFile.parseSupplement(ByteBuffer.wrap(bytes));
        bytes[(int) elf.header(".debug_cu_index").orElseThrow().offset()] = 7;
        Files.write(packed, bytes);
        ProgramImage image = ProgramImage.open(program);
        assertTrue(image.function("bump").isPresent());
        assertEquals(List.of("split.elf.dwp:.debug_cu_index+0x0: index version 7; 2 and 5 are known"),
                image.defects().stream().map(Defect::toString).toList());
    }
}
