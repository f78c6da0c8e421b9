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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.hypervisor.host.Caller;
import org.lguest.hypervisor.host.Dma;
import org.lguest.hypervisor.host.HypercallRequest;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.host.TinyGuest;

/** What the Launcher makes of what a guest sends, and of what it should not have sent. */
class DeviceListTest {

    private static final int SENT = 0x5000;
    private static final int REPLY = 0x6000;
    private static final int TEXT = 0x7000;
    private static final int DISK = TinyGuest.BYTES + 4096;
    /** The first address behind the guest's memory and its devices'. */
    private static final int TOP = DISK + 4096;
    private static final int IRQ = 1;

    @TempDir
    private Path folder;

    private final Machine machine = TinyGuest.raw(1, code -> code).machine(Trace.OFF);
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private DeviceList devices;

    @BeforeEach
    void setUp() throws Exception {
        Path file = Files.writeString(folder.resolve("disk.img"), "0123456789abcdef".repeat(64));
        var page = new DevicePage(machine.memory(), machine.layout().devicePage());
        var disk = new BlockDevice(machine, page.add(DevicePage.BLOCK, 0, 1),
                BlockStore.of(new BlockFile(file, BlockFile.Mode.READ_WRITE)));
        var input = new ConsoleInput();
        var keyboard = new ConsoleDevice(machine, input, console::writeBytes);
        page.add(DevicePage.CONSOLE, 0, 0);
        devices = new DeviceList(machine, List.of(disk, keyboard));
        put(TEXT, "Hello, world");
    }

    private void put(int address, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        machine.memory().write(address, bytes, 0, bytes.length);
    }

    private String text(int address, int length) {
        byte[] bytes = new byte[length];
        machine.memory().read(address, bytes, 0, length);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private int read(int address) {
        return machine.memory().read32(address);
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

    private void bindReply(int... pieces) {
        struct(REPLY, pieces);
        machine.hypercalls().dispatch(new HypercallRequest(new Caller.Guest(), Hypercall.BIND_DMA.number(), DISK, REPLY,
                1 << 8 | IRQ));
    }

    private void request(int type, int sector, int bytes) {
        machine.memory().write32(DISK, type);
        machine.memory().write32(DISK + 4, sector);
        machine.memory().write32(DISK + 8, bytes);
        machine.memory().write32(DISK + 12, 0);
        devices.send(DISK, SENT);
    }

    private String death() {
        return machine.lguest().death().cause().orElse("alive");
    }

    @Test
    void thePageTellsOfTheDevicesInTheirOrder() {
        int page = TinyGuest.BYTES;
        assertEquals(DevicePage.BLOCK, read(page));
        assertEquals(1 << 16, read(page + 4), "no status yet, and a page of its own");
        assertEquals(DISK >>> 12, read(page + 8));
        assertEquals(DevicePage.CONSOLE, read(page + 12));
        assertEquals(0, read(page + 16));
        assertEquals(2, read(DISK + 16), "sectors");
    }

    @Test
    void whatTheConsoleIsSentIsOutputInItsOrderAndItsLengthTheAnswer() {
        struct(SENT, TEXT + 7, 5, TEXT, 5, TEXT + 5, 2, TEXT, 0, TEXT, 12);
        devices.send(0, SENT);
        assertEquals("worldHello, ", console.toString(StandardCharsets.US_ASCII));
        assertEquals(12, read(SENT));
        assertEquals("alive", death());
    }

    @Test
    void aPieceMayBeLongerThanAPageAndCrossSome() {
        struct(SENT, TEXT, 0xFFFF);
        devices.send(0, SENT);
        assertEquals(0xFFFF, console.size());
        assertEquals("alive", death());
    }

    @Test
    void aKeyThatIsNobodysIsNoDeath() {
        struct(SENT, TEXT, 5);
        devices.send(0x40, SENT);
        assertEquals("alive", death());
        assertEquals(0, read(SENT));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "-4096, 5", "0, 65535"})
    void whatLiesOutsideKillsInTheLaunchersWords(int beyondTop, int length) {
        int address = beyondTop < 0 ? beyondTop : TOP + beyondTop;
        struct(SENT, TEXT, 5, address, length);
        devices.send(0, SENT);
        assertEquals("Invalid address " + address, death());
        assertEquals("", console.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void aStructThatLiesOutsideKills() {
        devices.send(0, TOP - Dma.SIZE);
        assertEquals("Invalid address " + (TOP - Dma.SIZE), death());
    }

    @Test
    void aReadFillsTheBoundBufferAndInterrupts() {
        bindReply(TEXT, 300, TEXT + 0x1000, 212);
        struct(SENT);
        request(0, 1, 512);
        assertEquals(1, read(DISK + 12));
        assertEquals(512, read(REPLY));
        assertEquals("0123456789abcdef", text(TEXT, 16));
        assertEquals("cdef0123456789abcdef".substring(0, 16), text(TEXT + 0x1000, 16));
        assertEquals("alive", death());
    }

    @Test
    void aWriteAnswersZeroBytes() throws Exception {
        bindReply();
        struct(SENT, TEXT, 5);
        request(1, 0, 5);
        assertEquals(1, read(DISK + 12));
        assertEquals(0, read(REPLY));
        assertEquals("Hello56789", Files.readString(folder.resolve("disk.img")).substring(0, 10));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 511", "0, 0, 513", "0, 0, -1", "0, 2, 512", "0, -1, 512", "1, 0, 6", "1, 2, 5", "1, -1, 5"})
    void aRequestThatCantBeDoneIsAnError(int type, int sector, int bytes) throws Exception {
        bindReply(TEXT, 512);
        struct(SENT, TEXT, 5);
        request(type, sector, bytes);
        assertEquals(2, read(DISK + 12));
        assertEquals("alive", death());
        assertEquals(1024, Files.size(folder.resolve("disk.img")));
    }

    @Test
    void aRequestWithoutABufferForItsAnswerKills() {
        struct(SENT);
        request(0, 0, 512);
        assertEquals("Block request didn't give us a dma buffer", death());
    }

    @Test
    void aBufferOutsideKills() {
        bindReply(TOP - 256, 512);
        struct(SENT);
        request(0, 0, 512);
        assertEquals("Invalid address " + (TOP - 256), death());
    }
}
