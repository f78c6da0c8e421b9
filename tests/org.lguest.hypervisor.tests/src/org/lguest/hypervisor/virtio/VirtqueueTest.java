/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.hypervisor.virtio.RingDouble.AVAIL;
import static org.lguest.hypervisor.virtio.RingDouble.BUFFERS;
import static org.lguest.hypervisor.virtio.RingDouble.DESCRIPTORS;
import static org.lguest.hypervisor.virtio.RingDouble.INDIRECT;
import static org.lguest.hypervisor.virtio.RingDouble.NEXT;
import static org.lguest.hypervisor.virtio.RingDouble.USED;
import static org.lguest.hypervisor.virtio.RingDouble.WRITE;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.host.TinyGuest;

/** A ring, as a driver should write it, and as one should not. */
class VirtqueueTest {

    private static final long FEATURE_INDIRECT = 1L << 28;
    private static final int TABLE = 0xA000;

    private final Machine machine = TinyGuest.rawLate(code -> code).machine(Trace.OFF);
    private final RingDouble ring = new RingDouble(machine.memory());
    private final Virtqueue queue = new Virtqueue(machine.lguest().memory(), machine.lguest().death(), "net", "rx");

    @BeforeEach
    void enable() {
        queue.enable(RingDouble.SIZE, DESCRIPTORS, AVAIL, USED, FEATURE_INDIRECT);
        queue.beginService();
    }

    private String death() {
        return machine.lguest().death().cause().orElse("alive");
    }

    private void text(int address, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        machine.memory().write(address, bytes, 0, bytes.length);
    }

    @Test
    void aChainIsReadFromItsFirstPiecesAndWrittenToItsLast() {
        text(BUFFERS, "hello, ");
        text(BUFFERS + 0x100, "world");
        ring.descriptor(2, BUFFERS, 7, NEXT, 0).descriptor(0, BUFFERS + 0x100, 5, NEXT, 3)
                .descriptor(3, BUFFERS + 0x200, 2, NEXT | WRITE, 1).descriptor(1, BUFFERS + 0x300, 10, WRITE, 0).offer(2);
        Chain chain = queue.take().orElseThrow();
        assertEquals(12, chain.readable());
        assertEquals(12, chain.writable());
        assertEquals("hello, world", new String(chain.read(0, 12), StandardCharsets.US_ASCII));
        assertEquals("lo, wo", new String(chain.read(3, 6), StandardCharsets.US_ASCII));
        assertEquals(5, chain.write(1, "abcde".getBytes(StandardCharsets.US_ASCII)));
        assertEquals('a', machine.memory().read8(BUFFERS + 0x201));
        assertEquals('b', machine.memory().read8(BUFFERS + 0x300));
        assertEquals(12, chain.write(0, new byte[40]), "what finds room");
        assertFalse(queue.takeInterrupt(), "nothing is used yet");
        queue.give(chain, 6);
        assertEquals(1, ring.usedIndex());
        assertEquals(2, ring.usedHead(0));
        assertEquals(6, ring.usedLength(0));
        assertTrue(queue.takeInterrupt());
        assertFalse(queue.takeInterrupt());
        assertTrue(queue.take().isEmpty());
        assertEquals("alive", death());
    }

    @Test
    void aGuestThatWantsNoInterruptGetsNone() {
        machine.memory().write16(AVAIL, 1);
        queue.give(queueOf(ring.descriptor(0, BUFFERS, 1, 0, 0).offer(0)), 0);
        assertFalse(queue.takeInterrupt());
    }

    private Chain queueOf(RingDouble any) {
        return queue.take().orElseThrow();
    }

    @Test
    void anIndirectTableIsAChainOfItsOwn() {
        text(BUFFERS, "indirect");
        ring.descriptor(1, TABLE, 32, INDIRECT, 0).descriptorAt(TABLE, BUFFERS, 8, NEXT, 1)
                .descriptorAt(TABLE + 16, BUFFERS + 0x100, 4, WRITE, 0).offer(1);
        Chain chain = queue.take().orElseThrow();
        assertArrayEquals("indirect".getBytes(StandardCharsets.US_ASCII), chain.read(0, 8));
        assertEquals(4, chain.writable());
    }

    @Test
    void theRingGoesRound() {
        for (int i = 0; i < 70_000; i++) {
            ring.descriptor(i % 4, BUFFERS + i % 256, 1, 0, 0).offer(i % 4);
            queue.beginService();
            queue.give(queue.take().orElseThrow(), 0);
        }
        assertEquals(70_000 & 0xFFFF, ring.usedIndex());
        assertEquals("alive", death());
    }

    @Test
    void noMoreIsHandedOutInOneGoThanTheRingHasEntries() {
        ring.descriptor(0, BUFFERS, 1, 0, 0);
        for (int i = 0; i < 4; i++) {
            ring.offer(0);
            assertTrue(queue.take().isPresent());
        }
        assertFalse(queue.cutShort());
        ring.offer(0);
        assertTrue(queue.take().isEmpty());
        assertTrue(queue.cutShort());
        queue.beginService();
        assertTrue(queue.take().isPresent());
    }

    /** Descriptor 0 is followed by 1; where that leads is in the last column. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0x9000             | 16         | 1 | 0 | Looped descriptor
            0x9000             | 16         | 1 | 1 | Looped descriptor
            0x9000             | 16         | 1 | 4 | Desc next is 4
            0x9000             | 16         | 1 | 65535 | Desc next is 65535
            0x200000           | 1          | 0 | 0 | Invalid address 0x200000
            0x1fffff           | 2          | 0 | 0 | Invalid address 0x1fffff
            0x1fffff           | 1          | 0 | 0 | alive
            0xffffffff         | 1          | 0 | 0 | Invalid address 0xffffffff
            0x9000             | 0xffffffff | 0 | 0 | Invalid address 0x9000
            0x9000             | 0x80000000 | 0 | 0 | Invalid address 0x9000
            0x100009000        | 1          | 0 | 0 | Invalid address 0x100009000
            0x9000             | 0          | 0 | 0 | alive
            0x9000             | 20         | 4 | 0 | Invalid size for indirect table
            0x9000             | 0          | 4 | 0 | Invalid size for indirect table
            0x9000             | 80         | 4 | 0 | indirect has too many entries
            0x9000             | 16         | 5 | 0 | indirect and next together
            0x1ffff8           | 16         | 4 | 0 | Invalid address 0x1ffff8
            """)
    void whatAChainMayNotBe(String address, String length, int flags, int next, String words) {
        ring.descriptor(0, BUFFERS, 16, NEXT, 1).descriptor(1, Long.decode(address), Long.decode(length).intValue(), flags, next)
                .offer(0);
        queue.take();
        assertTrue(death().endsWith(words), death());
        assertTrue(words.equals("alive") || death().startsWith("net") && death().contains("bad driver: "), death());
    }

    @Test
    void whatIsReadComesBeforeWhatIsWritten() {
        ring.descriptor(0, BUFFERS, 16, NEXT | WRITE, 1).descriptor(1, BUFFERS, 16, 0, 0).offer(0);
        assertTrue(queue.take().isEmpty());
        assertEquals("net vq rx: bad driver: Descriptor has out after in", death());
    }

    @Test
    void aTableWithinATableIsRefused() {
        ring.descriptor(0, TABLE, 32, INDIRECT, 0).descriptorAt(TABLE, BUFFERS, 1, NEXT, 1)
                .descriptorAt(TABLE + 16, BUFFERS, 16, INDIRECT, 0).offer(0);
        queue.take();
        assertEquals("net vq rx: bad driver: Indirect within indirect", death());
    }

    @Test
    void aTableThatWasNotNegotiatedIsRefused() {
        queue.enable(RingDouble.SIZE, DESCRIPTORS, AVAIL, USED, 0);
        ring.descriptor(0, TABLE, 16, INDIRECT, 0).offer(0);
        queue.take();
        assertEquals("net vq rx: bad driver: vq indirect not negotiated", death());
    }

    @Test
    void indicesThatRunAwayAreRefused() {
        machine.memory().write16(AVAIL + 2, 5);
        assertTrue(queue.take().isEmpty());
        assertEquals("net vq rx: bad driver: Guest moved used index from 0 to 5", death());
    }

    @Test
    void aHeadThatIsNotThereIsRefused() {
        ring.offer(4);
        assertTrue(queue.take().isEmpty());
        assertEquals("net vq rx: bad driver: Guest says index 4 is available", death());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0x8008   | 0x8100   | 0x8200   | net vq rx: bad driver: invalid alignment in queue addresses
            0x8000   | 0x8101   | 0x8200   | net vq rx: bad driver: invalid alignment in queue addresses
            0x8000   | 0x8100   | 0x8202   | net vq rx: bad driver: invalid alignment in queue addresses
            0x1ffff0 | 0x8100   | 0x8200   | net: bad driver: Invalid address 0x1ffff0
            0x8000   | 0x1ffffe | 0x8200   | net: bad driver: Invalid address 0x1ffffe
            0x8000   | 0x8100   | 0x1ffffc | net: bad driver: Invalid address 0x1ffffc
            0x8000   | 0x8100   | 0x9000   | net vq rx: bad driver: invalid initial used.flags 0x1
            """)
    void whereRingsMayNotBe(String descriptors, String avail, String used, String words) {
        machine.memory().write16(0x9000, 1);
        Virtqueue other = new Virtqueue(machine.lguest().memory(), machine.lguest().death(), "net", "rx");
        other.enable(4, Integer.decode(descriptors), Integer.decode(avail), Integer.decode(used), 0);
        assertEquals(words, death());
        assertTrue(other.take().isEmpty());
    }

    /** Whatever stands in the rings: no exception, and an end. */
    @Test
    void nonsenseIsPutUpWith() {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            Machine other = TinyGuest.rawLate(code -> code).machine(Trace.OFF);
            Virtqueue victim = new Virtqueue(other.lguest().memory(), other.lguest().death(), "net", "rx");
            int size = 1 << random.nextInt(5);
            victim.enable(size, DESCRIPTORS, AVAIL, USED, random.nextBoolean() ? FEATURE_INDIRECT : 0);
            RingDouble nonsense = new RingDouble(other.memory());
            for (int i = 0; i < size; i++) {
                nonsense.descriptor(i, random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(TinyGuest.BYTES),
                        random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(64), random.nextInt(8), random.nextInt(size + 1));
            }
            other.memory().write16(AVAIL + 2, random.nextInt(size + 2));
            other.memory().write32(AVAIL + 4, random.nextInt(size + 1) | random.nextInt(size + 1) << 16);
            victim.beginService();
            int chains = 0;
            for (var chain = victim.take(); chain.isPresent(); chain = victim.take()) {
                chain.get().read(0, chain.get().readable());
                chain.get().write(0, new byte[chain.get().writable()]);
                victim.give(chain.get(), 1);
                chains++;
            }
            assertTrue(chains <= size, "seed " + seed);
        }
    }
}
