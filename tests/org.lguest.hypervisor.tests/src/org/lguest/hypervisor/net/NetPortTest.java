/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.hypervisor.guest.Trace;

class NetPortTest {

    private static final long TIME = 1_191_961_860_000_000_123L;

    @TempDir
    private Path folder;
    private final List<byte[]> sent = new ArrayList<>();
    private final List<Runnable> emulator = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private Consumer<byte[]> outside;
    private Path capture;
    private NetPort port;

    @BeforeEach
    void plugIn() throws IOException {
        capture = folder.resolve("capture");
        port = new NetPort(new Link() {
            @Override
            public void open(Consumer<byte[]> receiver) {
                outside = receiver;
            }

            @Override
            public void send(byte[] frame) {
                sent.add(frame);
            }

            @Override
            public void close() {
                sent.add(new byte[0]);
            }
        }, Optional.of(capture), new Trace() {
            @Override
            public boolean on() {
                return true;
            }

            @Override
            public void line(String station, String text) {
                trace.add(station + ' ' + text);
            }
        }, () -> TIME);
        port.open(emulator::add);
    }

    private void serve() {
        emulator.forEach(Runnable::run);
        emulator.clear();
    }

    @Test
    void aFrameArrivesWhenTheEmulatorTakesItAndNoSooner() {
        outside.accept(frame(60, 1));
        assertEquals(Optional.empty(), port.next());
        serve();
        assertArrayEquals(frame(60, 1), port.next().orElseThrow());
        assertEquals(List.of("net a frame of 60 bytes, 00:00:00:00:00:00 to 01:00:00:00:00:00 arrives"), trace);
        port.remove();
        assertEquals(Optional.empty(), port.next());
    }

    @Test
    void onlySoManyWaitOnEitherSide() {
        for (int i = 0; i < 3 * NetPort.WAITING; i++) {
            outside.accept(frame(60, i));
        }
        assertEquals(NetPort.WAITING, emulator.size());
        serve();
        outside.accept(frame(60, 77));
        serve();
        assertTrue(trace.getLast().endsWith("is lost, for too many wait"), trace.getLast());
        int waiting = 0;
        for (; port.next().isPresent(); port.remove()) {
            waiting++;
        }
        assertEquals(NetPort.WAITING, waiting);
    }

    @Test
    void aCaptureIsWhatWiresharkReads() throws IOException {
        port.send(frame(60, 1));
        outside.accept(frame(1514, 2));
        serve();
        port.close();
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(capture)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0xA1B2_3C4D, file.getInt());
        assertEquals(2, file.getShort());
        assertEquals(4, file.getShort());
        assertEquals(0, file.getLong());
        assertEquals(262_144, file.getInt());
        assertEquals(1, file.getInt());
        assertRecord(file, frame(60, 1));
        assertRecord(file, frame(1514, 2));
        assertEquals(0, file.remaining());
    }

    private static void assertRecord(ByteBuffer file, byte[] frame) {
        assertEquals(1_191_961_860, file.getInt());
        assertEquals(123, file.getInt());
        assertEquals(frame.length, file.getInt());
        assertEquals(frame.length, file.getInt());
        byte[] captured = new byte[frame.length];
        file.get(captured);
        assertArrayEquals(frame, captured);
    }

    @Test
    void whatIsNoFrameIsNotSent() {
        port.send(new byte[0]);
        port.send(new byte[Wire.LONGEST + 1]);
        assertEquals(List.of(), sent);
        port.send(frame(14, 1));
        assertEquals(1, sent.size());
    }

    private static byte[] frame(int length, int mark) {
        byte[] frame = new byte[length];
        frame[0] = (byte) mark;
        return frame;
    }
}
