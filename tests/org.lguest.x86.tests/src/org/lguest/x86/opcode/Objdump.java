/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.opcode;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The oracle: objdump of the GNU binutils, where the machine has it. */
final class Objdump {

    /** One line of its output. */
    record Line(int address, byte[] bytes, String text) {
    }

    private static final Pattern LINE = Pattern.compile("\\s*([0-9a-f]+):\t([0-9a-f ]+?)\\s*\t(.*)");

    private Objdump() {
    }

    /** What it says of itself; empty if there is none here. */
    static String version() {
        try {
            Process process = new ProcessBuilder("objdump", "--version").start();
            try (var output = process.inputReader()) {
                return String.valueOf(output.readLine());
            }
        } catch (IOException e) {
            return "";
        }
    }

    /** Disassembles raw 32-bit code at address 0. {@code syntax} is att or intel. */
    static List<Line> disassemble(byte[] code, String syntax) throws IOException {
        Path file = Files.createTempFile("code", ".bin");
        try {
            Files.write(file, code);
            return run("objdump", "-D", "-z", "-w", "-b", "binary", "-m", "i386", "-M", syntax, file.toString());
        } finally {
            Files.delete(file);
        }
    }

    /** Disassembles the code sections of an object file. */
    static List<Line> disassemble(Path object, String syntax) throws IOException {
        return run("objdump", "-d", "-z", "-w", "-m", "i386", "-M", syntax, object.toString());
    }

    private static List<Line> run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var output = process.inputReader(StandardCharsets.ISO_8859_1)) {
            return parse(output);
        }
    }

    /** The instructions of a listing; other lines are headings. */
    static List<Line> parse(BufferedReader listing) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String text = listing.readLine(); text != null; text = listing.readLine()) {
            Matcher line = LINE.matcher(text);
            if (line.matches()) {
                byte[] bytes = HexFormat.of().parseHex(line.group(2).replace(" ", ""));
                lines.add(new Line(Integer.parseUnsignedInt(line.group(1), 16), bytes, line.group(3)));
            }
        }
        return lines;
    }
}
