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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.hypervisor.guest.LguestRegs.Member;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.host.TinyGuest;

/** The bus, as a kernel finds its devices on it and drives them: by ports and by registers in memory. */
class VirtioBusTest {

    private static final int BAR = TinyGuest.BYTES + (1 << 20);
    private static final int ADDRESS = 0xCF8;
    private static final int DATA = 0xCFC;
    private static final int EIP = 0x1000;

    /** Answers each chain with as many bytes as it takes, and counts. */
    private static final class Echo implements VirtioDevice {
        private final List<String> calls = new ArrayList<>();

        @Override
        public VirtioKind kind() {
            return VirtioKind.CONSOLE;
        }

        @Override
        public long features() {
            return 1 << 2;
        }

        @Override
        public List<String> queues() {
            return List.of("input", "output");
        }

        @Override
        public byte[] configuration() {
            return new byte[] {80, 0, 25, 0, 1, 0, 0, 0, 0, 0, 0, 0};
        }

        @Override
        public boolean configure(int offset, int value) {
            calls.add("configure " + offset + ' ' + value);
            return offset == 8;
        }

        @Override
        public void serve(int number, Virtqueue queue) {
            calls.add("serve " + number);
            for (var chain = queue.take(); chain.isPresent(); chain = queue.take()) {
                queue.give(chain.get(), chain.get().readable());
            }
        }

        @Override
        public void reset() {
            calls.add("reset");
        }
    }

    private final Machine machine = TinyGuest.rawLate(code -> code).machine(Trace.OFF);
    private final Echo echo = new Echo();
    private final VirtioBus bus = new VirtioBus(machine, List.of(echo, new Echo()));
    private final RingDouble ring = new RingDouble(machine.memory());

    private String death() {
        return machine.lguest().death().cause().orElse("alive");
    }

    private int get(Member member) {
        return machine.lguest().regs().get(member);
    }

    private void set(Member member, int value) {
        machine.lguest().regs().set(member, value);
    }

    private static byte[] code(int... bytes) {
        byte[] code = new byte[7];
        for (int i = 0; i < bytes.length; i++) {
            code[i] = (byte) bytes[i];
        }
        return code;
    }

    private boolean port(int port, int eax, int... bytes) {
        set(Member.EIP, EIP);
        set(Member.EDX, port);
        set(Member.EAX, eax);
        return bus.portAccess(code(bytes));
    }

    private int configuration(int device, int register) {
        assertTrue(port(ADDRESS, 1 << 31 | device << 11 | register, 0xEF));
        assertTrue(port(DATA, 0, 0xED));
        return get(Member.EAX);
    }

    private boolean configure(int device, int register, int value) {
        assertTrue(port(ADDRESS, 1 << 31 | device << 11 | register, 0xEF));
        return port(DATA, value, 0xEF);
    }

    /** A register in memory, by MOV between it and EAX. */
    private int read(int offset, int width) {
        set(Member.EAX, 0);
        assertTrue(bus.memoryAccess(BAR + offset, width == 1 ? code(0x8A, 0x03) : width == 2 ? code(0x66, 0x8B, 0x03) : code(0x8B, 0x03)));
        return get(Member.EAX);
    }

    private void write(int offset, int width, int value) {
        set(Member.EAX, value);
        assertTrue(bus.memoryAccess(BAR + offset, width == 1 ? code(0x88, 0x03) : width == 2 ? code(0x66, 0x89, 0x03) : code(0x89, 0x03)));
    }

    @Test
    void theHostBridgeAndTheDevicesAreFoundAndNothingElse() {
        assertEquals(0, configuration(0, 0));
        assertEquals(0x0600_0000, configuration(0, 8));
        assertEquals(0x1043_1AF4, configuration(1, 0));
        assertEquals(0x0010_0000, configuration(1, 4));
        assertEquals(0x0700_0001, configuration(1, 8));
        assertEquals(BAR, configuration(1, 0x10));
        assertEquals(0x0040_0000, configuration(1, 0x2C));
        assertEquals(0x40, configuration(1, 0x34));
        assertEquals(1, configuration(1, 0x3C));
        assertEquals(2, configuration(2, 0x3C));
        assertEquals(BAR + 128, configuration(2, 0x10), "behind the first: 72 bytes take 128");
        assertEquals(-1, configuration(3, 0));
        assertEquals(-1, configuration(31, 0));
        assertEquals(-1, configuration(1, 0x98), "configuration space ends");
        assertEquals(-1, configuration(1 << 5 | 1, 0), "another bus");
        port(ADDRESS, 1 << 31 | 1 << 11 | 1 << 8, 0xEF);
        port(DATA, 0, 0xED);
        assertEquals(-1, get(Member.EAX), "another function");
        port(ADDRESS, 1 << 11, 0xEF);
        port(DATA, 0, 0xED);
        assertEquals(-1, get(Member.EAX), "not enabled");
    }

    @Test
    void theCapabilitiesAreLinked() {
        int[][] expected = {{0x40, 1, 0, 56}, {0x50, 2, 56, 2}, {0x64, 3, 58, 1}, {0x84, 5, 0, 0}, {0x74, 4, 60, 12}};
        int at = configuration(1, 0x34);
        for (int[] capability : expected) {
            assertEquals(capability[0], at);
            int first = configuration(1, at);
            assertEquals(9, first & 0xFF);
            assertEquals(capability[1], first >>> 24);
            assertEquals(capability[2], configuration(1, at + 8));
            assertEquals(capability[3], configuration(1, at + 12));
            at = first >>> 8 & 0xFF;
        }
        assertEquals(0, at);
        assertEquals(0, configuration(1, 0x60), "no multiplier: one register of notifications for all queues");
    }

    @Test
    void aBarTellsItsSizeAndStaysWhereItIs() {
        assertTrue(configure(1, 0x10, -1));
        assertEquals(-128, configuration(1, 0x10));
        assertTrue(configure(1, 0x10, 0x1234_5678));
        assertEquals(0x1234_5600, configuration(1, 0x10));
        assertEquals(2, read(18, 2), "the registers have not moved");
    }

    @ParameterizedTest
    @CsvSource({"0x00, false", "0x04, false", "0x08, false", "0x0C, true", "0x14, true", "0x24, true", "0x28, true", "0x2C, false",
        "0x30, true", "0x34, false", "0x3C, false", "0x40, false", "0x84, false", "0x88, true", "0x8C, true", "0x90, true",
        "0x94, false", "0x98, false"})
    void whatOfConfigurationSpaceCanBeWritten(String register, boolean can) {
        assertEquals(can, configure(1, Integer.decode(register), 0x5A5A_5A5A));
        assertEquals(EIP + (can ? 1 : 0), get(Member.EIP));
    }

    @Test
    void aCommandIsTakenAndForgotten() {
        assertTrue(port(ADDRESS, 1 << 31 | 1 << 11 | 4, 0xEF));
        assertTrue(port(DATA, 7, 0x66, 0xEF));
        assertEquals(0x0010_0000, configuration(1, 4));
    }

    @Test
    void portsAreReadByTheByteToo() {
        assertTrue(port(ADDRESS, 1 << 31 | 1 << 11, 0xEF));
        assertTrue(port(DATA + 2, 0x5555_5555, 0x66, 0xED));
        assertEquals(0x5555_1043, get(Member.EAX));
        assertTrue(port(DATA + 1, 0x5555_5555, 0xEC));
        assertEquals(0x5555_551A, get(Member.EAX));
        assertTrue(port(ADDRESS + 1, 0x10, 0xEE));
        assertTrue(port(ADDRESS, 0, 0xED));
        assertEquals(1 << 31 | 2 << 11, get(Member.EAX));
    }

    @Test
    void whereThereIsNothingOnesAreRead() {
        assertTrue(port(0, 0, 0xE5, 0x60));
        assertEquals(-1, get(Member.EAX));
        assertEquals(EIP + 2, get(Member.EIP));
        assertTrue(port(0, 0x1234_5678, 0xE4, 0x64));
        assertEquals(0x1234_5601, get(Member.EAX), "the keyboard is ready");
        assertTrue(port(0, 5, 0xE6, 0x80));
    }

    @Test
    void whatIsNoPortAccessOfTheKernelsIsLeft() {
        assertTrue(port(0, 0, 0xFA), "CLI is passed over");
        assertEquals(EIP + 1, get(Member.EIP));
        for (int opcode : new int[] {0xFB, 0xF4, 0x6C, 0x90, 0x0F}) {
            assertFalse(port(0, 0, opcode));
        }
        assertFalse(port(0, 0, 0x66, 0xFA));
        set(Member.CS, 0x73);
        assertFalse(port(0x60, 0, 0xEC), "of ring 3");
        assertEquals(EIP, get(Member.EIP));
    }

    @ParameterizedTest
    @CsvSource({"8B 1D 14 00 1F C0, 6", "8B 43 14, 3", "8B 83 14 00 00 00, 6", "8B 04 24, 3", "8B 44 24 14, 4",
        "8B 04 25 14 00 00 00, 7", "8A 1B, 2", "66 8B 03, 3"})
    void eachWayToAddressARegisterIsAsLongAsItIs(String instruction, int length) {
        int[] bytes = Arrays.stream(instruction.split(" ")).mapToInt(hex -> Integer.parseInt(hex, 16)).toArray();
        set(Member.EIP, EIP);
        int offset = bytes[0] == 0x66 ? 18 : bytes[0] == 0x8A ? 20 : 0;
        if (offset == 0) {
            write(20, 1, 1);
            write(20, 1, 3);
            set(Member.EIP, EIP);
        }
        assertTrue(bus.memoryAccess(BAR + offset, code(bytes)));
        assertEquals(EIP + length, get(Member.EIP));
        assertEquals("alive", death());
    }

    @Test
    void byteRegistersAreTheHalvesOfTheFirstFour() {
        set(Member.EBX, 0x1122_0133);
        assertTrue(bus.memoryAccess(BAR + 20, code(0x88, 0x3B)), "mov %bh, (%ebx)");
        assertEquals(1, read(20, 1));
        set(Member.ECX, -1);
        assertTrue(bus.memoryAccess(BAR + 20, code(0x8A, 0x2B)), "mov (%ebx), %ch");
        assertEquals(0xFFFF_01FF, get(Member.ECX));
        set(Member.ESI, -1);
        assertTrue(bus.memoryAccess(BAR + 18, code(0x66, 0x8B, 0x33)));
        assertEquals(0xFFFF_0002, get(Member.ESI));
    }

    @Test
    void otherInstructionsAndOtherAddressesAreLeft() {
        for (int opcode : new int[] {0xA1, 0xA3, 0xC7, 0x87, 0x01, 0x8C}) {
            assertFalse(bus.memoryAccess(BAR, code(opcode, 0x03)));
        }
        assertFalse(bus.memoryAccess(BAR + 20, code(0x66, 0x8A, 0x03)));
        assertFalse(bus.memoryAccess(BAR + 72, code(0x8B, 0x03)), "between two devices");
        assertFalse(bus.memoryAccess(BAR - 1, code(0x8B, 0x03)));
        assertFalse(bus.memoryAccess(0, code(0x8B, 0x03)));
        assertEquals("alive", death());
    }

    private void start() {
        write(20, 1, 0);
        write(20, 1, 1);
        write(20, 1, 3);
        write(0, 4, 1);
        assertEquals(1, read(4, 4));
        write(8, 4, 1);
        write(12, 4, 1);
        write(20, 1, 11);
        assertEquals(11, read(20, 1));
    }

    private void queue(int number) {
        write(22, 2, number);
        assertEquals(256, read(24, 2));
        write(24, 2, RingDouble.SIZE);
        write(32, 4, RingDouble.DESCRIPTORS);
        write(40, 4, RingDouble.AVAIL);
        write(48, 4, RingDouble.USED);
        write(28, 2, 1);
    }

    @Test
    void aDriverThatGoesByTheBookIsServed() {
        start();
        queue(1);
        write(22, 2, 0);
        assertEquals(256, read(24, 2), "each queue has registers of its own");
        write(22, 2, 1);
        assertEquals(4, read(24, 2));
        write(22, 2, 2);
        assertEquals(0, read(24, 2), "there is no third");
        ring.descriptor(0, RingDouble.BUFFERS, 5, 0, 0).offer(0);
        write(20, 1, 15);
        assertEquals(List.of("reset", "serve 1"), echo.calls);
        assertEquals(1, ring.usedIndex());
        assertEquals(5, ring.usedLength(0));
        assertEquals(1, read(58, 1), "interrupt status");
        assertEquals(0, read(58, 1), "reading it clears it");
        ring.offer(0);
        write(56, 2, 1);
        assertEquals(2, ring.usedIndex());
        write(56, 2, 0);
        assertEquals(List.of("reset", "serve 1", "serve 1"), echo.calls, "queue 0 is not enabled");
        write(68, 4, 'x');
        assertEquals(80, read(60, 2));
        write(20, 1, 0);
        assertEquals(0, read(20, 1));
        assertEquals("alive", death());
    }

    @Test
    void theWindowReachesTheRegistersToo() {
        assertTrue(configure(1, 0x88, 0));
        assertTrue(configure(1, 0x8C, 68));
        assertTrue(configure(1, 0x90, 4));
        assertTrue(configure(1, 0x94, 'h'));
        assertEquals(List.of("configure 8 " + (int) 'h'), echo.calls);
        assertTrue(configure(1, 0x8C, 18));
        assertTrue(configure(1, 0x90, 2));
        assertEquals(2, configuration(1, 0x94));
        assertEquals("alive", death());
        assertTrue(configure(1, 0x8C, 72));
        configuration(1, 0x94);
        assertEquals("console: bad driver: Invalid cfg_access to bar0, offset 72 len 2", death());
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 4", "0, 72, 4", "0, 70, 4", "0, 0, 3", "0, 0, 0", "0, 0, -1", "0, 2, 4", "0, -4, 4"})
    void whereTheWindowMayNotLead(int bar, int offset, int length) {
        assertTrue(configure(1, 0x88, bar));
        assertTrue(configure(1, 0x8C, offset));
        assertTrue(configure(1, 0x90, length));
        assertFalse(configure(1, 0x94, 0));
        assertEquals("alive", death());
    }

    /** What each step after the first does, as width:offset=value or width:offset for a read; the last one kills. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4:0                                   | feature read before VIRTIO_CONFIG_S_DRIVER
            4:0=0                                 | feature write before VIRTIO_CONFIG_S_DRIVER
            4:60                                  | config read before VIRTIO_CONFIG_S_DRIVER
            1:20=2                                | unexpected status transition 0x0 -> 0x2
            1:20=16                               | unknown device status bit 0x0 -> 0x10
            1:20=1 1:20=2                         | unset of device status bit 0x1 -> 0x2
            1:20=1 1:20=3 1:20=7                  | unexpected status transition 0x3 -> 0x7
            1:20=1 1:20=3 1:20=11 1:20=15         | did not re-read FEATURES_OK
            1:20=1 1:20=3 1:20=11 4:32=0x8000     | didn't re-read FEATURES_OK before setup
            1:20=1 1:20=3 4:32=0x8000             | setting up vq before FEATURES_OK
            1:20=1 1:20=3 1:20=11 1:20 4:0=0      | feature write after VIRTIO_CONFIG_S_FEATURES_OK
            1:20=1 1:20=3 4:8=2                   | Unexpected driver select 2
            1:20=1 1:20=3 4:8=0 4:12=1            | over-accepted features 0x1 of 0x100000004
            1:20=1 1:20=3 2:16                    | read of msix_config
            1:20=1 1:20=3 2:20                    | non-8-bit read to offset 20 (0x1000)
            1:20=1 1:20=3 2:4                     | non-32-bit read to offset 4 (0x1000)
            1:20=1 1:20=3 4:18                    | non-16-bit read to offset 18 (0x1000)
            1:20=1 1:20=3 2:58                    | non-8-bit read from offset 58 (0x1000)
            1:20=1 1:20=3 1:59                    | read from padding (0x1000)
            1:20=1 1:20=3 1:69                    | read past end (0x1000)
            4:20=1                                | non-8-bit write to offset 20 (0x1000)
            4:22=1                                | non-16-bit write to offset 22 (0x1000)
            1:20=1 1:20=3 2:0=0                   | non-32-bit write to offset 0 (0x1000)
            2:24=3                                | invalid queue size 3
            2:24=0                                | invalid queue size 0
            2:26=1                                | attempt to set MSIX vector to 1
            2:28=0                                | setting queue_enable to 0
            2:22=7 2:28=1                         | enabling vq 7, which is not there
            2:30=0                                | attempt to write to queue_notify_off
            2:56=2                                | Invalid vq notification on 2
            2:56                                  | notify before VIRTIO_CONFIG_S_DRIVER_OK
            1:58=0                                | Unexpected write to isr
            4:4=0                                 | Unexpected write to offset 4
            4:60=0                                | Unexpected write to offset 60
            2:19=0                                | Unexpected write to offset 19
            1:20=1 1:20=3 1:20=11 1:20 4:36=1 2:28=1 | console vq input: bad driver: invalid 64-bit queue address
            1:20=1 1:20=3 1:20=11 1:20 4:32=0x8000 4:40=0x8100 4:48=0x8200 2:24=4 2:28=1 2:24=8 | changing queue size on live device
            1:20=1 1:20=3 1:20=11 1:20 4:32=0x8000 4:40=0x8100 4:48=0x8200 2:24=4 2:28=1 4:32=0 | changing queue on live device
            1:20=1 1:20=3 1:20=11 1:20 1:20=15 2:28=1 | enabling vq after DRIVER_OK
            """)
    void aDriverThatBreaksTheRulesHasItsGuestKilled(String steps, String words) {
        for (String step : steps.strip().split(" ")) {
            assertEquals("alive", death(), step);
            set(Member.EIP, EIP);
            int width = Integer.parseInt(step.substring(0, 1));
            String[] parts = step.substring(2).split("=");
            if (parts.length == 1) {
                read(Integer.parseInt(parts[0]), width);
            } else {
                write(Integer.parseInt(parts[0]), width, Integer.decode(parts[1]));
            }
        }
        assertEquals(words.startsWith("console") ? words : "console: bad driver: " + words, death());
    }

    @Test
    void aDeadGuestsRegistersAreSilent() {
        start();
        queue(1);
        write(20, 1, 15);
        write(30, 2, 0);
        int calls = echo.calls.size();
        write(56, 2, 1);
        write(68, 4, 1);
        bus.receive();
        assertEquals("console: bad driver: attempt to write to queue_notify_off", death());
        assertEquals(calls, echo.calls.stream().filter(call -> call.startsWith("serve") || call.equals("reset")).count());
    }
}
