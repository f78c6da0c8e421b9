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
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
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
            List<Line> lines = new ArrayList<>();
            run(lines::add, "objdump", "-D", "-z", "-w", "-b", "binary", "-m", "i386", "-M", syntax, file.toString());
            return lines;
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Disassembles the code sections of an object file, handing over line by line: a listing can be of gigabytes.
     *
     * @throws IOException if objdump can not read the file
     */
    static void disassemble(Path object, String syntax, Consumer<Line> consumer) throws IOException {
        run(consumer, "objdump", "-d", "-z", "-w", "-m", "i386", "-M", syntax, object.toString());
    }

    private static void run(Consumer<Line> consumer, String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var output = process.inputReader(StandardCharsets.ISO_8859_1)) {
            parse(output, consumer);
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": exit status " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("waiting for objdump");
        }
    }

    /** The instructions of a listing; other lines are headings. */
    static void parse(BufferedReader listing, Consumer<Line> consumer) throws IOException {
        for (String text = listing.readLine(); text != null; text = listing.readLine()) {
            Matcher line = LINE.matcher(text);
            if (line.matches()) {
                byte[] bytes = HexFormat.of().parseHex(line.group(2).replace(" ", ""));
                consumer.accept(new Line(Integer.parseUnsignedInt(line.group(1), 16), bytes, line.group(3)));
            }
        }
    }
}
