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

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.elf.ElfException;
import org.lguest.dwarf.elf.ElfFile;

/** What gdb saw of a program's run, as {@code programs/corpus/record.py} writes it down. */
public record Recording(String gdb, Optional<Start> start, List<Stop> stops) {

    /** One frame of a stop. @param registers esp, ebp, ebx, esi and edi */
    public record Frame(int level, String kind, int address, String function, String file, int line, List<Integer> registers,
            List<Answer> variables, List<Answer> expressions) {
    }

    /** What gdb prints of a name or an expression. */
    public record Answer(String question, String answer) {
    }

    /**
     * How a run begins.
     *
     * @param machine at the program's entry
     * @param body where it stops in main
     * @param planted where breakpoints then are
     * @param nothing what the kernel says of {@code /dev/null}, if that is recorded
     * @param cleared what of the stack the recorder has cleared
     */
    public record Start(Machine machine, int body, Set<Integer> planted, Optional<byte[]> nothing,
            Optional<Cleared> cleared) {
    }

    /** Memory that is filled with zeros when the program comes to an instruction for the first time. */
    public record Cleared(int instruction, int low, int high) {
    }

    /**
     * The machine at a stop, and what gdb makes of it.
     *
     * @param address one instruction behind a breakpoint
     * @param breakpoint where that is; 0 if the recording does not tell
     * @param isLast whether the breakpoint is then taken away
     */
    public record Stop(int address, int breakpoint, boolean isLast, Machine machine, List<Frame> frames,
            List<Answer> globals) {
        Stop on(Machine other) {
            return new Stop(address, breakpoint, isLast, other, frames, globals);
        }
    }

    /** Reads a recording of a program. */
    public static Recording read(Path file, Path program) throws IOException {
        TreeMap<Integer, byte[]> memory = new TreeMap<>();
        List<Stop> stops = new ArrayList<>();
        String gdb = "";
        Machine.Builder machine = new Machine.Builder(program(program));
        List<Frame> frames = new ArrayList<>();
        List<Answer> globals = new ArrayList<>();
        String[] stop = {};
        Optional<Start> start = Optional.empty();
        Optional<byte[]> nothing = Optional.empty();
        Optional<Cleared> cleared = Optional.empty();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split("\t", -1);
                for (int i = 0; i < fields.length; i++) {
                    fields[i] = unescaped(fields[i]);
                }
                switch (fields[0]) {
                    case "gdb" -> gdb = fields[1];
                    case "entry" -> { }
                    case "null" -> nothing = Optional.of(HexFormat.of().parseHex(fields[1]));
                    case "cleared" -> cleared = Optional.of(new Cleared(hex(fields[1]), hex(fields[2]), hex(fields[3])));
                    case "begin" -> start = Optional.of(new Start(machine.build(Map.copyOf(memory)), hex(fields[1]),
                            Stream.of(fields).skip(2).map(Recording::hex).collect(Collectors.toUnmodifiableSet()), nothing,
                            cleared));
                    case "stop" -> {
                        stop = fields;
                        frames = new ArrayList<>();
                        globals = new ArrayList<>();
                    }
                    case "reg", "st", "xmm" -> machine.registers(fields);
                    case "mem" -> memory.put(hex(fields[1]), HexFormat.of().parseHex(fields[2]));
                    case "frame" -> frames.add(new Frame(Integer.parseInt(fields[1]), fields[2], hex(fields[3]), fields[4],
                            fields[5], Integer.parseInt(fields[6]),
                            Stream.of(fields).skip(7).map(Recording::hex).toList(), new ArrayList<>(),
                            new ArrayList<>()));
                    case "var" -> frame(frames, fields[1]).variables().add(new Answer(fields[2], fields[3]));
                    case "expr" -> frame(frames, fields[1]).expressions().add(new Answer(fields[2], fields[3]));
                    case "global" -> globals.add(new Answer(fields[1], fields[2]));
                    case "end" -> stops.add(new Stop(hex(stop[1]), stop.length > 2 ? hex(stop[2]) : 0,
                            stop.length > 3 && stop[3].equals("last"), machine.build(Map.copyOf(memory)), frames, globals));
                    case "done", "place", "line", "from", "landed" -> { }
                    default -> throw new IOException(file + ": not understood: " + line);
                }
            }
        }
        return new Recording(gdb, start, stops);
    }

    private static Frame frame(List<Frame> frames, String level) {
        return frames.stream().filter(f -> f.level() == Integer.parseInt(level)).findFirst().orElseThrow();
    }

    private static ElfFile program(Path program) throws IOException {
        try {
            return ElfFile.parse(java.nio.ByteBuffer.wrap(Files.readAllBytes(program)));
        } catch (ElfException e) {
            throw new IOException(e);
        }
    }

    private static int hex(String text) {
        return Integer.parseUnsignedInt(text, 16);
    }

    private static String unescaped(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char next = field.charAt(++i);
            text.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
        }
        return text.toString();
    }

    /** Opens the program that the recording is of. */
    public static ProgramImage image(Path program) {
        try {
            return ProgramImage.open(program);
        } catch (org.lguest.dwarf.ProgramImageException e) {
            throw new AssertionError(e);
        }
    }
}
