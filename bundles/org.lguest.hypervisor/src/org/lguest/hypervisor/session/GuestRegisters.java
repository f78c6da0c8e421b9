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
import java.util.Locale;
import java.util.Optional;

import org.lguest.hypervisor.guest.LguestRegs;
import org.lguest.hypervisor.guest.LguestRegs.Member;
import org.lguest.hypervisor.host.HypercallRequest;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.session.Refusal.Code;
import org.lguest.hypervisor.session.RegisterValue.Group;
import org.lguest.hypervisor.session.predicate.Register;
import org.lguest.x86.Eflags;

/** The registers of a guest that stands outside, as its debugger sees and changes them. On the emulator thread. */
final class GuestRegisters {

    private static final List<Member> GENERAL = List.of(Member.EAX, Member.ECX, Member.EDX, Member.EBX, Member.ESP, Member.EBP,
            Member.ESI, Member.EDI, Member.EIP, Member.EFLAGS);
    private static final List<Member> SEGMENTS = List.of(Member.CS, Member.SS, Member.DS, Member.ES, Member.FS,
            Member.GS);
    private static final List<Integer> DEBUG = List.of(0, 1, 2, 3, 6, 7);
    /** By {@link Register}. */
    private static final Member[] MEMBERS = members();
    /** What of EFLAGS is not the guest's to choose: it runs with IF set and IOPL 0, and knows no VM. */
    private static final int FIXED_FLAGS = ~(Eflags.ALL & ~(Eflags.IF | Eflags.IOPL));

    private final Machine machine;
    private final LguestRegs regs;

    GuestRegisters(Machine machine) {
        this.machine = machine;
        regs = machine.lguest().regs();
    }

    private static Member[] members() {
        var members = new ArrayList<>(GENERAL);
        members.addAll(SEGMENTS);
        return members.toArray(Member[]::new);
    }

    private static String name(Member member) {
        return member.name().toLowerCase(Locale.ROOT);
    }

    /** What a condition asks for. */
    int value(Register register) {
        return switch (register) {
            case CR2 -> machine.lguest().cr2();
            case CR3 -> machine.pageTables().currentGuestTop();
            case CS, SS, DS, ES, FS, GS -> regs.get(MEMBERS[register.ordinal()]) & 0xFFFF;
            default -> regs.get(MEMBERS[register.ordinal()]);
        };
    }

    /** All of them. */
    RegisterValues values() {
        var values = new ArrayList<RegisterValue>();
        GENERAL.forEach(member -> values.add(new RegisterValue(Group.GENERAL, name(member), 32, regs.get(member), true)));
        SEGMENTS.forEach(member -> values.add(new RegisterValue(Group.SEGMENT, name(member), 16, regs.get(member) & 0xFFFF, true)));
        values.add(new RegisterValue(Group.CONTROL, "cr0", 32, machine.processor().cr0(), false));
        values.add(new RegisterValue(Group.CONTROL, "cr2", 32, machine.lguest().cr2(), machine.lguest().initialized()));
        values.add(new RegisterValue(Group.CONTROL, "cr3", 32, machine.pageTables().currentGuestTop(), false));
        DEBUG.forEach(register -> values.add(
                new RegisterValue(Group.DEBUG, "dr" + register, 32, machine.debugRegisters().get(0, register), true)));
        return new RegisterValues(values);
    }

    /** As {@link GuestSession#writeRegister}. */
    Answer<Done> write(String name, int value) {
        Optional<Member> general = GENERAL.stream().filter(member -> name(member).equals(name)).findFirst();
        if (general.isPresent()) {
            Member member = general.get();
            if (member == Member.EIP && value != regs.eip()) {
                // RF was for the instruction that the guest stood at
                regs.set(Member.EFLAGS, regs.get(Member.EFLAGS) & ~Eflags.RF);
            }
            regs.set(member, member == Member.EFLAGS ? regs.get(member) & FIXED_FLAGS | value & ~FIXED_FLAGS : value);
            return Answer.done();
        }
        Optional<Member> segment = SEGMENTS.stream().filter(member -> name(member).equals(name)).findFirst();
        if (segment.isPresent()) {
            return writeSegment(segment.get(), value & 0xFFFF);
        }
        if (name.equals("cr2") && machine.lguest().initialized()) {
            machine.lguest().setCr2(value);
            return Answer.done();
        }
        Optional<Integer> debug = DEBUG.stream().filter(register -> name.equals("dr" + register)).findFirst();
        if (debug.isPresent()) {
            return writeDebugRegister(debug.get(), value);
        }
        return values().value(name).isPresent()
                ? Answer.refused(Code.NOT_WRITABLE, "The register " + name + " is the Host's to write.")
                : Answer.refused(Code.NO_SUCH_REGISTER, "There is no register " + name + '.');
    }

    private Answer<Done> writeSegment(Member member, int selector) {
        int cpl = regs.get(Member.CS) & 3;
        if (!machine.segments().loadable(member, selector, cpl)) {
            return Answer.refused(Code.NOT_WRITABLE, String.format(
                    "The guest can't have 0x%04x in %s at privilege level %d: its GDT has no such segment for that.", selector,
                    name(member), cpl));
        }
        regs.set(member, selector);
        return Answer.done();
    }

    private Answer<Done> writeDebugRegister(int number, int value) {
        return machine.hypercalls().dispatch(HypercallRequest.setGuestDebugRegister(number, value)).orElseThrow() == 0
                ? Answer.done()
                : Answer.refused(Code.NOT_WRITABLE,
                        String.format("LHCALL_SET_DEBUGREG refuses 0x%08x for DR%d, from the guest as well.", value, number));
    }
}
