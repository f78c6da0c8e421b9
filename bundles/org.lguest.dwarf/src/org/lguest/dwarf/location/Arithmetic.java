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

import java.util.OptionalInt;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.location.Operand.Kind;

/**
 * The arithmetic and logical operations (DWARF 5, section 2.5.1.4), and the comparisons (2.5.1.5). Numbers without a
 * type are signed where it matters, but for the remainder.
 */
final class Arithmetic {
    private Arithmetic() {
    }

    /** @return false for another kind of operation */
    static boolean execute(int opcode, StackMachine machine, Reader code) throws MalformedException, NoValueException {
        switch (opcode) {
            case Opcode.DW_OP_ABS -> {
                Operand a = machine.pop(code);
                machine.push(a.kind() == Kind.REAL
                        ? Operand.real(a.real().magnitude(), a.size())
                        : a.with(Math.abs(a.kind() == Kind.UNSIGNED ? a.bits() : a.signed())));
            }
            case Opcode.DW_OP_NEG -> {
                Operand a = machine.pop(code);
                machine.push(a.kind() == Kind.REAL ? Operand.real(a.real().negated(), a.size()) : a.with(-a.bits()));
            }
            case Opcode.DW_OP_NOT -> {
                Operand a = machine.pop(code);
                if (a.kind() == Kind.REAL) {
                    throw logical(code);
                }
                machine.push(a.with(~a.bits()));
            }
            case Opcode.DW_OP_AND, Opcode.DW_OP_DIV, Opcode.DW_OP_MINUS, Opcode.DW_OP_MOD, Opcode.DW_OP_MUL,
                Opcode.DW_OP_OR, Opcode.DW_OP_PLUS, Opcode.DW_OP_SHL, Opcode.DW_OP_SHR, Opcode.DW_OP_SHRA,
                Opcode.DW_OP_XOR, Opcode.DW_OP_EQ, Opcode.DW_OP_GE, Opcode.DW_OP_GT, Opcode.DW_OP_LE,
                Opcode.DW_OP_LT, Opcode.DW_OP_NE -> {
                Operand right = machine.pop(code);
                Operand left = machine.pop(code);
                if (opcode >= Opcode.DW_OP_EQ && opcode <= Opcode.DW_OP_NE) {
                    machine.push(Operand.generic(compared(opcode, left, right) ? 1 : 0));
                } else {
                    machine.push(left.kind() == Kind.REAL
                            ? real(opcode, left, right.asReal(), code)
                            : left.with(integer(opcode, left, right)));
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Operand real(int opcode, Operand operand, Extended right, Reader code) throws MalformedException {
        Extended left = operand.real();
        RealFormat format = RealFormat.of(operand.size());
        return Operand.real(switch (opcode) {
            case Opcode.DW_OP_PLUS -> left.plus(right, format);
            case Opcode.DW_OP_MINUS -> left.minus(right, format);
            case Opcode.DW_OP_MUL -> left.times(right, format);
            case Opcode.DW_OP_DIV -> left.over(right, format);
            default -> throw logical(code);
        }, operand.size());
    }

    private static MalformedException logical(Reader code) {
        return code.malformed("a logical operation on real numbers");
    }

    private static long integer(int opcode, Operand left, Operand right) throws NoValueException {
        boolean isUnsigned = left.kind() == Kind.UNSIGNED;
        long shift = right.unsigned();
        boolean isOut = shift < 0 || shift >= 8L * left.size();
        return switch (opcode) {
            case Opcode.DW_OP_AND -> left.bits() & right.bits();
            case Opcode.DW_OP_OR -> left.bits() | right.bits();
            case Opcode.DW_OP_XOR -> left.bits() ^ right.bits();
            case Opcode.DW_OP_PLUS -> left.bits() + right.bits();
            case Opcode.DW_OP_MINUS -> left.bits() - right.bits();
            case Opcode.DW_OP_MUL -> left.bits() * right.bits();
            case Opcode.DW_OP_SHL -> isOut ? 0 : left.bits() << shift;
            case Opcode.DW_OP_SHR -> isOut ? 0 : left.unsigned() >>> shift;
            case Opcode.DW_OP_SHRA -> left.signed() >> (isOut ? 63 : shift);
            default -> {
                if (right.isZero()) {
                    throw new NoValueException("computing it divides by zero");
                }
                if (opcode == Opcode.DW_OP_DIV) {
                    yield isUnsigned
                            ? Long.divideUnsigned(left.bits(), right.bits())
                            : left.signed() / right.signed();
                }
                yield left.kind() == Kind.SIGNED
                        ? left.signed() % right.signed()
                        : Long.remainderUnsigned(left.unsigned(), right.unsigned());
            }
        };
    }

    private static boolean compared(int opcode, Operand left, Operand right) {
        if (left.kind() == Kind.REAL) {
            OptionalInt order = left.real().compared(right.asReal());
            return order.isEmpty() ? opcode == Opcode.DW_OP_NE : isOrdered(opcode, order.getAsInt());
        }
        return isOrdered(opcode, left.kind() == Kind.UNSIGNED
                ? Long.compareUnsigned(left.bits(), right.bits())
                : Long.compare(left.signed(), right.signed()));
    }

    private static boolean isOrdered(int opcode, int order) {
        return switch (opcode) {
            case Opcode.DW_OP_EQ -> order == 0;
            case Opcode.DW_OP_NE -> order != 0;
            case Opcode.DW_OP_GE -> order >= 0;
            case Opcode.DW_OP_GT -> order > 0;
            case Opcode.DW_OP_LE -> order <= 0;
            default -> order < 0;
        };
    }
}
