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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestRegs.Member;

/** Assembles a tiny guest, byte by byte. */
public final class Code {

    public static final int EAX = 0;
    public static final int ECX = 1;
    public static final int EDX = 2;
    public static final int EBX = 3;
    public static final int ESP = 4;
    private static final int ESI = 6;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int base;
    private final int[] argumentRegisters;

    /** Of a guest of 2.6.23. @param base linear address of the first byte */
    public Code(int base) {
        this(base, Era.LINUX_2_6_23);
    }

    /** @param era in whose registers hypercalls have their arguments */
    public Code(int base, Era era) {
        this.base = base;
        argumentRegisters = era.calls().arguments().stream().mapToInt(Code::number).toArray();
    }

    private static int number(Member register) {
        return switch (register) {
            case EBX -> EBX;
            case ECX -> ECX;
            case EDX -> EDX;
            case ESI -> ESI;
            default -> throw new IllegalArgumentException(register.name());
        };
    }

    /** Linear address of the next byte. */
    public int here() {
        return base + bytes.size();
    }

    public Code bytes(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    public Code dword(int value) {
        return bytes(value, value >>> 8, value >>> 16, value >>> 24);
    }

    public Code text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        return bytes(0);
    }

    /** {@code mov $value, %register} */
    public Code mov(int register, int value) {
        return bytes(0xB8 + register).dword(value);
    }

    /** {@code movl $value, address} */
    public Code store(int address, int value) {
        return bytes(0xC7, 0x05).dword(address).dword(value);
    }

    /** {@code movl %eax, address} */
    public Code storeEax(int address) {
        return bytes(0xA3).dword(address);
    }

    /** {@code movl address, %eax} */
    public Code loadEax(int address) {
        return bytes(0xA1).dword(address);
    }

    public Code nop() {
        return bytes(0x90);
    }

    /** {@code jmp .} */
    public Code forever() {
        return bytes(0xEB, 0xFE);
    }

    public Code hypercall(Hypercall call, int... arguments) {
        return hypercall(call.number(), arguments);
    }

    public Code hypercall(int number, int... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            mov(argumentRegisters[i], arguments[i]);
        }
        return mov(EAX, number).bytes(0xCD, 0x1F);
    }

    /** The gate of a vector leads to a handler; trap or interrupt gate. */
    public Code gate(int vector, int handler, int type, int dpl) {
        return hypercall(Hypercall.LOAD_IDT_ENTRY, vector, handler & 0xFFFF,
                handler & 0xFFFF_0000 | 0x8000 | dpl << 13 | type << 8);
    }

    public byte[] assemble() {
        return bytes.toByteArray();
    }
}
