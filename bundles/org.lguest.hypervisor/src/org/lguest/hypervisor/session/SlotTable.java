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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
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

    /** Told what the guest does to the debugger's registers, where the two share four. */
    interface Tenant {

        /** The guest took the register, and it is there now, or nowhere; or it was nowhere, and is there now. */
        void moved(Planted planted, Optional<Place> now);

        /** A register has come free that none waits for here. */
        void freed();
    }

    private final Hypercalls hypercalls;
    private final int memoryBytes;
    private final int banks;
    private final boolean shared;
    private final Tenant tenant;
    private final LongSupplier ids;
    /** All there are, the oldest first. */
    private final Map<Planted, PlantedRegister> planted = new LinkedHashMap<>();
    /** Of the registers that are counted together. */
    private final Map<CountedTogether, Tally.Count> counts = new HashMap<>();
    /** By bank and slot, of the banks used so far. */
    private final List<@Nullable PlantedRegister[]> taken = new ArrayList<>();
    /** No bank before this has a free slot. */
    private int firstWithRoom = 1;
    /** Bit n: the guest has its DRn enabled, and there are but four. */
    private int guests;

    /** @param memoryBytes of the guest's memory */
    SlotTable(Hypercalls hypercalls, int memoryBytes, Banks banks, Tenant tenant, LongSupplier ids) {
        this.hypercalls = hypercalls;
        this.memoryBytes = memoryBytes;
        this.tenant = tenant;
        this.ids = ids;
        shared = banks == Banks.AS_THE_HARDWARE;
        this.banks = shared ? 1 : DebugRegisters.DEBUGGER_BANKS;
        taken.add(new PlantedRegister[SLOTS]);
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
        if (request.physical() && (shared || execute)) {
            return Answer.refused(Code.NO_SUCH_WATCH, execute ? "An instruction is matched by its linear address."
                    : "No processor has a debug register for a physical address. Choose extended banks.");
        }
        if (request.physical() && Integer.compareUnsigned(request.address(), memoryBytes) >= 0) {
            return Answer.refused(Code.UNMAPPED, String.format("0x%08x is outside the guest's memory.", request.address()));
        }
        Optional<Place> free = free(request.physical());
        if (free.isEmpty()) {
            return Answer.refused(Code.NO_FREE_SLOT, shared
                    ? "All four debug registers are taken: by " + owners()
                            + ". Disable one of these breakpoints, or choose extended banks."
                    : "All " + banks * SLOTS + " debug registers of the debugger are taken. Disable a breakpoint.");
        }
        PlantedRegister register = new PlantedRegister(new Planted(ids.getAsLong(), request), count(request));
        if (!arm(register, free.get())) {
            return Answer.refused(Code.ADDRESS_IN_SWITCHER,
                    String.format("0x%08x is the Switcher's. Nothing from 0xffc00000 on can be watched.", request.address()));
        }
        planted.put(register.planted(), register);
        request.together().ifPresent(together -> counts.putIfAbsent(together, register.tally().count()));
        register.tally().count().share();
        return Answer.given(register.planted());
    }

    private Tally.Count count(DebugRegisterRequest request) {
        return request.together().map(counts::get).orElseGet(Tally.Count::new);
    }

    private String owners() {
        StringJoiner owners = new StringJoiner(", ");
        for (int slot = 0; slot < SLOTS; slot++) {
            PlantedRegister register = at(1, slot);
            owners.add(register == null ? "the guest" : register.request().label());
        }
        return owners.toString();
    }

    private Optional<Place> free() {
        return free(false);
    }

    private Optional<Place> free(boolean physical) {
        for (int bank = physical ? 1 : firstWithRoom; bank <= banks; bank++) {
            boolean suits = suits(bank, physical);
            for (int slot = 0; slot < SLOTS; slot++) {
                if (suits && at(bank, slot) == null && (guests >>> slot & 1) == 0) {
                    return Optional.of(new Place(bank, slot));
                }
            }
            if (!shared && !physical) {
                firstWithRoom = bank + 1;
            }
        }
        return Optional.empty();
    }

    /** A bank compares all its addresses in the same way. */
    private boolean suits(int bank, boolean physical) {
        for (int slot = 0; slot < SLOTS; slot++) {
            PlantedRegister register = at(bank, slot);
            if (register != null) {
                return register.request().physical() == physical;
            }
        }
        return true;
    }

    /** @return false if the Host refuses the address */
    private boolean arm(PlantedRegister register, Place where) {
        boolean physical = register.request().physical();
        if (set(where.bank(), physical, where.slot(), register.request().address()) != 0) {
            return false;
        }
        while (taken.size() <= where.bank()) {
            taken.add(new PlantedRegister[SLOTS]);
        }
        taken.get(where.bank())[where.slot()] = register;
        register.armed(where);
        setControl(where.bank(), physical);
        return true;
    }

    private void disarm(PlantedRegister register, Place where) {
        taken.get(where.bank())[where.slot()] = null;
        register.disarmed();
        boolean physical = register.request().physical();
        setControl(where.bank(), physical);
        set(where.bank(), physical, where.slot(), 0);
        firstWithRoom = Math.min(firstWithRoom, where.bank());
    }

    /** Disarms a slot and frees it. */
    Answer<Done> unplant(Planted handle) {
        PlantedRegister register = planted.remove(handle);
        if (register == null) {
            return Answer.refused(Code.NOT_PLANTED, "This debug register is not planted.");
        }
        if (register.tally().count().leave()) {
            register.request().together().ifPresent(counts::remove);
        }
        if (register.place().isPresent()) {
            disarm(register, register.place().get());
            armWaiting();
        }
        return Answer.done();
    }

    /** Frees a slot that its user knows nothing of: whoever was refused for it may have it now. */
    void giveBack(Planted handle) {
        unplant(handle);
        if (shared && free().isPresent()) {
            tenant.freed();
        }
    }

    /** What a slot is taken for. */
    @Nullable PlantedRegister at(int bank, int slot) {
        return bank < taken.size() ? taken.get(bank)[slot] : null;
    }

    /** All there are, the oldest first. */
    List<PlantedRegister> all() {
        return List.copyOf(planted.values());
    }

    /** The guest has set its DR7. Where the two share four registers, what it enables is the guest's. */
    void guestControl(int dr7) {
        if (!shared) {
            return;
        }
        int before = guests;
        guests = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            guests |= (dr7 >>> 2 * slot & 3) != 0 ? 1 << slot : 0;
        }
        List<PlantedRegister> lost = new ArrayList<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            PlantedRegister register = at(1, slot);
            if (register != null && (guests >>> slot & 1) != 0) {
                lost.add(register);
                disarm(register, new Place(1, slot));
            }
        }
        for (PlantedRegister register : lost) {
            if (!planted.containsKey(register.planted())) {
                continue; // one that was lost before has taken it along
            }
            free().ifPresent(where -> arm(register, where));
            tenant.moved(register.planted(), register.place());
        }
        armWaiting();
        if ((before & ~guests) != 0 && free().isPresent()) {
            tenant.freed();
        }
    }

    private void armWaiting() {
        for (PlantedRegister register : all()) {
            Optional<Place> free = register.place().isPresent() ? Optional.empty() : free();
            if (free.isPresent()) {
                arm(register, free.get());
                tenant.moved(register.planted(), register.place());
            }
        }
    }

    private void setControl(int bank, boolean physical) {
        int control = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            PlantedRegister register = at(bank, slot);
            control |= register == null ? 0 : control(slot, register.request());
        }
        set(bank, physical, CONTROL, control);
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

    private int set(int bank, boolean physical, int regnum, int value) {
        return hypercalls.dispatch(physical ? HypercallRequest.setPhysicalDebugRegister(bank, regnum, value)
                : HypercallRequest.setDebugRegister(bank, regnum, value)).orElseThrow();
    }
}
