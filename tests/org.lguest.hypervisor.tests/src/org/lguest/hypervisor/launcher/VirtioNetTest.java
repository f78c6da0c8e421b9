/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.hypervisor.virtio.RingDouble.BUFFERS;
import static org.lguest.hypervisor.virtio.RingDouble.NEXT;
import static org.lguest.hypervisor.virtio.RingDouble.WRITE;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.host.TinyGuest;
import org.lguest.hypervisor.net.LinkDouble;
import org.lguest.hypervisor.net.MacAddress;
import org.lguest.hypervisor.net.NetPort;
import org.lguest.hypervisor.virtio.RingDouble;
import org.lguest.hypervisor.virtio.Virtqueue;

/** A network card of 4.x, and drivers that do and do not know how to use it. */
class VirtioNetTest {

    private static final int RECEIVE = 0;
    private static final int SEND = 1;
    private static final int HEADER = 12;
    /** Bytes of a frame that no network takes. */
    private static final int TOO_LONG = 65_551;

    private final Machine machine = TinyGuest.rawLate(code -> code).machine(Trace.OFF);
    private final RingDouble ring = new RingDouble(machine.memory());
    private final LinkDouble link = new LinkDouble();
    private final NetPort port = link.port();
    private final VirtioNet card = new VirtioNet(MacAddress.parse("02:00:01:00:00:00").orElseThrow(), port);
    private final Virtqueue rx = RingDouble.queue(machine, "net", "rx");

    private String death() {
        return machine.lguest().death().cause().orElse("alive");
    }

    private byte[] memory(int address, int length) {
        byte[] bytes = new byte[length];
        machine.memory().read(address, bytes, 0, length);
        return bytes;
    }

    private static byte[] frame(int length) {
        byte[] frame = new byte[length];
        for (int i = 0; i < length; i++) {
            frame[i] = (byte) (i + 1);
        }
        return frame;
    }

    /** The driver is ready, and has no buffers yet. */
    private void start() {
        card.serve(RECEIVE, rx);
    }

    @Test
    void theConfigurationBeginsWithTheAddress() {
        assertArrayEquals(new byte[] {2, 0, 1, 0, 0, 0}, Arrays.copyOf(card.configuration(), 6));
        assertEquals(1 << 5, card.features(), "nothing that would need a tap device");
    }

    @Test
    void aFrameArrivesBehindAHeaderThatCountsOneBuffer() {
        start();
        link.arrive(frame(60));
        assertTrue(card.waits(RECEIVE));
        ring.descriptor(0, BUFFERS, HEADER, NEXT | WRITE, 1).descriptor(1, BUFFERS + 0x100, 1514, WRITE, 0).offer(0);
        card.serve(RECEIVE, rx);
        assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0}, memory(BUFFERS, HEADER));
        assertArrayEquals(frame(60), memory(BUFFERS + 0x100, 60));
        assertEquals(HEADER + 60, ring.usedLength(0));
        assertFalse(card.waits(RECEIVE));
    }

    @Test
    void whatFindsNoBufferWaits() {
        start();
        link.arrive(frame(60));
        link.arrive(frame(61));
        ring.descriptor(0, BUFFERS, 2000, WRITE, 0).offer(0);
        card.serve(RECEIVE, rx);
        assertEquals(1, ring.usedIndex());
        assertEquals(61, port.next().orElseThrow().length);
    }

    /** What comes before the driver is ready is lost, and so again after a reset. */
    @Test
    void nobodyListensBeforeTheDriverIsReady() {
        link.arrive(frame(60));
        ring.descriptor(0, BUFFERS, 2000, WRITE, 0).offer(0);
        start();
        assertEquals(0, ring.usedIndex());
        card.reset();
        link.arrive(frame(60));
        start();
        assertEquals(0, ring.usedIndex());
        assertFalse(card.waits(RECEIVE));
    }

    /** A buffer that is too short gets what there is room for, down to nothing at all. */
    @ParameterizedTest
    @CsvSource({"71, 71", "13, 13", "12, 12", "5, 5", "0, 0"})
    void aShortBufferGetsAShortFrame(int room, int written) {
        start();
        machine.memory().write32(BUFFERS + room, 0x5A5A5A5A);
        link.arrive(frame(60));
        ring.descriptor(0, BUFFERS, room, WRITE, 0).offer(0);
        card.serve(RECEIVE, rx);
        assertEquals(written, ring.usedLength(0));
        assertEquals(0x5A5A5A5A, machine.memory().read32(BUFFERS + room), "and not a byte more");
        assertEquals("alive", death());
        assertFalse(card.waits(RECEIVE));
    }

    @Test
    void aFrameIsReceivedIntoWhatTheDeviceMayWrite() {
        start();
        link.arrive(frame(60));
        ring.descriptor(0, BUFFERS, HEADER, NEXT, 1).descriptor(1, BUFFERS + 0x100, 1514, WRITE, 0).offer(0);
        card.serve(RECEIVE, rx);
        assertEquals("net vq rx: bad driver: Output buffers in net input queue?", death());
    }

    private Virtqueue send() {
        Virtqueue tx = RingDouble.queue(machine, "net", "tx");
        card.serve(SEND, tx);
        return tx;
    }

    @Test
    void aFrameIsSentWithoutItsHeader() {
        machine.memory().write(BUFFERS + HEADER, frame(60), 0, 60);
        ring.descriptor(0, BUFFERS, 30, NEXT, 1).descriptor(1, BUFFERS + 30, 42, 0, 0).offer(0);
        send();
        assertArrayEquals(frame(60), link.sent().getFirst());
        assertEquals(0, ring.usedLength(0));
        assertEquals("alive", death());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 0", "12, 0", "13, 1"})
    void ofAHeaderAloneNothingIsSent(int length, int frames) {
        ring.descriptor(0, BUFFERS, length, 0, 0).offer(0);
        send();
        assertEquals(frames, link.sent().size());
        assertEquals(1, ring.usedIndex(), "but the buffer comes back");
        assertEquals("alive", death());
    }

    @Test
    void whatIsTooLongForAnyNetworkGoesNowhere() {
        ring.descriptor(0, BUFFERS, HEADER + TOO_LONG, 0, 0).offer(0).descriptor(1, BUFFERS, HEADER + TOO_LONG - 1, 0, 0).offer(1);
        send();
        assertEquals(1, link.sent().size());
        assertEquals(TOO_LONG - 1, link.sent().getFirst().length);
        assertEquals(2, ring.usedIndex());
        assertEquals("alive", death());
    }

    @Test
    void aFrameIsSentFromWhatTheDeviceMayRead() {
        ring.descriptor(0, BUFFERS, 72, NEXT, 1).descriptor(1, BUFFERS + 0x100, 4, WRITE, 0).offer(0);
        send();
        assertEquals("net vq tx: bad driver: Input buffers in net output queue?", death());
        assertEquals(0, link.sent().size());
    }

    @ParameterizedTest
    @CsvSource({"0xffffffff, Invalid address 0x9000", "0x80000000, Invalid address 0x9000", "0x200000, Invalid address 0x9000"})
    void aLengthThatIsNoneKillsBeforeAnythingIsSent(String length, String words) {
        ring.descriptor(0, BUFFERS, Long.decode(length).intValue(), 0, 0).offer(0);
        send();
        assertEquals("net: bad driver: " + words, death());
        assertEquals(0, link.sent().size());
    }

    /** All four entries lead to each other. */
    @Test
    void aLoopKillsBeforeAnythingIsSent() {
        for (int i = 0; i < RingDouble.SIZE; i++) {
            ring.descriptor(i, BUFFERS, 16, NEXT, (i + 1) % RingDouble.SIZE);
        }
        ring.offer(0);
        send();
        assertEquals("net vq tx: bad driver: Looped descriptor", death());
        assertEquals(0, link.sent().size());
    }
}
