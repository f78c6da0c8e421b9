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

import java.util.List;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.x86.Eflags;

/** The path of a breakpoint below the seam: two owners of debug registers, the processor, the Switcher, the Host. */
class DebugTrapTest {

    private static final int WATCHED = TinyGuest.SCRATCH;
    private static final int SEEN = TinyGuest.SCRATCH + 0x100;
    private static final int COUNT = TinyGuest.SCRATCH + 0x104;
    private static final int WRITE_4 = 0xD;
    private static final int EXECUTE = 0;
    /** Code of its own, apart from the rest. */
    private static final int PLACE = TinyGuest.HANDLERS + 0x800;

    /** Watches a dword with its own DR0; its handler notes DR6 and disarms. */
    private static TinyGuest watcher() {
        return TinyGuest.of(code -> code.gate(1, TinyGuest.HANDLERS, 0xE, 0)
                        .hypercall(Hypercall.SET_DEBUGREG, 0, WATCHED)
                        .hypercall(Hypercall.SET_DEBUGREG, 7, 0x000D_0001)
                        .store(WATCHED, 42).nop())
                .at(TinyGuest.HANDLERS, code -> code.hypercall(Hypercall.GET_DEBUGREG, 6).storeEax(SEEN)
                        .bytes(0xFF, 0x05).dword(COUNT)
                        .hypercall(Hypercall.SET_DEBUGREG, 7, 0).hypercall(Hypercall.SET_DEBUGREG, 6, 0).bytes(0xCF));
    }

    @Test
    void guestGetsItsOwnWatchAsTrapOne() {
        TinyGuest guest = watcher();
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0xFFFF_0FF1, guest.peek(SEEN));
        assertEquals(1, guest.peek(COUNT));
        assertEquals(42, guest.peek(WATCHED));
    }

    @Test
    void trapGateAtVectorOneComesToTheHostAllTheSame() {
        TinyGuest guest = TinyGuest.of(code -> code.gate(1, TinyGuest.HANDLERS, 0xF, 0)
                        .hypercall(Hypercall.SET_DEBUGREG, 0, WATCHED)
                        .hypercall(Hypercall.SET_DEBUGREG, 7, 0x000D_0001).store(WATCHED, 42).nop())
                .at(TinyGuest.HANDLERS, code -> code.hypercall(Hypercall.GET_DEBUGREG, 6).storeEax(SEEN)
                        .hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0xFFFF_0FF1, guest.peek(SEEN));
    }

    @Test
    void debuggersWatchStopsAndTheGuestSeesNothing() {
        TinyGuest guest = TinyGuest.of(code -> code.store(WATCHED, 1).store(WATCHED, 2)
                .hypercall(Hypercall.GET_DEBUGREG, 6).storeEax(SEEN)
                .hypercall(Hypercall.GET_DEBUGREG, 7).storeEax(SEEN + 4));
        var debugger = new ScriptedDebugger(guest.machine(), machine ->
                ScriptedDebugger.plant(machine, 0, WATCHED, WRITE_4));
        assertEquals("CRASH: Power down", debugger.run());
        int first = new Code(TinyGuest.START).mov(4, 0).hypercall(1, 0).store(0, 0).here();
        assertEquals(List.of(String.format("DEBUG_EXCEPTION 1 at %08x", first), String.format("DEBUG_EXCEPTION 1 at %08x", first + 10)),
                debugger.stops);
        assertEquals(0xFFFF_0FF0, guest.peek(SEEN));
        assertEquals(0, guest.peek(SEEN + 4));
    }

    @Test
    void instructionMatchesOnceAtEachExecution() {
        int body = new Code(TinyGuest.START).mov(4, 0).hypercall(1, 0).mov(Code.ECX, 3).here();
        TinyGuest guest = TinyGuest.of(code -> code.mov(Code.ECX, 3).nop().bytes(0xE2, 0xFD));
        var debugger = new ScriptedDebugger(guest.machine(), machine ->
                ScriptedDebugger.plant(machine, 2, body, EXECUTE));
        assertEquals("CRASH: Power down", debugger.run());
        String stop = String.format("DEBUG_EXCEPTION 4 at %08x", body);
        assertEquals(List.of(stop, stop, stop), debugger.stops);
    }

    /**
     * The guest's handler comes first, and lets the instruction pass by RF: what comes by later is a match of its own.
     */
    @Test
    void everyExecutionMatchesAlsoWhenTheGuestHasHadItsOwnTrapThere() {
        TinyGuest guest = TinyGuest.of(code -> {
            code.gate(1, TinyGuest.HANDLERS, 0xE, 0).hypercall(Hypercall.SET_DEBUGREG, 0, PLACE)
                    .hypercall(Hypercall.SET_DEBUGREG, 7, 1).mov(Code.ECX, 3).bytes(0xE9);
            return code.dword(PLACE - code.here() - 4);
        }).at(PLACE, code -> code.nop().bytes(0xE2, 0xFD).hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN))
                .at(TinyGuest.HANDLERS, code -> code.bytes(0x81, 0x4C, 0x24, 0x08).dword(Eflags.RF)
                        .hypercall(Hypercall.SET_DEBUGREG, 7, 0).bytes(0xCF));
        var debugger = new ScriptedDebugger(guest.machine(), machine ->
                ScriptedDebugger.plant(machine, 1, PLACE, EXECUTE));
        assertEquals("CRASH: Power down", debugger.run());
        String stop = String.format("DEBUG_EXCEPTION 2 at %08x", PLACE);
        assertEquals(List.of(stop, stop, stop), debugger.stops);
    }

    @Test
    void instructionThatFaultsAfterItsMatchDoesNotMatchTwice() {
        int body = new Code(TinyGuest.START).mov(4, 0).hypercall(1, 0).here();
        TinyGuest guest = TinyGuest.of(code -> code.store(TinyGuest.SCRATCH + 0x3000, 7));
        var debugger = new ScriptedDebugger(guest.machine(), machine ->
                ScriptedDebugger.plant(machine, 0, body, EXECUTE));
        assertEquals("CRASH: Power down", debugger.run());
        assertEquals(List.of(String.format("DEBUG_EXCEPTION 1 at %08x", body)), debugger.stops);
    }

    @Test
    void whereBothOwnersMatchTheDebuggerIsFirstAndTheGuestGetsItsTrap() {
        TinyGuest guest = watcher();
        var debugger = new ScriptedDebugger(guest.machine(), machine ->
                ScriptedDebugger.plant(machine, 3, WATCHED, WRITE_4));
        assertEquals("CRASH: Power down", debugger.run());
        assertEquals(1, debugger.stops.size(), debugger.stops.toString());
        assertTrue(debugger.stops.get(0).startsWith("DEBUG_EXCEPTION 8 "), debugger.stops.toString());
        assertEquals(0xFFFF_0FF1, guest.peek(SEEN), "its own bit, not the debugger's");
        assertEquals(1, guest.peek(COUNT));
    }

    @Test
    void guestThatReadsItsRegsPageCannotTell() {
        int regs = LguestPages.REGS_PAGE + 0xF00;
        TinyGuest plain = regsPageReader(regs);
        TinyGuest watched = regsPageReader(regs);
        plain.run();
        var debugger = new ScriptedDebugger(watched.machine(), machine -> {
            for (int slot = 0; slot < 4; slot++) {
                ScriptedDebugger.plant(machine, slot, TinyGuest.SCRATCH + 0x800 + 4 * slot, WRITE_4);
            }
        });
        assertEquals("CRASH: Power down", debugger.run());
        assertEquals(4, debugger.stops.size());
        for (int offset = 0; offset < 0x200; offset += 4) {
            assertEquals(plain.peek(TinyGuest.SCRATCH + offset), watched.peek(TinyGuest.SCRATCH + offset),
                    "offset " + Integer.toHexString(offset));
        }
    }

    /** Marks the dwords where the debugger's DR7 travel, is stopped by watches, and copies the end of the page. */
    private static TinyGuest regsPageReader(int from) {
        return TinyGuest.of(code -> {
            code.store(LguestPages.DR7 - 4, 0x1111).store(LguestPages.DR7, 0x2222).store(LguestPages.DR7 - 64, 0x3333);
            for (int slot = 0; slot < 4; slot++) {
                code.store(TinyGuest.SCRATCH + 0x800 + 4 * slot, slot);
            }
            for (int offset = 0; offset < 0x100; offset += 4) {
                code.loadEax(from + offset).storeEax(TinyGuest.SCRATCH + offset);
            }
            return code;
        });
    }

    @Test
    void debuggersCallsWorkBeforeInitAndAreNotTheGuestsFirst() {
        TinyGuest guest = TinyGuest.raw(code -> code.nop().nop().hypercall(1, TinyGuest.DATA)
                .hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN));
        var debugger = new ScriptedDebugger(guest.machine(),
                machine -> ScriptedDebugger.plant(machine, 0, TinyGuest.START + 1, EXECUTE));
        assertEquals("CRASH: Power down", debugger.run());
        assertEquals(List.of(String.format("DEBUG_EXCEPTION 1 at %08x", TinyGuest.START + 1)), debugger.stops);
    }

    @Test
    void breakpointOnTheFirstInstructionHits() {
        TinyGuest guest = TinyGuest.of(code -> code);
        var debugger = new ScriptedDebugger(guest.machine(), machine ->
                ScriptedDebugger.plant(machine, 0, TinyGuest.START, EXECUTE));
        assertEquals("CRASH: Power down", debugger.run());
        assertEquals(1, debugger.stops.size());
    }

    @Test
    void traceIsWrittenByTheStationsThatAct() {
        TinyGuest guest = TinyGuest.of(code -> code.store(WATCHED, 1));
        var debugger = new ScriptedDebugger(guest.machine(), machine ->
                ScriptedDebugger.plant(machine, 0, WATCHED, WRITE_4));
        debugger.run();
        List<String> trace = guest.trace();
        assertTrue(trace.contains("hypercall debugger bank 1: LHCALL_SET_DEBUGREG(0, 0xc0040000) = 0"),
                trace.toString());
        assertTrue(trace.stream().anyMatch(line -> line.startsWith("copy-in bank 1: DR7 := 0; DR0 := 0xc0040000")),
                trace.toString());
        assertTrue(trace.stream().anyMatch(line -> line.startsWith("switcher DR7[1] := 0x000d0402 popped from 0xffc01fb0")),
                trace.toString());
        assertTrue(trace.stream().anyMatch(line -> line.startsWith("processor #DB at 0061:")), trace.toString());
        assertTrue(trace.contains("switcher DR7 := 0, DR6[1] = 0xffff0ff1 saved"), trace.toString());
        assertTrue(trace.contains("host the debugger's: stop"), trace.toString());
    }
}
