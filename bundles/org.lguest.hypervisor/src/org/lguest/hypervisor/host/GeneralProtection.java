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

    public GeneralProtection(Lguest lguest) {
        this.lguest = lguest;
    }

    /** Emulates the instruction that faulted, if it is kernel code and port I/O. @return whether it was */
    boolean emulate() {
        int eip = lguest.regs.eip();
        if (Integer.compareUnsigned(eip, lguest.pageOffset) < 0) {
            return false;
        }
        int address = eip - lguest.pageOffset;
        int length = 0;
        int opcode = fetch(address);
        int shift = 0;
        if (opcode == OPERAND_SIZE_PREFIX) {
            shift = 16;
            length = 1;
            opcode = fetch(address + 1);
        }
        boolean in;
        switch (opcode & 0xFE) {
            case IN_IMMEDIATE -> {
                in = true;
                length += 2;
            }
            case IN_DX -> {
                in = true;
                length += 1;
            }
            case OUT_IMMEDIATE -> {
                in = false;
                length += 2;
            }
            case OUT_DX -> {
                in = false;
                length += 1;
            }
            default -> {
                return false;
            }
        }
        if (in) {
            int eax = lguest.regs.get(Member.EAX);
            lguest.regs.setEax((opcode & 1) != 0 ? 0xFFFF_FFFF : eax | 0xFFFF << shift);
        }
        lguest.regs.set(Member.EIP, eip + length);
        return true;
    }

    private int fetch(int address) {
        return lguest.memory.read(address, 1)[0] & 0xFF;
    }
}
