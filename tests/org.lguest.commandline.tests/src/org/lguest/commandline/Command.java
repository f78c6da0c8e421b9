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

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The command, in this process: what it said, and its exit status.
 *
 * @param status exit status
 * @param out    standard output
 * @param err    standard error
 */
record Command(int status, String out, String err) {

    private static final int DEADLINE_SECONDS = 120;

    /** With no input. */
    static Command lguest(String... words) throws Exception {
        return lguest(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), words);
    }

    static Command lguest(InputStream in, OutputStream out, String... words) throws Exception {
        var err = new ByteArrayOutputStream();
        var command = new Lguest(in, out, new PrintStream(err, true, StandardCharsets.UTF_8));
        int[] status = {-1};
        Thread thread = new Thread(() -> status[0] = command.run(List.of(words)));
        thread.setDaemon(true);
        thread.start();
        assertTrue(thread.join(Duration.ofSeconds(DEADLINE_SECONDS)),
                () -> "lguest " + String.join(" ", words) + " ran for " + DEADLINE_SECONDS + " s: " + out + err);
        return new Command(status[0], out.toString(), err.toString(StandardCharsets.UTF_8));
    }

    /**
     * The committed image of a sample guest: beside the tests, or where the system property {@code lguest.guests} says.
     */
    static String image(String name) {
        return Path.of(System.getProperty("lguest.guests", "../../bundles/org.lguest.guests"), "images", name)
                .toString();
    }
}
