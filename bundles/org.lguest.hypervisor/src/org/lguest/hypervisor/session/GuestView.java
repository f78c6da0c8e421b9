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
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.hypervisor.host.DebugRegisters;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.session.DebugRegisterTable.Bank;
import org.lguest.hypervisor.session.DebugRegisterTable.Use;
import org.lguest.hypervisor.session.predicate.GuestState;
import org.lguest.hypervisor.session.predicate.Register;

/** A guest that stands outside, as its debugger looks at it and changes it. On the emulator thread. */
final class GuestView implements GuestState {

    private static final int PRESENT = 1;
    private static final int FRAME = ~0xFFF;

    private final Machine machine;
    private final GuestRegisters registers;

    GuestView(Machine machine) {
        this.machine = machine;
        registers = new GuestRegisters(machine);
    }

    GuestRegisters registers() {
        return registers;
    }

    /** All debug registers there are. */
    DebugRegisterTable debugRegisters(SlotTable slots) {
        List<Bank> banks = new ArrayList<>();
        for (int bank = 0; bank < machine.debugRegisters().banksInUse(); bank++) {
            List<Integer> addresses = new ArrayList<>();
            List<Optional<Use>> uses = new ArrayList<>();
            for (int slot = 0; slot < DebugRegisters.SLOTS; slot++) {
                addresses.add(machine.debugRegisters().get(bank, slot));
                uses.add(Optional.ofNullable(slots.at(bank, slot)).map(PlantedRegister::use));
            }
            banks.add(new Bank(bank, addresses, machine.debugRegisters().get(bank, DebugRegisters.STATUS),
                    machine.debugRegisters().get(bank, DebugRegisters.CONTROL), uses));
        }
        return new DebugRegisterTable(banks, slots.all().stream().filter(register -> register.place().isEmpty())
                .map(PlantedRegister::use).toList());
    }

    @Override
    public int register(Register register) {
        return registers.value(register);
    }

    @Override
    public long read(int linear, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            OptionalInt physical = translate(linear + i);
            if (physical.isEmpty()) {
                return -1;
            }
            value |= (long) probe8(physical.getAsInt()) << 8 * i;
        }
        return value;
    }

    /** As {@link #read(int, int)}, of bytes inside the guest's memory. */
    long readPhysical(int physical, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (long) probe8(physical + i) << 8 * i;
        }
        return value;
    }

    Answer<MemoryBytes> read(AddressSpace space, int address, int length) {
        if (length < 0 || length > MemoryBytes.MAXIMUM) {
            return Answer.refused(Refusal.Code.TOO_LONG, "A request may read 0 to " + MemoryBytes.MAXIMUM
                    + " bytes, not " + length + '.');
        }
        byte[] bytes = new byte[length];
        BitSet readable = new BitSet(length);
        for (int i = 0; i < length; i++) {
            OptionalInt physical = physical(space, address + i);
            if (physical.isPresent()) {
                int value = probe8(physical.getAsInt());
                bytes[i] = (byte) value;
                readable.set(i);
            }
        }
        return Answer.given(new MemoryBytes(address, bytes, readable));
    }

    Answer<Done> write(AddressSpace space, int address, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (physical(space, address + i).isEmpty()) {
                return Answer.refused(Refusal.Code.UNMAPPED, String.format("0x%08x is not mapped.", address + i));
            }
        }
        for (int i = 0; i < bytes.length; i++) {
            machine.processor().memory().poke8(physical(space, address + i).getAsInt(), bytes[i]);
        }
        return Answer.done();
    }

    /** Guest-physical and the Host's linear addresses are the same: {@link org.lguest.hypervisor.guest.GuestMemory}. */
    private int probe8(int physical) {
        return machine.processor().memory().probe8(physical).orElseThrow();
    }

    private OptionalInt physical(AddressSpace space, int address) {
        return switch (space) {
            case PHYSICAL -> inside(address) ? OptionalInt.of(address) : OptionalInt.empty();
            case VIRTUAL -> translate(address);
        };
    }

    private boolean inside(int physical) {
        return physical >>> 12 < machine.layout().pfnLimit();
    }

    /** As the processor would see it, or would once the Host had answered its page fault. */
    private OptionalInt translate(int address) {
        if (Integer.compareUnsigned(address, LguestPages.SWITCHER) >= 0) {
            return OptionalInt.empty();
        }
        if (machine.pageTables().linear()) {
            return inside(address) ? OptionalInt.of(address) : OptionalInt.empty();
        }
        OptionalInt shadow = machine.pageTables().translate(address);
        if (shadow.isPresent()) {
            return shadow;
        }
        int directoryEntry = entry(machine.pageTables().currentGuestTop(), address >>> 22);
        if ((directoryEntry & PRESENT) == 0) {
            return OptionalInt.empty();
        }
        int entry = entry(directoryEntry & FRAME, address >>> 12 & 1023);
        int physical = entry & FRAME | address & ~FRAME;
        return (entry & PRESENT) != 0 && inside(physical) ? OptionalInt.of(physical) : OptionalInt.empty();
    }

    private int entry(int table, int index) {
        int address = table + 4 * index;
        return inside(address) ? machine.processor().memory().probe32(address).orElse(0) : 0;
    }
}
