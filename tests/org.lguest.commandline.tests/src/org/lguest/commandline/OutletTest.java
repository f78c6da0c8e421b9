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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class OutletTest {

    private static final int DEADLINE_SECONDS = 120;

    private final CountDownLatch cleared = new CountDownLatch(1);

    @Test
    void whatIsHandedOverIsWrittenInOrder() throws Exception {
        var stream = new ByteArrayOutputStream();
        var outlet = new Outlet("test", stream, cleared::countDown);
        outlet.write("one ".getBytes());
        outlet.write(new byte[0]);
        outlet.write("two".getBytes());
        outlet.close();

        assertEquals("one two", stream.toString());
        assertEquals(1, cleared.getCount());
    }

    /** Or the emulator would wait for whoever reads the guest's console. */
    @Test
    void handingOverNeverWaitsForAReaderWhoDoesNotRead() throws Exception {
        var reads = new CountDownLatch(1);
        var written = new ByteArrayOutputStream();
        var outlet = new Outlet("test", new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                try {
                    assertTrue(reads.await(DEADLINE_SECONDS, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                written.write(b);
            }
        }, cleared::countDown);

        outlet.write(new byte[Outlet.ROOM]);
        assertFalse(outlet.crowded());
        outlet.write(new byte[1]);
        assertTrue(outlet.crowded());
        assertEquals(1, cleared.getCount());

        reads.countDown();
        assertTrue(cleared.await(DEADLINE_SECONDS, TimeUnit.SECONDS), "never told that there is room again");
        outlet.close();
        assertFalse(outlet.crowded());
        assertEquals(Outlet.ROOM + 1, written.size());
    }

    @Test
    void aStreamThatFailsIsToldAndNothingPilesUp() throws Exception {
        var outlet = new Outlet("test", new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        }, cleared::countDown);
        outlet.write(new byte[2 * Outlet.ROOM]);
        assertTrue(cleared.await(DEADLINE_SECONDS, TimeUnit.SECONDS), "never told that the stream has failed");
        outlet.write(new byte[2 * Outlet.ROOM]);

        assertEquals("No space left on device", outlet.failure().orElseThrow().getMessage());
        assertFalse(outlet.crowded());
        outlet.close();
    }
}
