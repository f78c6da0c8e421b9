/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.Programs;
import org.lguest.dwarf.Stack;
import org.lguest.dwarf.frame.Recovery;
import org.lguest.dwarf.gdb.Recording.Start;
import org.lguest.dwarf.gdb.Recording.Stop;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;

/** What gdb said at some stops of the corpus, replayed; {@code releng/gdb-compare} asks gdb itself, at thousands. */
class RecordedSessionsTest {
    private static final Path FOLDER = Programs.path("recorded/x").getParent();

    static List<String> sessions() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> names = files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".txt"))
                    .map(n -> n.substring(0, n.length() - 4)).sorted().toList();
            assertFalse(names.isEmpty(), "no recordings in " + FOLDER);
            return names;
        }
    }

    private static Recording recording(String session) throws IOException {
        return Recording.read(FOLDER.resolve(session + ".txt"), FOLDER.resolve(session + ".elf"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void saysWhatGdbSays(String session) throws Exception {
        ProgramImage image = Recording.image(FOLDER.resolve(session + ".elf"));
        Comparison comparison = new Comparison(image, session);
        List<Stop> stops = recording(session).stops();
        assertTrue(stops.size() > 5, () -> "only " + stops.size() + " stops");
        stops.forEach(comparison::compare);
        assertEquals(List.of(), comparison.unexplained());
        assertEquals(List.of(), image.defects());
    }

    /** Run by our own processor, from the state that the kernel left. */
    @ParameterizedTest
    @ValueSource(strings = {"sorting-dwarf4-Og-machine"})
    void ourMachineComesToTheSameStops(String session) throws Exception {
        Recording recording = recording(session);
        Comparison comparison = new Comparison(Recording.image(FOLDER.resolve(session + ".elf")), session);
        List<Stop> ours = EmulatedRun.stops(recording, Files.readAllBytes(FOLDER.resolve(session + ".elf")));
        assertEquals(recording.stops().size(), ours.size());
        for (int i = 0; i < ours.size(); i++) {
            comparison.compare(ours.get(i));
            comparison.compareMachines(ours.get(i), recording.stops().get(i));
        }
        assertEquals(List.of(), comparison.unexplained());
        assertTrue(comparison.compared().get("memory") > 50, comparison.compared()::toString);
    }

    /** Into, over and out of functions, called and inlined. */
    @ParameterizedTest
    @ValueSource(strings = {"calls-dwarf5-O2", "structures-dwarf5-O2", "tailcalls-dwarf5-O2", "matrices-dwarf5-O1-clang",
            "sorting-dwarf5-O3"})
    void stepsToWhereGdbDoes(String session) throws Exception {
        Path program = FOLDER.resolve(session + ".elf");
        Stepping stepping = Stepping.read(FOLDER.resolve(session + ".steps"), program);
        byte[] content = Files.readAllBytes(program);
        Start start = stepping.recording().start().orElseThrow();
        ProgramImage image = Recording.image(program);
        Comparison comparison = new Comparison(image, session);
        LineExplanation lines = new LineExplanation(image, stepping.places(), start.machine());
        new SteppedRun(image, () -> new UserProgram(content, start), comparison,
                new StepExplanation(image, stepping.places(), lines), Fault.NONE)
                .compare(stepping);
        stepping.lines().forEach(line -> comparison.line(line, lines));
        assertEquals(List.of(), comparison.unexplained());
        assertTrue(comparison.compared().get("lines") > 100, comparison.compared()::toString);
        assertTrue(comparison.compared().get("steps") > 15, comparison.compared()::toString);
    }

    @Test
    void aWrongRegisterIsADifference() throws Exception {
        Stop stop = recording("calls-dwarf5-O2").stops().getFirst();
        Comparison comparison = new Comparison(Recording.image(FOLDER.resolve("calls-dwarf5-O2.elf")), "planted");
        int esp = stop.machine().value(I386Register.ESP.number()).orElseThrow();
        comparison.compare(stop.on(stop.machine().with(I386Register.ESP, esp + 4)));
        assertFalse(comparison.unexplained().isEmpty());
    }

    /** Without the compiler's word, code that keeps a frame pointer is still unwound, and the frames say how. */
    @ParameterizedTest
    @ValueSource(strings = {"numbers-dwarf4-O0"})
    void unwindsWithoutCallFrameInformation(String session) throws Exception {
        byte[] program = Files.readAllBytes(FOLDER.resolve(session + ".elf"));
        hide(program, ".eh_frame");
        ProgramImage image = ProgramImage.of(ByteBuffer.wrap(program), session);
        Comparison comparison = new Comparison(image, session);
        for (Stop stop : recording(session).stops()) {
            comparison.compare(stop);
            Stack stack = image.stack(stop.machine(), new TargetMemory(stop.machine()), 100, Runnable::run).join();
            assertEquals(Recovery.MACHINE, stack.frames().getFirst().activation().recovery());
            stack.frames().stream().skip(1)
                    .forEach(f -> assertEquals(Recovery.PROLOGUE, f.activation().recovery(), f::toString));
        }
        assertEquals(List.of(), comparison.unexplained());
    }

    private static void hide(byte[] program, String section) {
        byte[] name = ("\0" + section + "\0").getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(program, StandardCharsets.ISO_8859_1);
        int at = text.lastIndexOf(new String(name, StandardCharsets.ISO_8859_1));
        assertTrue(at > 0, "no section " + section);
        program[at + 1] = '-';
    }
}
