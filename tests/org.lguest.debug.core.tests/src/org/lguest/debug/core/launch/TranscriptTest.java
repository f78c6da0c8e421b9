/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.TraceLine;

class TranscriptTest {

    private static final TraceLine LINE = new TraceLine("switcher", 42, "iret");

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @TempDir
    private Path directory;

    @Test
    void writesLinesInTheirOrderAndHowTheGuestEnded() throws Exception {
        Transcript transcript = new Transcript(directory.resolve("transcript"), tasks::add);
        transcript.trace(List.of(LINE, new TraceLine("host", 43, "trap")), 2);
        transcript.ended(new GuestEnd(GuestEnd.Kind.KILLED, "bad page"));
        work();
        assertEquals(List.of("             (2 lines lost)", "          42 switcher   iret", "          43 host       trap",
                "             launcher   KILLED: bad page"), Files.readAllLines(directory.resolve("transcript")));
    }

    @Test
    void losesWhatASlowFileCannotTakeAndSaysHowMuch() throws Exception {
        Transcript transcript = new Transcript(directory.resolve("transcript"), tasks::add);
        List<TraceLine> batch = Collections.nCopies(Transcript.CAPACITY / 4, LINE);
        for (int i = 0; i < 6; i++) {
            transcript.trace(batch, 0);
        }
        work();
        transcript.trace(List.of(LINE), 0);
        transcript.ended(new GuestEnd(GuestEnd.Kind.POWERED_OFF, ""));
        work();
        List<String> lines = Files.readAllLines(directory.resolve("transcript"));
        assertEquals(Transcript.CAPACITY + 3, lines.size());
        assertEquals("             (" + Transcript.CAPACITY / 2 + " lines lost)", lines.get(Transcript.CAPACITY));
    }

    private void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
