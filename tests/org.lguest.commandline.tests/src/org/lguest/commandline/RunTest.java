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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.session.GuestEnd;

class RunTest {

    private static final long DEADLINE_NANOS = 120_000_000_000L;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    /** Nothing is lost, nothing piles up, and the guest is none the wiser. */
    @Test
    void aReaderWhoDoesNotReadMakesTheGuestWaitUntilHeDoes() throws Exception {
        CommandLine all = CommandLine.parse(List.of("--trace=hypercalls,debugregs,exits", "64",
                Command.image("debugregs")));
        var trace = new ByteArrayOutputStream();
        assertEquals(GuestEnd.Kind.POWERED_OFF, new Run(all, console, Optional.of(trace)).toTheEnd(nothing()).kind());
        String saidWhenRead = console.toString();
        console.reset();

        var run = new AtomicReference<Run>();
        var waited = new ByteArrayOutputStream() {
            private boolean waits = true;

            @Override
            public void write(byte[] bytes) {
                long deadline = System.nanoTime() + DEADLINE_NANOS;
                while (waits && !run.get().held()) {
                    assertTrue(System.nanoTime() < deadline, "the guest runs on and on");
                    Thread.onSpinWait();
                }
                waits = false;
                super.writeBytes(bytes);
            }
        };
        run.set(new Run(all, console, Optional.of(waited)));

        assertEquals(GuestEnd.Kind.POWERED_OFF, run.get().toTheEnd(nothing()).kind());
        assertEquals(saidWhenRead, console.toString());
        assertEquals(trace.toString(), waited.toString());
        assertFalse(trace.toString().contains("lost"));
    }

    private static Keyboard nothing() {
        return new Keyboard(new ByteArrayInputStream(new byte[0]));
    }
}
