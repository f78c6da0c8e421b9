/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.conformance;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real processor, through the program of runner.c. */
final class NativeProcessor implements AutoCloseable {

    private static final int CASE_SIZE = 4 * (8 + 6 + 5 + 2 * TestCase.MAXIMUM_POKES + 1) + TestCase.MAXIMUM_CODE;

    private final Process runner;
    private final OutputStream cases;
    private final DataInputStream outcomes;

    NativeProcessor(Path program) throws IOException {
        runner = new ProcessBuilder(program.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        cases = new BufferedOutputStream(runner.getOutputStream(), 1 << 16);
        outcomes = new DataInputStream(runner.getInputStream());
        cases.write(Arena.pristine());
        ByteBuffer segments = ByteBuffer.allocate(4 + 16 * LocalSegments.count()).order(ByteOrder.LITTLE_ENDIAN);
        LocalSegments.writeTo(segments.putInt(LocalSegments.count()));
        cases.write(segments.array());
    }

    /** Runs all the cases, in order. */
    List<Outcome> run(List<TestCase> all) throws IOException {
        Thread writer = Thread.ofVirtual().start(() -> write(all));
        List<Outcome> results = new ArrayList<>(all.size());
        byte[] bytes = new byte[Outcome.SIZE];
        for (TestCase testCase : all) {
            try {
                outcomes.readFully(bytes);
            } catch (IOException e) {
                throw new IOException("the runner died of " + testCase, e);
            }
            results.add(Outcome.readFrom(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)));
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return results;
    }

    private void write(List<TestCase> all) {
        try {
            ByteBuffer buffer = ByteBuffer.allocate(CASE_SIZE).order(ByteOrder.LITTLE_ENDIAN);
            for (TestCase testCase : all) {
                testCase.writeTo(buffer.clear());
                cases.write(buffer.array());
            }
            cases.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        cases.close();
        runner.destroy();
    }
}
