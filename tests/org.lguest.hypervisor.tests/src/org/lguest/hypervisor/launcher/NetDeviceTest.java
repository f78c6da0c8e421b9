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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.hypervisor.host.Caller;
import org.lguest.hypervisor.host.Dma;
import org.lguest.hypervisor.host.HypercallRequest;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.host.TinyGuest;
import org.lguest.hypervisor.net.LinkDouble;
import org.lguest.hypervisor.net.NetPort;

/** A network card of 2.6.23, and guests that do and do not know how to use it. */
class NetDeviceTest {

    private static final int SENT = 0x5000;
    private static final int BOUND = 0x6000;
    private static final int BUFFER = 0x7000;
    private static final int CARD = TinyGuest.BYTES + 4096;
    /** Of the guest's slot. */
    private static final int KEY = CARD + 4;
    /** The first address behind the guest's memory and its devices'. */
    private static final int TOP = CARD + 4096;
    private static final int IRQ = 1;

    private final Machine machine = TinyGuest.raw(1, code -> code).machine(Trace.OFF);
    private final LinkDouble link = new LinkDouble();
    private final NetPort port = link.port();
    private DeviceList devices;

    @BeforeEach
    void setUp() {
        var page = new DevicePage(machine.memory(), machine.layout().devicePage());
        devices = new DeviceList(machine, List.of(new NetDevice(machine, page.add(DevicePage.NET, NetDevice.GUESTS_SLOT, 1), port)));
    }

    private String death() {
        return machine.lguest().death().cause().orElse("alive");
    }

    /** A struct lguest_dma of some pieces: address, length, ... */
    private void struct(int dma, int... pieces) {
        for (int i = 0; i < Dma.SIZE; i += 4) {
            machine.memory().write32(dma + i, 0);
        }
        for (int i = 0; i < pieces.length / 2; i++) {
            machine.memory().write32(dma + Dma.ADDRESSES + 4 * i, pieces[2 * i]);
            machine.memory().write16(dma + Dma.LENGTHS + 2 * i, pieces[2 * i + 1]);
        }
    }

    private void bind(int... pieces) {
        struct(BOUND, pieces);
        machine.hypercalls().dispatch(new HypercallRequest(new Caller.Guest(), Hypercall.BIND_DMA.number(), KEY, BOUND,
                1 << 8 | IRQ));
    }

    private int used(int dma) {
        return machine.memory().read32(dma);
    }

    private static byte[] frame(int length) {
        byte[] frame = new byte[length];
        for (int i = 0; i < length; i++) {
            frame[i] = (byte) (i + 1);
        }
        return frame;
    }

    private byte[] memory(int address, int length) {
        byte[] bytes = new byte[length];
        machine.memory().read(address, bytes, 0, length);
        return bytes;
    }

    @Test
    void whatIsSentGoesOutAndItsLengthIsTheAnswer() {
        machine.memory().write(BUFFER, frame(60), 0, 60);
        struct(SENT, BUFFER, 20, BUFFER + 20, 40);
        devices.send(CARD, SENT);
        assertArrayEquals(frame(60), link.sent().getFirst());
        assertEquals(60, used(SENT));
    }

    /** 16 pieces of nearly 64 KiB; and no pieces. */
    @Test
    void whatNoNetworkTakesGoesNowhere() {
        int[] pieces = new int[32];
        for (int i = 0; i < 16; i++) {
            pieces[2 * i] = BUFFER;
            pieces[2 * i + 1] = 0xFFFF;
        }
        struct(SENT, pieces);
        devices.send(CARD, SENT);
        assertEquals(16 * 0xFFFF, used(SENT));
        struct(SENT);
        devices.send(CARD, SENT);
        assertEquals(0, used(SENT));
        assertEquals(0, link.sent().size());
        assertEquals("alive", death());
    }

    @ParameterizedTest
    @CsvSource({"-4096, 4097", "0, 1", "-1, 2"})
    void whatLiesOutsideIsNotSent(int beyondTop, int length) {
        struct(SENT, BUFFER, 4, TOP + beyondTop, length);
        devices.send(CARD, SENT);
        assertEquals("Invalid address " + (TOP + beyondTop), death());
        assertEquals(0, link.sent().size());
    }

    @Test
    void aFrameFillsABoundBufferAndInterrupts() {
        bind(BUFFER, 14, BUFFER + 0x100, 1500);
        link.arrive(frame(60));
        devices.receive();
        assertArrayEquals(frame(14), memory(BUFFER, 14));
        assertEquals(60, used(BOUND));
        assertEquals(0, machine.memory().read8(BUFFER + 0x100 + 46));
        assertTrue(port.next().isEmpty());
    }

    @Test
    void whatFindsNoBufferOfManyWaitsAndWithoutAnyBoundIsLost() {
        link.arrive(frame(60));
        devices.receive();
        assertTrue(port.next().isEmpty(), "nobody listens");
        bind(BUFFER, 1500);
        link.arrive(frame(60));
        link.arrive(frame(61));
        devices.receive();
        assertEquals(61, port.next().orElseThrow().length);
        machine.memory().write32(BOUND, 0);
        devices.receive();
        assertEquals(61, used(BOUND), "the guest has emptied it");
    }

    @Test
    void aShortBufferGetsAShortFrame() {
        bind(BUFFER, 10);
        link.arrive(frame(60));
        devices.receive();
        assertEquals(10, used(BOUND));
        assertEquals(0, machine.memory().read8(BUFFER + 10), "and not a byte more");
        assertTrue(port.next().isEmpty());
    }

    /** A buffer without a byte would look as if it were empty still. */
    @Test
    void aBufferOfNothingLeavesTheFrameWhereItIs() {
        bind();
        link.arrive(frame(60));
        devices.receive();
        assertEquals(0, used(BOUND));
        assertEquals(60, port.next().orElseThrow().length);
        assertEquals("alive", death());
    }

    @Test
    void aBufferOutsideKills() {
        bind(TOP - 4, 8);
        link.arrive(frame(60));
        devices.receive();
        assertEquals("Invalid address " + (TOP - 4), death());
    }
}
