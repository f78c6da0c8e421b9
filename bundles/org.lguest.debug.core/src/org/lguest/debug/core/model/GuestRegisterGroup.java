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

import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.lguest.debug.core.Messages;
import org.lguest.hypervisor.session.RegisterValue;
import org.lguest.hypervisor.session.RegisterValue.Group;
import org.lguest.hypervisor.session.RegisterValues;

/** Registers that a view shows together. */
public final class GuestRegisterGroup extends GuestDebugElement implements IRegisterGroup {

    private final String name;
    private final List<GuestRegister> registers;
    private final List<IRegister> shown;

    private GuestRegisterGroup(GuestThread thread, String name, List<RegisterValue> values, RegisterValues before) {
        super(thread.getDebugTarget());
        this.name = name;
        this.registers = values.stream().map(value -> new GuestRegister(thread, this, value,
                before.value(value.name()).orElse(value.value()))).toList();
        this.shown = List.copyOf(registers);
    }

    /** The fields of a register as registers of their own. */
    private GuestRegisterGroup(String name, GuestRegister register, RegisterLayout layout) {
        super(register.getDebugTarget());
        this.name = name;
        this.registers = List.of();
        this.shown = layout.fields().stream()
                .<IRegister>map(field -> new GuestRegisterField(register, this, field)).toList();
    }

    /**
     * The groups of the innermost activation: all that the processor has, and eflags taken apart.
     *
     * @param before at the stop before
     */
    static List<GuestRegisterGroup> of(GuestThread thread, RegisterValues values, RegisterValues before) {
        List<GuestRegisterGroup> groups = grouped(thread, values.values(), before);
        groups.stream().flatMap(group -> group.registers.stream())
                .filter(register -> register.getName().equals("eflags")).findFirst()
                .ifPresent(eflags -> groups.add(
                        new GuestRegisterGroup(Messages.RegisterGroups_flags, eflags, RegisterLayout.EFLAGS)));
        return List.copyOf(groups);
    }

    /** The groups of a caller's frame: the registers that the stack gives back. */
    static List<GuestRegisterGroup> of(GuestThread thread, FramePosition caller) {
        return List.copyOf(grouped(thread, caller.registers(), new RegisterValues(List.of())));
    }

    private static List<GuestRegisterGroup> grouped(GuestThread thread, List<RegisterValue> values,
            RegisterValues before) {
        List<GuestRegisterGroup> groups = new ArrayList<>();
        for (Group kind : Group.values()) {
            List<RegisterValue> ofKind = values.stream().filter(value -> value.group() == kind).toList();
            if (!ofKind.isEmpty()) {
                groups.add(new GuestRegisterGroup(thread, name(kind), ofKind, before));
            }
        }
        return groups;
    }

    /** Whether it has the registers of another group, and could take over its values. */
    boolean isLike(GuestRegisterGroup other) {
        return name.equals(other.name) && names().equals(other.names());
    }

    private List<String> names() {
        return registers.stream().map(GuestRegister::getName).toList();
    }

    /** Takes over the values of a group that {@link #isLike} this one, register by register. */
    void update(GuestRegisterGroup now, boolean laterStop) {
        for (int i = 0; i < registers.size(); i++) {
            registers.get(i).update(now.registers.get(i).value(), laterStop);
        }
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
        return shown.toArray(IRegister[]::new);
    }

    @Override
    public boolean hasRegisters() {
        return !shown.isEmpty();
    }
}
