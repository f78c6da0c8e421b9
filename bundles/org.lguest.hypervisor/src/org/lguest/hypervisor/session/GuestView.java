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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.hypervisor.guest.LguestRegs;
import org.lguest.hypervisor.guest.LguestRegs.Member;
import org.lguest.hypervisor.host.DebugRegisters;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.session.DebugRegisterTable.Bank;
import org.lguest.hypervisor.session.DebugRegisterTable.Use;
import org.lguest.hypervisor.session.RegisterValue.Group;
import org.lguest.hypervisor.session.predicate.GuestState;
import org.lguest.hypervisor.session.predicate.Register;
import org.lguest.x86.Eflags;

/** A guest that stands outside, as its debugger looks at it and changes it. On the emulator thread. */
final class GuestView implements GuestState {

    private static final List<Member> GENERAL = List.of(Member.EAX, Member.ECX, Member.EDX, Member.EBX, Member.ESP, Member.EBP,
            Member.ESI, Member.EDI, Member.EIP, Member.EFLAGS);
    private static final List<Member> SEGMENTS = List.of(Member.CS, Member.SS, Member.DS, Member.ES, Member.FS,
            Member.GS);
    /** By {@link Register}. */
    private static final Member[] MEMBERS = members();
    private static final Map<String, Member> WRITABLE = writable();
    /** What of EFLAGS is not the guest's to choose: it runs with IF set and IOPL 0, and knows no VM. */
    private static final int FIXED_FLAGS = ~(Eflags.ALL & ~(Eflags.IF | Eflags.IOPL));
    private static final int PRESENT = 1;
    private static final int FRAME = ~0xFFF;

    private final Machine machine;

    GuestView(Machine machine) {
        this.machine = machine;
    }

    private static Map<String, Member> writable() {
        var members = new HashMap<String, Member>();
        GENERAL.forEach(member -> members.put(name(member), member));
        return Map.copyOf(members);
    }

    private static Member[] members() {
        var members = new ArrayList<>(GENERAL);
        members.addAll(SEGMENTS);
        return members.toArray(Member[]::new);
    }

    private static String name(Member member) {
        return member.name().toLowerCase(Locale.ROOT);
    }

    RegisterValues registers() {
        LguestRegs regs = machine.lguest().regs();
        var values = new ArrayList<RegisterValue>();
        GENERAL.forEach(member -> values.add(new RegisterValue(Group.GENERAL, name(member), 32, regs.get(member),
                true)));
        SEGMENTS.forEach(member -> values.add(new RegisterValue(Group.SEGMENT, name(member), 16,
                regs.get(member) & 0xFFFF, false)));
        values.add(new RegisterValue(Group.CONTROL, "cr0", 32, machine.processor().cr0(), false));
        values.add(new RegisterValue(Group.CONTROL, "cr2", 32, machine.lguest().cr2(), false));
        values.add(new RegisterValue(Group.CONTROL, "cr3", 32, machine.pageTables().currentGuestTop(), false));
        for (int register : new int[] {0, 1, 2, 3, 6, 7}) {
            values.add(new RegisterValue(Group.DEBUG, "dr" + register, 32, machine.debugRegisters().get(0, register),
                    false));
        }
        return new RegisterValues(values);
    }

    Answer<Done> writeRegister(String name, int value) {
        Member member = WRITABLE.get(name);
        if (member == null) {
            return registers().value(name).isPresent()
                    ? Answer.refused(Refusal.Code.NOT_WRITABLE, "The register " + name + " is the Host's to write.")
                    : Answer.refused(Refusal.Code.NO_SUCH_REGISTER, "There is no register " + name + '.');
        }
        LguestRegs regs = machine.lguest().regs();
        regs.set(member, member == Member.EFLAGS ? regs.get(member) & FIXED_FLAGS | value & ~FIXED_FLAGS : value);
        return Answer.done();
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
        return switch (register) {
            case CR2 -> machine.lguest().cr2();
            case CR3 -> machine.pageTables().currentGuestTop();
            case CS, SS, DS, ES, FS, GS -> machine.lguest().regs().get(MEMBERS[register.ordinal()]) & 0xFFFF;
            default -> machine.lguest().regs().get(MEMBERS[register.ordinal()]);
        };
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
