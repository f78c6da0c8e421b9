/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.location;

import java.util.OptionalLong;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.info.Expression;

/**
 * Expressions that are one constant and no more. The stack that others compute on has words of four bytes here; clang
 * writes variables of eight so all the same when it knows their value.
 */
public final class ConstantExpression {
    private ConstantExpression() {
    }

    /** The constant, with all of its 64 bits; empty for any other expression. */
    public static OptionalLong of(Expression expression) throws MalformedException {
        return of(expression.open());
    }

    /** The same of a part of an expression. @param code that part */
    static OptionalLong of(Reader code) throws MalformedException {
        if (!code.hasRemaining()) {
            return OptionalLong.empty();
        }
        int opcode = code.u8();
        OptionalLong value = switch (opcode) {
            case Opcode.DW_OP_CONST1U -> OptionalLong.of(code.u8());
            case Opcode.DW_OP_CONST1S -> OptionalLong.of(code.s8());
            case Opcode.DW_OP_CONST2U -> OptionalLong.of(code.u16());
            case Opcode.DW_OP_CONST2S -> OptionalLong.of((short) code.u16());
            case Opcode.DW_OP_CONST4U -> OptionalLong.of(code.s32() & 0xFFFF_FFFFL);
            case Opcode.DW_OP_CONST4S -> OptionalLong.of(code.s32());
            case Opcode.DW_OP_CONST8U, Opcode.DW_OP_CONST8S -> OptionalLong.of(code.s64());
            case Opcode.DW_OP_CONSTU -> OptionalLong.of(code.uleb());
            case Opcode.DW_OP_CONSTS -> OptionalLong.of(code.sleb());
            default -> opcode >= Opcode.DW_OP_LIT0 && opcode < Opcode.DW_OP_LIT0 + 32
                    ? OptionalLong.of(opcode - Opcode.DW_OP_LIT0)
                    : OptionalLong.empty();
        };
        boolean isAll = value.isPresent() && code.hasRemaining() && code.u8() == Opcode.DW_OP_STACK_VALUE
                && !code.hasRemaining();
        return isAll ? value : OptionalLong.empty();
    }
}
