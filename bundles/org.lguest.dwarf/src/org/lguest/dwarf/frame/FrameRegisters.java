/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.frame;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.TargetRegisters;
import org.lguest.dwarf.machine.UnreadableException;

/** Registers as they are in one frame, each with where it is now. Immutable. */
public final class FrameRegisters implements TargetRegisters {
    /** @param value the register's 32 bits */
    record Known(int value, RegisterPlace place) {
    }

    private final Map<Integer, Known> known;
    private final Optional<TargetRegisters> machine;

    private FrameRegisters(Map<Integer, Known> known, Optional<TargetRegisters> machine) {
        this.known = Map.copyOf(known);
        this.machine = machine;
    }

    /** Those of the machine itself. */
    static FrameRegisters of(TargetRegisters machine) {
        Map<Integer, Known> known = new HashMap<>();
        for (I386Register register : I386Register.values()) {
            int number = register.number();
            machine.value(number).ifPresent(value -> known.put(number, new Known(value, new RegisterPlace.Live(number))));
        }
        return of(known, machine);
    }

    /** @param machine the rest, and whatever has more than 32 bits */
    static FrameRegisters of(Map<Integer, Known> known, TargetRegisters machine) {
        return new FrameRegisters(known, Optional.of(machine));
    }

    /** Those of a caller. */
    static FrameRegisters of(Map<Integer, Known> known) {
        return new FrameRegisters(known, Optional.empty());
    }

    Optional<Known> known(int number) {
        return Optional.ofNullable(known.get(number));
    }

    /** These with one that is as another is; the same if that is not known. */
    FrameRegisters with(int number, int other) {
        if (!known.containsKey(other)) {
            return this;
        }
        Map<Integer, Known> changed = new HashMap<>(known);
        changed.put(number, new Known(known.get(other).value, new RegisterPlace.Computed()));
        return new FrameRegisters(changed, machine);
    }

    /**
     * These once words on the stack are popped.
     *
     * @param bytes how many in all
     * @param offsets where above esp those lie that registers are popped from, by their numbers
     */
    FrameRegisters popped(int bytes, Map<Integer, Integer> offsets, TargetMemory memory) {
        Known stackPointer = known.get(I386Register.ESP.number());
        if (stackPointer == null) {
            return this;
        }
        Map<Integer, Known> changed = new HashMap<>(known);
        offsets.forEach((register, offset) -> {
            int at = stackPointer.value + offset;
            try {
                changed.put(register, new Known(memory.word(at), new RegisterPlace.Saved(at)));
            } catch (UnreadableException e) {
                changed.remove(register);
            }
        });
        changed.put(I386Register.ESP.number(), new Known(stackPointer.value + bytes, new RegisterPlace.Computed()));
        return new FrameRegisters(changed, machine);
    }

    /** These elsewhere. */
    FrameRegisters at(int address, int stackPointer) {
        Map<Integer, Known> changed = new HashMap<>(known);
        changed.put(I386Register.EIP.number(), new Known(address, new RegisterPlace.Computed()));
        changed.put(I386Register.ESP.number(), new Known(stackPointer, new RegisterPlace.Computed()));
        return new FrameRegisters(changed, machine);
    }

    @Override
    public OptionalInt value(int number) {
        Known register = known.get(number);
        return register == null ? OptionalInt.empty() : OptionalInt.of(register.value);
    }

    @Override
    public Optional<byte[]> bytes(int number) {
        return machine.isPresent() ? machine.get().bytes(number) : TargetRegisters.super.bytes(number);
    }

    /** Where to write the register; empty where it is not known. */
    public Optional<RegisterPlace> place(int number) {
        Optional<RegisterPlace> saved = known(number).map(Known::place);
        boolean isMachines = machine.isPresent() && machine.get().bytes(number).isPresent();
        return saved.isPresent() || !isMachines ? saved : Optional.of(new RegisterPlace.Live(number));
    }
}
