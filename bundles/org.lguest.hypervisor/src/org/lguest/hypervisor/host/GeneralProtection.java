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

import java.util.function.IntUnaryOperator;

import org.lguest.hypervisor.guest.LguestRegs.Member;

/**
 * Port I/O of a guest that thinks it probes hardware: there is none. {@code out} does nothing, {@code in} gives ones.
 * An {@code in} of a byte sets 16 bits, as it did in 2.6.23.
 */
public class GeneralProtection {

    private static final int OPERAND_SIZE_PREFIX = 0x66;
    private static final int IN_IMMEDIATE = 0xE4;
    private static final int IN_DX = 0xEC;
    private static final int OUT_IMMEDIATE = 0xE6;
    private static final int OUT_DX = 0xEE;

    private final Lguest lguest;

    private int length;
    private boolean prefixed;
    private boolean wide;
    private boolean in;
    private boolean immediate;
    private IntUnaryOperator code = at -> 0;

    public GeneralProtection(Lguest lguest) {
        this.lguest = lguest;
    }

    /** Emulates the instruction that faulted, if it is kernel code and port I/O. @return whether it was */
    boolean emulate() {
        if (!decode()) {
            return false;
        }
        if (in) {
            int eax = lguest.regs.get(Member.EAX);
            lguest.regs.setEax(wide ? 0xFFFF_FFFF : eax | 0xFFFF << (prefixed ? 16 : 0));
        }
        lguest.regs.set(Member.EIP, lguest.regs.eip() + length);
        return true;
    }

    /**
     * Takes the instruction apart that faulted, and changes nothing. @return whether it is kernel code and port I/O
     */
    boolean decode() {
        int eip = lguest.regs.eip();
        if (Integer.compareUnsigned(eip, lguest.pageOffset) < 0) {
            return false;
        }
        return decode(at -> fetch(eip - lguest.pageOffset + at));
    }

    /** As {@link #decode()}, of these bytes. */
    boolean decode(IntUnaryOperator bytes) {
        code = bytes;
        int opcode = code.applyAsInt(0);
        prefixed = opcode == OPERAND_SIZE_PREFIX;
        length = 1;
        if (prefixed) {
            length = 2;
            opcode = code.applyAsInt(1);
        }
        int form = opcode & 0xFE;
        immediate = form == IN_IMMEDIATE || form == OUT_IMMEDIATE;
        if (!immediate && form != IN_DX && form != OUT_DX) {
            return false;
        }
        in = form == IN_IMMEDIATE || form == IN_DX;
        wide = (opcode & 1) != 0;
        length += immediate ? 1 : 0;
        return true;
    }

    /** Of the instruction that was taken apart last: the port. */
    int port() {
        return immediate ? code.applyAsInt(length - 1) : lguest.regs.get(Member.EDX) & 0xFFFF;
    }

    /** How many bytes it moves. */
    int bytes() {
        return wide ? prefixed ? 2 : 4 : 1;
    }

    /** Whether it reads. */
    boolean in() {
        return in;
    }

    private int fetch(int address) {
        return lguest.memory.read(address, 1)[0] & 0xFF;
    }
}
