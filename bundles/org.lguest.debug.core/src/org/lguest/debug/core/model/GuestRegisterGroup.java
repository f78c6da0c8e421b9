/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.lguest.debug.core.Messages;
import org.lguest.hypervisor.session.RegisterValue;
import org.lguest.hypervisor.session.RegisterValue.Group;
import org.lguest.hypervisor.session.RegisterValues;

/** Registers that a view shows together. */
public final class GuestRegisterGroup extends GuestDebugElement implements IRegisterGroup {

    private final String name;
    private final List<GuestRegister> registers = new ArrayList<>();

    private GuestRegisterGroup(GuestThread thread, String name) {
        super(thread.getDebugTarget());
        this.name = name;
    }

    /** The groups of the innermost frame: all that the processor has, and eflags taken apart. */
    static List<GuestRegisterGroup> of(GuestThread thread, RegisterValues values) {
        List<GuestRegisterGroup> groups = new ArrayList<>();
        for (Group kind : Group.values()) {
            GuestRegisterGroup group = new GuestRegisterGroup(thread, name(kind));
            values.values().stream().filter(value -> value.group() == kind).forEach(value -> group.add(thread, value));
            if (group.hasRegisters()) {
                groups.add(group);
            }
        }
        values.value("eflags").ifPresent(eflags -> groups.add(flags(thread, eflags)));
        return List.copyOf(groups);
    }

    /** The group of a caller's frame: the registers that the stack gives back. */
    static List<GuestRegisterGroup> of(GuestThread thread, FramePosition caller) {
        GuestRegisterGroup group = new GuestRegisterGroup(thread, name(Group.GENERAL));
        group.add(thread, new RegisterValue(Group.GENERAL, "esp", 32, caller.stackPointer(), false));
        group.add(thread, new RegisterValue(Group.GENERAL, "ebp", 32, caller.framePointer(), false));
        group.add(thread, new RegisterValue(Group.GENERAL, "eip", 32, caller.address(), false));
        return List.of(group);
    }

    private static GuestRegisterGroup flags(GuestThread thread, int eflags) {
        GuestRegisterGroup group = new GuestRegisterGroup(thread, Messages.RegisterGroups_flags);
        for (Flag flag : Flag.values()) {
            group.registers.add(new GuestRegister(thread, group, flag.name(), flag.bits, flag.of(eflags), false));
        }
        return group;
    }

    private void add(GuestThread thread, RegisterValue value) {
        registers.add(new GuestRegister(thread, this, value.name(), value.bits(), value.value(), value.writable()));
    }

    /** Takes over the values of a later stop, register by register. */
    void update(GuestRegisterGroup later) {
        for (GuestRegister register : registers) {
            later.value(register.getName()).ifPresent(register::update);
        }
    }

    private OptionalInt value(String register) {
        return registers.stream().filter(each -> each.getName().equals(register)).mapToInt(GuestRegister::value)
                .findFirst();
    }

    private static String name(Group kind) {
        return switch (kind) {
            case GENERAL -> Messages.RegisterGroups_general;
            case SEGMENT -> Messages.RegisterGroups_segment;
            case CONTROL -> Messages.RegisterGroups_control;
            case DEBUG -> Messages.RegisterGroups_debug;
        };
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public IRegister[] getRegisters() {
        return registers.toArray(IRegister[]::new);
    }

    @Override
    public boolean hasRegisters() {
        return !registers.isEmpty();
    }

    /** The fields of EFLAGS (SDM volume 1, figure "EFLAGS Register"). */
    private enum Flag {
        CF(0, 1), PF(2, 1), AF(4, 1), ZF(6, 1), SF(7, 1), TF(8, 1), IF(9, 1), DF(10, 1), OF(11, 1), IOPL(12, 2), NT(14, 1),
        RF(16, 1), VM(17, 1), AC(18, 1), VIF(19, 1), VIP(20, 1), ID(21, 1);

        private final int shift;
        private final int bits;

        Flag(int shift, int bits) {
            this.shift = shift;
            this.bits = bits;
        }

        int of(int eflags) {
            return eflags >>> shift & (1 << bits) - 1;
        }
    }
}
