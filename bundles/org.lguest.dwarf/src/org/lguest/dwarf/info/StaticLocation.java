/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.info;

import java.util.OptionalInt;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;

/**
 * Location expressions that are the same wherever the program stands: an address, and what is added to it (DWARF 5,
 * section 2.5). All others need registers or the stack.
 */
public final class StaticLocation {
    private static final int DW_OP_ADDR = 0x03;
    private static final int DW_OP_PLUS_UCONST = 0x23;
    private static final int DW_OP_ADDRX = 0xA1;
    private static final int DW_OP_GNU_ADDR_INDEX = 0xFB;

    private StaticLocation() {
    }

    /** The address that an expression of that unit gives, unsigned; empty if it depends on the program's state. */
    public static OptionalInt of(Reader expression, Unit unit) throws MalformedException {
        if (!expression.hasRemaining()) {
            return OptionalInt.empty();
        }
        int address;
        switch (expression.u8()) {
            case DW_OP_ADDR -> address = expression.address(unit.header().addressSize());
            case DW_OP_ADDRX, DW_OP_GNU_ADDR_INDEX -> address = unit.addresses().numbered(expression.ulebInt());
            default -> {
                return OptionalInt.empty();
            }
        }
        while (expression.hasRemaining()) {
            if (expression.u8() != DW_OP_PLUS_UCONST) {
                return OptionalInt.empty();
            }
            address += (int) expression.uleb();
        }
        return OptionalInt.of(address);
    }

    /** What a member's location expression adds to the address of the whole, as DWARF 2 wrote it. */
    public static OptionalInt offset(Reader expression) throws MalformedException {
        if (!expression.hasRemaining() || expression.u8() != DW_OP_PLUS_UCONST) {
            return OptionalInt.empty();
        }
        int offset = (int) expression.uleb();
        return expression.hasRemaining() ? OptionalInt.empty() : OptionalInt.of(offset);
    }
}
