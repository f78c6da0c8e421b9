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
import static org.lguest.hypervisor.virtio.RingDouble.BUFFERS;
import static org.lguest.hypervisor.virtio.RingDouble.NEXT;
import static org.lguest.hypervisor.virtio.RingDouble.WRITE;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.host.TinyGuest;
import org.lguest.hypervisor.virtio.RingDouble;

/** Random numbers that follow from a seed. */
class VirtioEntropyTest {

    private final Machine machine = TinyGuest.rawLate(code -> code).machine(Trace.OFF);
    private final RingDouble ring = new RingDouble(machine.memory());
    private final VirtioEntropy source = new VirtioEntropy(7);

    private String death() {
        return machine.lguest().death().cause().orElse("alive");
    }

    private void serve() {
        source.serve(0, RingDouble.queue(machine, "rng", "input"));
    }

    private byte[] memory(int address, int length) {
        byte[] bytes = new byte[length];
        machine.memory().read(address, bytes, 0, length);
        return bytes;
    }

    @Test
    void howTheyAreAskedForChangesNoneOfThem() {
        byte[] atOnce = new VirtioEntropy(7).numbers(100);
        byte[] inPieces = new byte[100];
        for (int done = 0, piece = 1; done < 100; done += piece, piece = Math.min(piece * 3, 100 - done)) {
            System.arraycopy(source.numbers(piece), 0, inPieces, done, piece);
        }
        assertArrayEquals(atOnce, inPieces);
        assertFalse(Arrays.equals(atOnce, new VirtioEntropy(8).numbers(100)));
        assertFalse(Arrays.equals(Arrays.copyOf(atOnce, 32), Arrays.copyOfRange(atOnce, 32, 64)));
    }

    @Test
    void theBufferIsFilledPieceByPiece() {
        ring.descriptor(0, BUFFERS, 3, NEXT | WRITE, 1).descriptor(1, BUFFERS + 0x100, 5, WRITE, 0).offer(0);
        serve();
        byte[] numbers = new VirtioEntropy(7).numbers(8);
        assertArrayEquals(Arrays.copyOf(numbers, 3), memory(BUFFERS, 3));
        assertArrayEquals(Arrays.copyOfRange(numbers, 3, 8), memory(BUFFERS + 0x100, 5));
        assertEquals(8, ring.usedLength(0));
        assertEquals(0, machine.memory().read8(BUFFERS + 0x105), "and not a byte more");
    }

    @Test
    void noAnswerIsLongerThanAPage() {
        ring.descriptor(0, BUFFERS, 10_000, WRITE, 0).offer(0);
        serve();
        assertEquals(4096, ring.usedLength(0));
        assertEquals(0, machine.memory().read32(BUFFERS + 4096));
        assertEquals("alive", death());
    }

    @Test
    void whoAsksForNothingGetsNothing() {
        ring.descriptor(0, BUFFERS, 0, WRITE, 0).offer(0);
        serve();
        assertEquals(1, ring.usedIndex());
        assertEquals(0, ring.usedLength(0));
        assertEquals("alive", death());
    }

    @Test
    void nothingIsToldTheSource() {
        ring.descriptor(0, BUFFERS, 8, NEXT, 1).descriptor(1, BUFFERS + 0x100, 8, WRITE, 0).offer(0);
        serve();
        assertEquals("rng vq input: bad driver: Output buffers in rng?", death());
        assertEquals(0, ring.usedIndex());
    }

    @Test
    void aBufferOutsideMemoryKills() {
        ring.descriptor(0, TinyGuest.BYTES - 4, 8, WRITE, 0).offer(0);
        serve();
        assertEquals("rng: bad driver: Invalid address 0x1ffffc", death());
    }
}
