/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.switcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.hypervisor.guest.LguestRegs.Member;
import org.lguest.hypervisor.host.Debugger;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.host.TinyGuest;

class SwitcherTest {

    @Test
    void registersTravelThroughLguestRegsInTheirOrder() {
        Machine machine = TinyGuest.of(code -> code).machine();
        var regs = machine.lguest().regs();
        for (Member member : new Member[] {Member.EBX, Member.ECX, Member.EDX, Member.ESI, Member.EDI, Member.EBP,
                Member.EAX}) {
            regs.set(member, 0x1000 + member.ordinal());
        }
        machine.copyIn().copyInGuestInfo();
        machine.switcher().enter(machine.pageTables().currentDirectory(), 1);
        assertEquals(1, machine.processor().cpl());
        assertEquals(TinyGuest.START, machine.processor().eip());
        assertEquals(0x1000 + Member.EAX.ordinal(), machine.processor().register(0));
        assertEquals(0x1000 + Member.EBX.ordinal(), machine.processor().register(3));
        assertEquals(LguestPages.GUEST_KERNEL_DS, machine.processor().selector(3));
        machine.processor().setRegister(0, 0x55AA);
        machine.processor().interrupt(0x30);
        assertEquals(0x30, machine.switcher().leave((bank, dr6, matched) -> { }));
        assertEquals(0, machine.processor().cpl());
        assertEquals(0x55AA, regs.get(Member.EAX));
        assertEquals(0x30, regs.trapnum());
        assertEquals(0, regs.errcode());
        assertEquals(TinyGuest.START, regs.eip());
    }

    @Test
    void segmentThatCannotBeLoadedIsTrap256() {
        Machine machine = TinyGuest.of(code -> code).machine();
        machine.lguest().regs().set(Member.FS, 0x33);
        machine.lguest().regs().set(Member.ERRCODE, 7);
        assertEquals(String.format("unhandled trap 256 at 0x%x (0x7)", TinyGuest.START),
                TinyGuest.run(machine, Debugger.NONE));
    }
}
