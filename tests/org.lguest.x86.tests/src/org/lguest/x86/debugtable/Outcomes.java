/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debugtable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.lguest.x86.debugtable.DebugCase.Event;

/** Cases and outcomes as {@code cases.h} has them, to and from the programs that run them elsewhere. */
final class Outcomes {

    private static final int EVENT = 16;
    private static final int SIZE = 4 + DebugCase.MAXIMUM_EVENTS * EVENT;
    private static final int REFUSED = -1;
    /** What bochs.c prints before each outcome. */
    private static final String MARK = "@";

    private Outcomes() {
    }

    static byte[] bytesOf(List<DebugCase> cases) {
        ByteBuffer out = ByteBuffer.allocate(cases.size() * DebugCase.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        cases.forEach(one -> one.writeTo(out));
        return out.array();
    }

    /** Runs the program of runner.c; empty where it was refused. */
    static List<Optional<List<Event>>> ofRunner(Path runner, List<DebugCase> cases) throws IOException {
        Process process = new ProcessBuilder(runner.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (OutputStream in = process.getOutputStream(); InputStream out = process.getInputStream()) {
            List<Optional<List<Event>>> outcomes = new ArrayList<>();
            for (DebugCase one : cases) {
                in.write(bytesOf(List.of(one)));
                in.flush();
                byte[] bytes = out.readNBytes(SIZE);
                if (bytes.length < SIZE) {
                    throw new IOException("the runner died of " + one);
                }
                outcomes.add(outcome(bytes));
            }
            return outcomes;
        } finally {
            process.destroy();
        }
    }

    /** Reads what bochs.c printed, a line of hexadecimal a case. */
    static List<Optional<List<Event>>> ofBochs(Path printed) throws IOException {
        List<Optional<List<Event>>> outcomes = new ArrayList<>();
        for (String line : new String(Files.readAllBytes(printed), java.nio.charset.StandardCharsets.ISO_8859_1)
                .split("\n")) {
            if (line.startsWith(MARK)) {
                outcomes.add(outcome(HexFormat.of().parseHex(line.strip().substring(MARK.length()))));
            }
        }
        return outcomes;
    }

    private static Optional<List<Event>> outcome(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int count = in.getInt();
        if (count == REFUSED) {
            return Optional.empty();
        }
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(new Event(in.getInt(), in.getInt(), in.getInt(), in.getInt()));
        }
        return Optional.of(events);
    }
}
