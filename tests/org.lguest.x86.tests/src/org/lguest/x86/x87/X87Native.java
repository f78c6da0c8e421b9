/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.x87;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real x87, through the program of runner.c. */
final class X87Native implements AutoCloseable {

    private final Process runner;
    private final OutputStream cases;
    private final DataInputStream outcomes;

    X87Native(Path program) throws IOException {
        runner = new ProcessBuilder(program.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        cases = new BufferedOutputStream(runner.getOutputStream(), 1 << 16);
        outcomes = new DataInputStream(runner.getInputStream());
    }

    /** Runs all the cases, in order. */
    List<X87Case.Outcome> run(List<X87Case> all) throws IOException {
        Thread.ofVirtual().start(() -> write(all));
        List<X87Case.Outcome> results = new ArrayList<>(all.size());
        for (X87Case testCase : all) {
            byte[] bytes = new byte[X87Case.Outcome.SIZE];
            try {
                outcomes.readFully(bytes);
            } catch (IOException e) {
                throw new IOException("the runner died of " + testCase.toLine(), e);
            }
            results.add(X87Case.Outcome.of(bytes));
        }
        return results;
    }

    private void write(List<X87Case> all) {
        try {
            for (X87Case testCase : all) {
                cases.write(testCase.bytes());
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
