/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.guest;

import org.lguest.x86.memory.LinearMemory;

/**
 * {@code struct lguest_regs}: the guest's registers while it does not run, in the order in which the Switcher of
 * its era pops them. The last five are the frame the processor itself pushes and pops. A view of the memory at
 * {@link LguestPages#REGS}: nothing is kept here.
 */
public final class LguestRegs {

    /** The members, each a dword; {@link Era#registers} has their order. */
    public enum Member {
        EBX, ECX, EDX, ESI, EDI, EBP, GS, EAX, FS, DS, ES, TRAPNUM, ERRCODE, EIP, CS, EFLAGS, ESP, SS
    }

    /** Bytes of the struct. */
    public static final int SIZE = Member.values().length * Integer.BYTES;

    private final LinearMemory memory;
    /** Linear addresses, by member. */
    private final int[] addresses = new int[Member.values().length];

    public LguestRegs(LinearMemory memory, Era era) {
        this.memory = memory;
        for (Member member : Member.values()) {
            addresses[member.ordinal()] = LguestPages.REGS + era.registers().indexOf(member) * Integer.BYTES;
        }
    }

    private int address(Member member) {
        return addresses[member.ordinal()];
    }

    public int get(Member member) {
        return memory.read32(address(member));
    }

    public void set(Member member, int value) {
        memory.write32(address(member), value);
    }

    public int eip() {
        return get(Member.EIP);
    }

    public int trapnum() {
        return get(Member.TRAPNUM);
    }

    public int errcode() {
        return get(Member.ERRCODE);
    }

    public void setTrapnum(int value) {
        set(Member.TRAPNUM, value);
    }

    public void setEax(int value) {
        set(Member.EAX, value);
    }
}
