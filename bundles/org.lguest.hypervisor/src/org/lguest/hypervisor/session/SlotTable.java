/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lguest.hypervisor.host.DebugRegisters;
import org.lguest.hypervisor.host.HypercallRequest;
import org.lguest.hypervisor.host.Hypercalls;
import org.lguest.hypervisor.session.Refusal.Code;

/**
 * Which debug registers of the debugger's banks are taken, and for what: the last place that knows a breakpoint. What
 * it decides it asks of the Host, by hypercall. On the emulator thread.
 */
final class SlotTable {

    private static final int CONTROL = 7;
    private static final int SLOTS = DebugRegisters.SLOTS;

    /** Told when the guest took a register from the debugger. */
    interface Displacement {
        void displaced(Planted planted, Optional<Planted> now);
    }

    private final Hypercalls hypercalls;
    private final int banks;
    private final boolean shared;
    private final Displacement listener;
    /** By {@link #key}. */
    private final Map<Integer, Planted> taken = new HashMap<>();
    /** Those for which the guest left no room. */
    private final List<Planted> waiting = new ArrayList<>();
    /** Bit n: the guest has its DRn enabled, and there are but four. */
    private int guests;

    SlotTable(Hypercalls hypercalls, Banks banks, Displacement listener) {
        this.hypercalls = hypercalls;
        this.listener = listener;
        shared = banks == Banks.AS_THE_HARDWARE;
        this.banks = shared ? 1 : DebugRegisters.DEBUGGER_BANKS;
    }

    /** Takes a free slot and arms it. */
    Answer<Planted> plant(DebugRegisterRequest request) {
        boolean execute = request.kind() == DebugRegisterRequest.Kind.EXECUTE;
        int length = request.length();
        if (length != 1 && (execute || length != 2 && length != 4)) {
            return Answer.refused(Code.BAD_LENGTH, execute ? "An instruction is matched by its first byte alone: length 1."
                    : "A debug register watches 1, 2 or 4 bytes, not " + length + '.');
        }
        if ((request.address() & length - 1) != 0) {
            return Answer.refused(Code.UNALIGNED, String.format("A debug register watches %d bytes only at a multiple of %d, not at "
                    + "0x%08x. Split the range.", length, length, request.address()));
        }
        return arm(request);
    }

    private Answer<Planted> arm(DebugRegisterRequest request) {
        for (int bank = 1; bank <= banks; bank++) {
            for (int slot = 0; slot < SLOTS; slot++) {
                if (at(bank, slot).isEmpty() && (guests >>> slot & 1) == 0) {
                    return arm(new Planted(bank, slot, request));
                }
            }
        }
        return Answer.refused(Code.NO_FREE_SLOT, shared
                ? "All four debug registers are taken by the debugger and the guest. Remove a breakpoint, or choose extended banks."
                : "All " + banks * SLOTS + " debug registers of the debugger are taken. Remove a breakpoint.");
    }

    private Answer<Planted> arm(Planted planted) {
        if (set(planted.bank(), planted.slot(), planted.request().address()) != 0) {
            return Answer.refused(Code.ADDRESS_IN_SWITCHER, String.format(
                    "0x%08x is the Switcher's. Nothing from 0xffc00000 on can be watched.", planted.request().address()));
        }
        taken.put(key(planted.bank(), planted.slot()), planted);
        setControl(planted.bank());
        return Answer.given(planted);
    }

    /** Disarms a slot and frees it. */
    Answer<Done> unplant(Planted planted) {
        if (waiting.remove(planted)) {
            return Answer.done();
        }
        if (!at(planted.bank(), planted.slot()).equals(Optional.of(planted))) {
            return Answer.refused(Code.NOT_PLANTED, "This debug register is not taken, or for something else.");
        }
        release(planted);
        rearmWaiting();
        return Answer.done();
    }

    private void release(Planted planted) {
        taken.remove(key(planted.bank(), planted.slot()));
        setControl(planted.bank());
        set(planted.bank(), planted.slot(), 0);
    }

    /** What a slot is taken for. */
    Optional<Planted> at(int bank, int slot) {
        return Optional.ofNullable(taken.get(key(bank, slot)));
    }

    private static int key(int bank, int slot) {
        return bank * SLOTS + slot;
    }

    int banks() {
        return banks;
    }

    /** The guest has set its DR7. Where the two share four registers, what it enables is the guest's. */
    void guestControl(int dr7) {
        if (!shared) {
            return;
        }
        guests = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            guests |= (dr7 >>> 2 * slot & 3) != 0 ? 1 << slot : 0;
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            if ((guests >>> slot & 1) != 0) {
                at(1, slot).ifPresent(this::displace);
            }
        }
        rearmWaiting();
    }

    private void displace(Planted planted) {
        release(planted);
        if (arm(planted.request()) instanceof Answer.Given<Planted> now) {
            listener.displaced(planted, Optional.of(now.value()));
        } else {
            waiting.add(planted);
            listener.displaced(planted, Optional.empty());
        }
    }

    private void rearmWaiting() {
        while (!waiting.isEmpty() && arm(waiting.get(0).request()) instanceof Answer.Given<Planted> now) {
            listener.displaced(waiting.remove(0), Optional.of(now.value()));
        }
    }

    private void setControl(int bank) {
        int control = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            int at = slot;
            control |= at(bank, slot).map(planted -> control(at, planted.request())).orElse(0);
        }
        set(bank, CONTROL, control);
    }

    /** The slot's bits of DR7: G, RW and LEN. */
    private static int control(int slot, DebugRegisterRequest request) {
        int rw = switch (request.kind()) {
            case EXECUTE -> 0;
            case WRITE -> 1;
            case ACCESS, READ -> 3;
        };
        return 2 << 2 * slot | ((request.length() - 1) << 2 | rw) << 16 + 4 * slot;
    }

    private int set(int bank, int regnum, int value) {
        return hypercalls.dispatch(HypercallRequest.setDebugRegister(bank, regnum, value)).orElseThrow();
    }
}
