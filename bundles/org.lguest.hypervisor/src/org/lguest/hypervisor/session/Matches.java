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
import java.util.List;
import java.util.Optional;

import org.lguest.hypervisor.host.DebugRegisters;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.Hit.Access;
import org.lguest.x86.debug.DebugUnit;

/** What becomes of a debug trap that is the debugger's: for which of its registers the guest is to stop, if any. */
final class Matches {

    private final Machine machine;
    private final SlotTable slots;
    private final GuestView view;
    private final Reactions reactions;
    /** Of the last trap. */
    private final List<PlantedRegister> stopping = new ArrayList<>();
    /** The number of the last trap. */
    private long trap;

    Matches(Machine machine, SlotTable slots, GuestView view, Reactions reactions) {
        this.machine = machine;
        this.slots = slots;
        this.view = view;
        this.reactions = reactions;
    }

    /**
     * Evaluates the trap: each register that matched counts it, and asks its condition; of those that are counted
     * together, one. Allocates nothing if none holds.
     */
    List<PlantedRegister> evaluate() {
        stopping.clear();
        trap++;
        DebugRegisters registers = machine.debugRegisters();
        for (int i = 0; i < registers.matchedBanks(); i++) {
            int bank = registers.matchedBank(i);
            int matched = bank == 0 ? 0 : registers.hits(bank);
            for (int slot = 0; matched >>> slot != 0; slot++) {
                PlantedRegister register = (matched >>> slot & 1) != 0 ? slots.at(bank, slot) : null;
                if (register != null && !dropped(register, bank, slot) && stops(register)) {
                    stopping.add(register);
                }
            }
        }
        return stopping;
    }

    private boolean stops(PlantedRegister register) {
        Tally tally = register.tally();
        if (tally.isCounted(trap)) {
            return tally.stops();
        }
        Planted planted = register.planted();
        return tally.counted(trap,
                reactions.stops(tally, planted.request().print(), planted.id(), planted.request().label()));
    }

    /** x86 has no watch for reads alone: a pure write under one is passed over. */
    private boolean dropped(PlantedRegister register, int bank, int slot) {
        return register.request().kind() == Kind.READ && access(bank, slot) == Access.WRITE;
    }

    /** Tells of a register for which the guest stops. */
    Hit hit(PlantedRegister register) {
        Place place = register.place().orElseThrow();
        Access access = access(place.bank(), place.slot());
        return new Hit(register.planted(), access, instruction(access), register.tally().hits(), change(register, place, access),
                register.tally().takeFault());
    }

    private int instruction(Access access) {
        return access == Access.EXECUTE ? machine.lguest().regs().eip() : machine.processor().matchedInstruction();
    }

    private Optional<Hit.Change> change(PlantedRegister register, Place place, Access access) {
        if (access != Access.WRITE && access != Access.READ_AND_WRITE) {
            return Optional.empty();
        }
        DebugRegisterRequest request = register.request();
        long after = request.physical() ? view.readPhysical(request.address(), request.length())
                : view.read(request.address(), request.length());
        int before = machine.processor().debugUnit().before(place.bank(), place.slot());
        return after < 0 ? Optional.empty() : Optional.of(new Hit.Change(before, (int) after));
    }

    private Access access(int bank, int slot) {
        DebugUnit unit = machine.processor().debugUnit();
        return switch (unit.access(bank, slot)) {
            case EXECUTE -> Access.EXECUTE;
            case READ -> Access.READ;
            case WRITE -> Access.WRITE;
            case READ_WRITE -> Access.READ_AND_WRITE;
        };
    }
}
