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

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestData;
import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.hypervisor.guest.LguestRegs.Member;

/**
 * What the guest asks for, and the debugger. Step 1 of the path: two numbers more than Linux had.
 */
public class Hypercalls {

    /** Shown each call of the guest's before it is served. */
    @FunctionalInterface
    interface GuestCalls {
        /** @return whether it is to be served: the guest lives */
        boolean before(HypercallRequest request, boolean queued);
    }

    /** How the cause of death begins when the guest said it itself. */
    public static final String CRASH = "CRASH: ";
    /**
     * The end of a guest of 4.x that wants to be started again; the Launcher's read then gave ERESTART, and no words.
     */
    public static final String RESTART = "the guest asks to be started again";

    private static final Caller GUEST = new Caller.Guest();
    private static final int CRASH_TEXT = 128;
    private static final int RESERVE_MEM = 4 << 20;
    private static final int SHUTDOWN_RESTART = 2;
    /** What trapnum becomes once the hypercall is made, so that it is not made twice. */
    private static final int SERVED = 255;
    private static final int GUEST_PL = 1;

    private final Lguest lguest;
    private final Segments segments;
    private final ShadowPageTables pageTables;
    private final InterruptsAndTraps traps;
    private final DebugRegisters debugRegisters;
    private final Dma dma;
    private final Clock clock;
    private final Era.Calls calls;
    private final LguestData layout;
    private GuestCalls guestCalls = (request, queued) -> true;

    public Hypercalls(Machine machine) {
        lguest = machine.lguest();
        segments = machine.segments();
        pageTables = machine.pageTables();
        traps = machine.traps();
        debugRegisters = machine.debugRegisters();
        dma = machine.dma();
        clock = machine.clock();
        calls = lguest.era.calls();
        layout = lguest.era.data();
    }

    /** Names who is shown the guest's calls. */
    void onGuestCall(GuestCalls watcher) {
        guestCalls = watcher;
    }

    /** Serves what the guest left to do: first its ring of asynchronous calls, then the call that brought it out. */
    void process() {
        if (lguest.data.isEmpty()) {
            if (lguest.regs.trapnum() == InterruptsAndTraps.HYPERCALL_VECTOR) {
                if (guestCalls.before(inRegisters(), false)) {
                    first();
                }
                lguest.regs.setTrapnum(SERVED);
            }
            return;
        }
        if (!calls.ringAtAnyExit() && lguest.regs.trapnum() != InterruptsAndTraps.HYPERCALL_VECTOR) {
            return;
        }
        drainRing();
        if (!dma.isPending() && lguest.regs.trapnum() == InterruptsAndTraps.HYPERCALL_VECTOR) {
            if (guestCalls.before(interposed().orElseGet(this::inRegisters), false)) {
                serveRegisters();
            }
            lguest.regs.setTrapnum(SERVED);
        }
    }

    /** Whoever was shown the call may have changed what is in the registers. */
    private void serveRegisters() {
        var interposed = interposed();
        HypercallRequest request = interposed.orElseGet(this::inRegisters);
        lguest.exits.hypercall(request.number());
        dispatch(request).ifPresent(lguest.regs::setEax);
        if (interposed.isPresent()) {
            returnFromFunction();
        }
    }

    private HypercallRequest inRegisters() {
        return new HypercallRequest(GUEST, lguest.regs.get(Member.EAX), argument(0), argument(1), argument(2));
    }

    private int argument(int number) {
        return lguest.regs.get(calls.arguments().get(number));
    }

    /** The call for which the function stands that the guest has entered, if it is one of those. */
    private Optional<HypercallRequest> interposed() {
        if (lguest.interposition.isEmpty() || (lguest.regs.get(Member.CS) & 3) != GUEST_PL) {
            return Optional.empty();
        }
        int function = lguest.regs.eip() - Interposition.LENGTH;
        int number = lguest.regs.get(Member.EAX);
        Interposition functions = lguest.interposition.get();
        if (function == functions.setDebugreg()) {
            return Optional.of(new HypercallRequest(GUEST, Hypercall.SET_DEBUGREG.number(), number,
                    lguest.regs.get(Member.EDX), 0));
        }
        return function == functions.getDebugreg()
                ? Optional.of(new HypercallRequest(GUEST, Hypercall.GET_DEBUGREG.number(), number, 0, 0)) : Optional.empty();
    }

    /** The stack is found as for reflection. */
    private void returnFromFunction() {
        int esp = lguest.regs.get(Member.ESP);
        lguest.regs.set(Member.EIP, lguest.memory.read32(traps.stackAddress(esp)));
        lguest.regs.set(Member.ESP, esp + Integer.BYTES);
    }

    /** The guest's first call has to be LGUEST_INIT: it tells where {@code struct lguest_data} is. */
    private void first() {
        int number = lguest.regs.get(Member.EAX);
        int data = argument(0);
        lguest.exits.hypercall(number);
        if (number != Hypercall.LGUEST_INIT.number()) {
            lguest.death.kill("hypercall " + number + " before " + calls.initialization());
            return;
        }
        if (!lguest.memory.contains(data, layout.size())) {
            lguest.death.kill(String.format("bad guest page %08x", data));
            return;
        }
        lguest.data = OptionalInt.of(data);
        lguest.writeData(layout.tscKhz(), 0);
        layout.syscallVector().ifPresent(this::checkSyscallVector);
        lguest.noirqStart = lguest.readData(layout.noirqStart());
        lguest.noirqEnd = lguest.readData(layout.noirqEnd());
        layout.kernelAddress().ifPresent(this::takeKernelAddress);
        lguest.writeData(layout.reserveMem(), RESERVE_MEM);
        layout.guestid().ifPresent(offset -> lguest.linear.write16(data + offset, lguest.guestId));
        clock.publish();
        pageTables.flushAll();
        trace(new HypercallRequest(GUEST, number, data, 0, 0), OptionalInt.empty());
    }

    private void checkSyscallVector(int offset) {
        if (lguest.readData(offset) != InterruptsAndTraps.SYSCALL_VECTOR) {
            lguest.death.kill("bad syscall vector");
        }
    }

    private void takeKernelAddress(int offset) {
        lguest.pageOffset = lguest.readData(offset);
        if (Integer.compareUnsigned(lguest.pageOffset, LguestPages.SWITCHER) >= 0) {
            lguest.death.kill("bad kernel address " + GuestDeath.hex(lguest.pageOffset));
        }
    }

    private void drainRing() {
        int data = lguest.data.orElseThrow();
        if (lguest.linear.read8(data + layout.hcallStatus() + lguest.nextHcall) == LguestData.HCALL_DONE) {
            return;
        }
        byte[] status = lguest.memory.read(data + layout.hcallStatus(), LguestData.HCALL_RING_SIZE);
        for (int i = 0; i < LguestData.HCALL_RING_SIZE; i++) {
            int slot = lguest.nextHcall;
            if ((status[slot] & 0xFF) == LguestData.HCALL_DONE || dma.isPending() || lguest.death.dead()) {
                break;
            }
            lguest.nextHcall = (slot + 1) % LguestData.HCALL_RING_SIZE;
            int call = layout.hcalls() + layout.hcallBytes() * slot;
            var request = new HypercallRequest(GUEST, lguest.readData(call), lguest.readData(call + 4),
                    lguest.readData(call + 8), lguest.readData(call + 12));
            if (!guestCalls.before(request, true)) {
                break;
            }
            lguest.exits.asynchronous(request.number());
            dispatch(request);
            lguest.memory.write(data + layout.hcallStatus() + slot, new byte[] {(byte) LguestData.HCALL_DONE});
        }
    }

    /**
     * Makes a hypercall. The debugger's are made here too, at any time, before LGUEST_INIT as well.
     *
     * @return what the caller finds in EAX; empty if EAX stays as it is
     */
    public OptionalInt dispatch(HypercallRequest request) {
        OptionalInt result = serve(request);
        trace(request, result);
        return result;
    }

    private OptionalInt serve(HypercallRequest request) {
        return lguest.era.call(request.number()).map(call -> serve(call, request)).orElseGet(() -> bad(request.number()));
    }

    /** Ends in a newline of its own, as it did. */
    protected final OptionalInt bad(int number) {
        lguest.death.kill("Bad hypercall " + number + "\n");
        return OptionalInt.empty();
    }

    /** Does what a call asks for. */
    protected OptionalInt serve(Hypercall call, HypercallRequest request) {
        int arg1 = request.arg1();
        int arg2 = request.arg2();
        int arg3 = request.arg3();
        switch (call) {
            case FLUSH_ASYNC -> { /* to leave the guest was all it took */ }
            case LGUEST_INIT -> lguest.death.kill("already have lguest_data");
            case CRASH -> lguest.death.kill(CRASH + text(arg1));
            case SHUTDOWN -> lguest.death.kill(arg2 == SHUTDOWN_RESTART ? RESTART : CRASH + text(arg1));
            case SEND_INTERRUPTS -> { /* to leave the guest was all it took */ }
            case LOAD_GDT_ENTRY -> segments.loadGdtEntry(arg1, arg2, arg3);
            case SET_PGD -> pageTables.setPgd(arg1, arg2);
            case LOAD_GDT -> segments.loadGdt(arg1, arg2);
            case LOAD_TLS -> segments.loadTls(arg1);
            case NEW_PGTABLE -> pageTables.newPageTable(arg1);
            case FLUSH_TLB -> flush(arg1);
            case SET_PTE -> pageTables.setPte(arg1, arg2, arg3);
            case SET_PMD -> pageTables.setPmd(arg1, arg2);
            case LOAD_IDT_ENTRY -> traps.loadIdtEntry(arg1, arg2, arg3);
            case SET_STACK -> setStack(arg1, arg2, arg3);
            case TS -> lguest.ts = arg1 != 0;
            case SET_CLOCKEVENT -> clock.setClockEvent(arg1);
            case HALT -> lguest.halted = true;
            case SEND_DMA -> dma.send(arg1, arg2);
            case BIND_DMA -> {
                return OptionalInt.of(dma.bind(arg1, arg2, arg3));
            }
            case SET_DEBUGREG -> {
                return OptionalInt.of(debugRegisters.set(request.caller(), arg1, arg2));
            }
            case GET_DEBUGREG -> {
                return OptionalInt.of(debugRegisters.get(request.caller().bank(), arg1));
            }
        }
        return OptionalInt.empty();
    }

    private String text(int address) {
        byte[] bytes = lguest.memory.read(address, CRASH_TEXT);
        int length = 0;
        while (length < CRASH_TEXT - 1 && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private void flush(int all) {
        if (all != 0) {
            pageTables.flushAll();
        } else {
            pageTables.flushUser();
        }
    }

    private void setStack(int selector, int esp, int pages) {
        if ((selector & 3) != GUEST_PL) {
            lguest.death.kill("bad stack segment " + selector);
        }
        if (Integer.compareUnsigned(pages, 2) > 0) {
            lguest.death.kill("bad stack pages " + Integer.toUnsignedString(pages));
            return;
        }
        lguest.ss1 = selector & 0xFF;
        lguest.esp1 = esp;
        lguest.stackPages = pages;
        pageTables.pinStack();
    }

    private void trace(HypercallRequest request, OptionalInt result) {
        if (!lguest.trace.on()) {
            return;
        }
        var call = lguest.era.call(request.number());
        int[] values = {request.arg1(), request.arg2(), request.arg3()};
        var arguments = new StringJoiner(", ", "(", ")");
        for (int i = 0; i < call.map(Hypercall::arguments).orElse(values.length); i++) {
            arguments.add(Integer.compareUnsigned(values[i], 10) < 0 ? "" + values[i] : GuestDeath.hex(values[i]));
        }
        String name = call.map(Hypercall::symbol).orElse("hypercall " + request.number());
        String value = result.isEmpty() ? "" : " = " + (call.orElseThrow() == Hypercall.GET_DEBUGREG
                ? GuestDeath.hex(result.getAsInt()) : result.getAsInt());
        lguest.trace.line("hypercall", request.caller() + ": " + name + arguments + value);
    }
}
