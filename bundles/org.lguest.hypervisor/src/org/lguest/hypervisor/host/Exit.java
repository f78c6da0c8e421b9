/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestRegs.Member;
import org.lguest.x86.Vector;

/**
 * One time that the guest came out to the Host.
 *
 * @param retired   instructions retired by then
 * @param cr2       the processor's; of a page fault, the address that it is about
 * @param era       of the guest, which its hypercalls are named by
 * @param registers as they were saved
 */
public record Exit(long retired, int cr2, Era era, Registers registers) {

    /** What {@code lguest_regs} held. */
    public interface Registers {

        int get(Member member);
    }

    /** Why it came, as the trace says it. */
    public String reason() {
        return reason(registers.get(Member.TRAPNUM), registers.get(Member.ERRCODE), cr2, registers.get(Member.EAX), era);
    }

    static String reason(int trap, int errorCode, int cr2, int eax, Era era) {
        return switch (trap) {
            case InterruptsAndTraps.HYPERCALL_VECTOR -> "hypercall " + Integer.toUnsignedString(eax)
                    + era.call(eax).map(call -> ", " + call.symbol()).orElse("");
            case Vector.PAGE_FAULT -> String.format("page fault at 0x%08x, error 0x%x", cr2, errorCode);
            case GuestStay.TIMER_VECTOR -> "the Host's timer";
            default -> "trap " + trap + (Vector.hasErrorCode(trap) ? ", error " + GuestDeath.hex(errorCode) : "");
        };
    }

    /** Where the guest stood, and why it came out: {@code 0061:c0101234 the Host's timer}. */
    public String line() {
        return String.format("%04x:%08x %s", registers.get(Member.CS) & 0xFFFF, registers.get(Member.EIP), reason());
    }

    /** All registers but CS and EIP, in three lines. */
    public String registersText() {
        return words(Member.EAX, Member.EBX, Member.ECX, Member.EDX, Member.ESI) + '\n'
                + words(Member.EDI, Member.EBP, Member.ESP, Member.EFLAGS) + '\n'
                + words(Member.SS, Member.DS, Member.ES, Member.FS, Member.GS);
    }

    private String words(Member... members) {
        var text = new StringBuilder();
        for (Member member : members) {
            boolean selector = member.name().length() == 2;
            int value = registers.get(member);
            text.append(text.isEmpty() ? "" : " ").append(member).append('=')
                    .append(selector ? String.format("%04x", value & 0xFFFF) : String.format("%08x", value));
        }
        return text.toString();
    }
}
