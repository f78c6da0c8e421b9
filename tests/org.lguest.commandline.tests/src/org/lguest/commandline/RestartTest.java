/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.commandline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.commandline.Command.image;
import static org.lguest.commandline.Command.lguest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest that asks to be started again: that is a guest of 4.x, for 2.6.23 has no call for it. */
class RestartTest {

    private static final String ASKS = "lguest: the guest asks to be started again\n";
    private static final String POWER_DOWN = "lguest: CRASH: Power down\n";

    @TempDir
    private Path folder;

    /** A console at which a line is typed whenever the guest has asked for one more. */
    private static final class Typist extends ByteArrayOutputStream {
        private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();
        private final Deque<String> lines;
        private int asked;

        Typist(String... lines) {
            this.lines = new ArrayDeque<>(List.of(lines));
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            while (toString(StandardCharsets.US_ASCII).split("type a line", -1).length - 1 > asked && !lines.isEmpty()) {
                asked++;
                typed.add(lines.remove() + '\n');
            }
        }

        InputStream keys() {
            return new InputStream() {
                @Override
                public int read() {
                    throw new UnsupportedOperationException("keys are read by the line");
                }

                @Override
                public int read(byte[] bytes) throws IOException {
                    try {
                        byte[] line = typed.take().getBytes(StandardCharsets.US_ASCII);
                        System.arraycopy(line, 0, bytes, 0, line.length);
                        return line.length;
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                }
            };
        }
    }

    private static Command typed(String[] lines, String... words) throws Exception {
        var typist = new Typist(lines);
        return lguest(typist.keys(), typist, words);
    }

    @Test
    void onRequestItIsStartedAgainWithWhatItHad() throws Exception {
        Path disk = Files.writeString(folder.resolve("disk.img"), "Once upon a disk" + " ".repeat(1008));
        Command command = typed(new String[] {"again", "again", "enough"}, "--restart", "--entropy=7", "--block=" + disk, "16",
                image("tour4"), "same");

        assertEquals(ASKS + ASKS + POWER_DOWN, command.err());
        assertEquals(0, command.status());
        String[] runs = command.out().split("(?=tour of 4.x)");
        assertEquals(3, runs.length, command.out());
        assertTrue(runs[0].startsWith("tour of 4.x: 16384 KiB of memory, arguments \"same\"\n"), runs[0]);
        assertEquals(runs[0], runs[1], "the same inputs");
        assertEquals(runs[0].replace("again", "enough"), runs[2]);
        assertTrue(Files.readString(disk).startsWith("ksid a nopu ecnO", 512), "what it wrote is there");
    }

    @Test
    void otherwiseTheStatusSaysThatItAsks() throws Exception {
        Command command = typed(new String[] {"again"}, "16", image("tour4"));
        assertEquals(ASKS, command.err());
        assertEquals(7, command.status());
    }

    @Test
    void aGuestThatDoesNotAskIsNotStartedAgain() throws Exception {
        for (String tour : List.of("tour", "tour4")) {
            Command command = lguest(new ByteArrayInputStream("enough\n".getBytes(StandardCharsets.US_ASCII)),
                    new ByteArrayOutputStream(), "--restart", "16", image(tour));
            assertEquals(POWER_DOWN, command.err());
            assertEquals(0, command.status());
            assertEquals(2, command.out().split("tour of", -1).length, command.out());
        }
    }

    /** Its breaks are armed each time. */
    @Test
    void eachRunIsToldOf() throws Exception {
        Command command = typed(new String[] {"again", "enough"}, "--restart", "--break=draw_random_numbers", "16", image("tour4"));
        assertEquals(ASKS + "lguest: --break=draw_random_numbers: 1 hit\n" + POWER_DOWN
                + "lguest: --break=draw_random_numbers: 1 hit\n", command.err());
        assertEquals(0, command.status());
    }
}
