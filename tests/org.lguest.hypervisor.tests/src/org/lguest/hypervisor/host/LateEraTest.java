/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.hypervisor.host.TinyGuest.PAGE_OFFSET;
import static org.lguest.hypervisor.host.TinyGuest.POWER_DOWN;
import static org.lguest.hypervisor.host.TinyGuest.SCRATCH;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestData;
import org.lguest.hypervisor.guest.LguestRegs.Member;
import org.lguest.hypervisor.virtio.VirtioBus;

/** What is otherwise in 4.x than in 2.6.23. */
class LateEraTest {

    private static final int DATA = PAGE_OFFSET + TinyGuest.DATA;
    private static final LguestData LAYOUT = Era.LINUX_4_10.data();
    private static final int IRQ_PENDING = DATA + LAYOUT.irqPending().orElseThrow();

    private static String diesLate(UnaryOperator<Code> body) {
        return TinyGuest.late(body).run();
    }

    @Test
    void aGuestStartsWithEachAddressBeingItsOwnAndMakesItsPageTables() {
        TinyGuest guest = TinyGuest.late(code -> code.mov(Code.EAX, 77).storeEax(SCRATCH));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(77, guest.peek(SCRATCH));
        assertEquals(4 << 20, guest.peek(DATA + LAYOUT.reserveMem()));
        assertEquals(0, guest.peek(DATA + LAYOUT.tscKhz()));
        assertEquals((int) Clock.BOOT_SECONDS, guest.peek(DATA + LguestData.TIME));
    }

    @Test
    void beforeItHasSomeItCanReachItsMemoryAndNoMore() {
        assertEquals("bad page table entry", TinyGuest.rawLate(code -> code.loadEax(TinyGuest.BYTES)).run());
        assertEquals("unhandled trap 14 at 0x100000 (0xffd00000)",
                TinyGuest.rawLate(code -> code.loadEax(0xFFD0_0000)).run());
    }

    @Test
    void initLooksAtWhatTheGuestSays() {
        assertEquals("bad guest page 001ffa95", TinyGuest.rawLate(code -> code.hypercall(1, TinyGuest.BYTES - LAYOUT.size() + 1))
                .run());
        assertEquals("bad syscall vector", TinyGuest.late(code -> code).poke(DATA + LAYOUT.syscallVector().orElseThrow(), 0x81)
                .run());
        assertEquals("bad kernel address 0xffc00000",
                TinyGuest.late(code -> code).poke(DATA + LAYOUT.kernelAddress().orElseThrow(), 0xFFC0_0000).run());
        assertEquals("already have lguest_data", diesLate(code -> code.hypercall(1, TinyGuest.DATA)));
    }

    /** In 2.6.23 the last byte can't be reached. */
    @Test
    void memoryCanBeUsedUpToItsEnd() {
        int data = TinyGuest.BYTES - LAYOUT.size();
        TinyGuest guest = TinyGuest.rawLate(code -> code.hypercall(1, data).hypercall(2, POWER_DOWN, 1))
                .poke(PAGE_OFFSET + data + LAYOUT.syscallVector().orElseThrow(), 0x80);
        assertEquals("CRASH: Power down", guest.run());
    }

    @Test
    void theRingIsLookedAtWhenACallIsMadeAndItsSlotsAreTwentyBytes() {
        int slot = DATA + LAYOUT.hcalls();
        TinyGuest guest = TinyGuest.late(code -> code
                .store(slot, Hypercall.SET_DEBUGREG.number()).store(slot + 4, 0).store(slot + 8, 0x1234)
                .store(slot + 20, Hypercall.SET_DEBUGREG.number()).store(slot + 24, 1).store(slot + 28, 0x5678)
                .store(DATA + LAYOUT.hcallStatus(), 0xFFFF_0000)
                .loadEax(SCRATCH + 0x1000).loadEax(DATA + LAYOUT.hcallStatus()).storeEax(SCRATCH)
                .hypercall(Hypercall.GET_DEBUGREG, 1).storeEax(SCRATCH + 4)
                .loadEax(DATA + LAYOUT.hcallStatus()).storeEax(SCRATCH + 8));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0xFFFF_0000, guest.peek(SCRATCH), "a page fault is no reason to look");
        assertEquals(0x5678, guest.peek(SCRATCH + 4));
        assertEquals(-1, guest.peek(SCRATCH + 8));
    }

    /** As Linux 4.6 and later have it, whose gate is an interrupt gate. */
    @Test
    void aSystemCallComesByTheHost() {
        TinyGuest guest = TinyGuest.late(code -> code.store(DATA + LguestData.IRQ_ENABLED, 0x200)
                .gate(0x80, TinyGuest.HANDLERS, 0xE, 3).bytes(0xCD, 0x80).loadEax(SCRATCH).storeEax(SCRATCH + 4))
                .at(TinyGuest.HANDLERS, code -> code.loadEax(DATA + LguestData.IRQ_ENABLED).storeEax(SCRATCH + 8)
                        .bytes(0x8B, 0x44, 0x24, 8).storeEax(SCRATCH).bytes(0xCF));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0, guest.peek(SCRATCH + 8), "interrupts are off in the handler");
        assertEquals(0x200, guest.peek(SCRATCH + 4) & 0x200, "and were on before");
    }

    /** The frame is written where the guest's page tables have its stack, not where its linear map would. */
    @Test
    void theStackIsFoundThroughThePageTables() {
        int window = PAGE_OFFSET + 0x1F_0000;
        TinyGuest guest = TinyGuest.late(code -> code
                .store(PAGE_OFFSET + TinyGuest.TABLE + 4 * 0x1F0, 0x4_0067).hypercall(Hypercall.SET_PTE, TinyGuest.PGDIR, window, 0)
                .gate(6, TinyGuest.HANDLERS, 0xE, 0).mov(Code.ESP, window + 0x100).bytes(0x0F, 0x0B))
                .at(TinyGuest.HANDLERS, code -> code.hypercall(Hypercall.SHUTDOWN, POWER_DOWN, 1));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0x61, guest.peek(SCRATCH + 0x100 - 8));
    }

    @Test
    void aStackThatIsNowhereKills() {
        assertEquals("Bad address 0xd0000000", diesLate(code -> code.gate(6, TinyGuest.HANDLERS, 0xE, 0)
                .mov(Code.ESP, 0xD000_0000).bytes(0x0F, 0x0B)));
    }

    private static TinyGuest timer(UnaryOperator<Code> body) {
        return TinyGuest.late(code -> body.apply(code.gate(0x20, TinyGuest.HANDLERS, 0xE, 0)
                .store(DATA + LguestData.BLOCKED_INTERRUPTS, 0).hypercall(Hypercall.SET_CLOCKEVENT, 1000)))
                .at(TinyGuest.HANDLERS, code -> code.loadEax(IRQ_PENDING).storeEax(SCRATCH)
                        .hypercall(Hypercall.SHUTDOWN, POWER_DOWN, 1));
    }

    @Test
    void aGuestThatWantsNoInterruptIsToldThatOneWaitsAndAsksForIt() {
        UnaryOperator<Code> waits = code -> {
            int loop = code.loadEax(IRQ_PENDING).here() - 5;
            code.bytes(0x85, 0xC0, 0x74, loop - code.here() - 4);
            return code.store(DATA + LguestData.IRQ_ENABLED, 0x200).hypercall(Hypercall.SEND_INTERRUPTS).forever();
        };
        TinyGuest mended = timer(waits);
        assertEquals("CRASH: Power down", mended.run());
        assertEquals(0, mended.peek(SCRATCH), "none waits any more");
        TinyGuest faithful = timer(waits).faithfully();
        assertEquals("CRASH: Power down", faithful.run());
        assertEquals(0x200, faithful.peek(SCRATCH), "the Host of 4.x never took it back");
    }

    /** The frame that the IRET would pop is left where it is. */
    @Test
    void atTheOneIretTheFrameIsUsedAgain() {
        int iret = TinyGuest.HANDLERS + 0x800;
        TinyGuest guest = timer(code -> code.store(DATA + LguestData.IRQ_ENABLED, 0x200)
                .bytes(0x68).dword(0x246).bytes(0x68).dword(0x61).bytes(0x68).dword(SCRATCH + 0x123)
                .bytes(0xE9).dword(iret - code.here() - 4))
                .at(iret, Code::forever)
                .poke(DATA + LAYOUT.noirqStart(), iret)
                .at(TinyGuest.HANDLERS, code -> code.bytes(0x58).storeEax(SCRATCH).bytes(0x89, 0xE0).storeEax(SCRATCH + 4)
                        .hypercall(Hypercall.SHUTDOWN, POWER_DOWN, 1));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(SCRATCH + 0x123, guest.peek(SCRATCH));
        assertEquals(TinyGuest.STACK_TOP - 8, guest.peek(SCRATCH + 4));
    }

    /** What the Host hands to the Launcher, which here takes all it gets and moves EIP on. */
    private static final class Recorder implements Devices {
        private final List<String> seen = new ArrayList<>();
        private final Machine machine;
        private final int length;

        Recorder(Machine machine, int length) {
            this.machine = machine;
            this.length = length;
        }

        @Override
        public void send(int key, int dma) {
            seen.add("dma");
        }

        @Override
        public void receive() {
            // nothing comes
        }

        @Override
        public boolean portAccess(byte[] code) {
            return skip("port " + HexFormat.of().formatHex(code));
        }

        @Override
        public boolean memoryAccess(int address, byte[] code) {
            return skip("memory " + Integer.toHexString(address) + ' ' + HexFormat.of().formatHex(code));
        }

        private boolean skip(String what) {
            seen.add(what);
            machine.lguest().regs().set(Member.EIP, machine.lguest().regs().eip() + length);
            return length > 0;
        }
    }

    @Test
    void portsAndDeviceMemoryAreTheLaunchers() {
        int window = PAGE_OFFSET + 0x1F_0000;
        TinyGuest guest = TinyGuest.late(code -> code.store(PAGE_OFFSET + TinyGuest.TABLE + 4 * 0x1F0, TinyGuest.BYTES | 0x67)
                .hypercall(Hypercall.SET_PTE, TinyGuest.PGDIR, window, TinyGuest.BYTES | 0x67)
                .mov(Code.EAX, window + 0x14).bytes(0xE6, 0x80).bytes(0x8B, 0x00));
        Machine machine = guest.machine();
        machine.pageTables().setDeviceMemory(TinyGuest.BYTES + 4096);
        Recorder devices = new Recorder(machine, 2);
        new RunLoop(machine, devices, Debugger.NONE).run();
        assertEquals(2, devices.seen.size(), devices.seen.toString());
        assertTrue(devices.seen.get(0).startsWith("port e6808b00"), devices.seen.get(0));
        assertTrue(devices.seen.get(1).startsWith("memory 200014 8b00"), devices.seen.get(1));
    }

    @Test
    void whatTheLauncherDoesNotDoIsTheGuestsFault() {
        TinyGuest guest = TinyGuest.late(code -> code.bytes(0xE6, 0x80));
        Machine machine = guest.machine();
        new RunLoop(machine, new Recorder(machine, 0), Debugger.NONE).run();
        assertTrue(machine.lguest().death().cause().orElseThrow().startsWith("unhandled trap 13 at 0xc01000"));
    }

    /** The bytes of an instruction that ends memory are followed by zeros. */
    @Test
    void codeBeforeAPageThatIsNotThereIsFilledUp() {
        int end = PAGE_OFFSET + 0x1F_1000;
        TinyGuest guest = TinyGuest.late(code -> code.store(PAGE_OFFSET + TinyGuest.TABLE + 4 * 0x1F1, 0)
                .hypercall(Hypercall.SET_PTE, TinyGuest.PGDIR, end, 0).bytes(0xE9).dword(end - 2 - code.here() - 4))
                .at(end - 2, code -> code.bytes(0xE6, 0x80));
        Machine machine = guest.machine();
        Recorder devices = new Recorder(machine, 0);
        new RunLoop(machine, devices, Debugger.NONE).run();
        assertEquals(List.of("port e6800000000000"), devices.seen);
    }

    /** 0 is what lguest's own hook for CR4 answers, which these kernels pass by. */
    @ParameterizedTest
    @CsvSource({"LINUX_4_1, MENDED, CRASH: Power down", "LINUX_4_1, FAITHFUL, unhandled trap 13 at 0xc0100028 (0x0)",
        "LINUX_4_10, MENDED, unhandled trap 13 at 0xc0100028 (0x0)"})
    void kernelsUpTo48ReadCr4WithoutAGate(Era era, Fidelity fidelity, String death) {
        TinyGuest guest = TinyGuest.late(era, code -> code.mov(Code.EDX, 77).bytes(0x0F, 0x20, 0xE2).bytes(0x89, 0x15).dword(SCRATCH));
        if (fidelity == Fidelity.FAITHFUL) {
            guest.faithfully();
        }
        guest.poke(SCRATCH, 1);
        Machine machine = guest.machine();
        assertEquals(death, TinyGuest.run(machine, new VirtioBus(machine, List.of()), Debugger.NONE));
        assertEquals(death.startsWith("CRASH") ? 0 : 1, guest.peek(SCRATCH));
    }

    /** The Host has dropped its entry for a page that the guest may read: a processor would say 3. */
    @ParameterizedTest
    @CsvSource({"MENDED, 3", "FAITHFUL, 2"})
    void aWriteToAPageThatMayBeReadSaysThatThePageIsThere(Fidelity fidelity, int errorCode) {
        int page = SCRATCH + 0x1000;
        TinyGuest guest = TinyGuest.late(code -> code.gate(14, TinyGuest.HANDLERS, 0xE, 0)
                .store(PAGE_OFFSET + TinyGuest.TABLE + 4 * (page - PAGE_OFFSET >>> 12), page - PAGE_OFFSET | 0x61)
                .hypercall(Hypercall.SET_PTE, TinyGuest.PGDIR, page, 0).store(page, 1).forever())
                .at(TinyGuest.HANDLERS, code -> code.bytes(0x58).storeEax(SCRATCH).hypercall(Hypercall.SHUTDOWN, POWER_DOWN, 1));
        assertEquals("CRASH: Power down", (fidelity == Fidelity.FAITHFUL ? guest.faithfully() : guest).run());
        assertEquals(errorCode, guest.peek(SCRATCH));
    }

    @Test
    void breakpointsOfTheGuestsStopIt() {
        TinyGuest guest = TinyGuest.late(code -> code.gate(1, TinyGuest.HANDLERS, 0xE, 0)
                .hypercall(Hypercall.SET_DEBUGREG, 0, SCRATCH + 0x40).hypercall(Hypercall.SET_DEBUGREG, 7, 0xD_0001)
                .store(SCRATCH + 0x40, 5).forever())
                .at(TinyGuest.HANDLERS, code -> code.hypercall(Hypercall.GET_DEBUGREG, 6).storeEax(SCRATCH)
                        .bytes(0x58).storeEax(SCRATCH + 4).hypercall(Hypercall.SHUTDOWN, POWER_DOWN, 1));
        Machine machine = guest.machine();
        assertEquals("CRASH: Power down", TinyGuest.run(machine, Debugger.NONE));
        assertEquals(0xFFFF_0FF1, guest.peek(SCRATCH));
        assertEquals(0xFEEB, guest.peek(guest.peek(SCRATCH + 4)) & 0xFFFF, "EIP is behind the store");
    }
}
