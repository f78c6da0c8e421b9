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

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.Expression;
import org.lguest.dwarf.info.Tag;
import org.lguest.dwarf.location.Operand.Kind;

/** The operations that give a number a base type (DWARF 5, sections 2.5.1.1, 2.5.1.3 and 2.5.1.6). */
final class TypedOperation {
    /** A base type as numbers need it. */
    private record Shape(Kind kind, int size) {
    }

    /** eax, edx, ecx, ebx, esi, edi, ebp. */
    private static final List<Integer> IN_PAIRS = List.of(0, 2, 1, 3, 6, 7, 5);

    private TypedOperation() {
    }

    /** @return what it makes; empty for another kind of operation */
    static Optional<Operand> execute(int opcode, Reader code, Expression expression, StackMachine machine)
            throws MalformedException, NoValueException {
        return Optional.ofNullable(switch (opcode) {
            case Opcode.DW_OP_CONST_TYPE, Opcode.DW_OP_GNU_CONST_TYPE -> {
                Shape shape = shape(code, expression);
                byte[] bytes = code.copy(code.u8());
                yield Operand.read(Arrays.copyOf(bytes, shape.size), shape.kind);
            }
            case Opcode.DW_OP_REGVAL_TYPE, Opcode.DW_OP_GNU_REGVAL_TYPE -> {
                int number = code.ulebInt();
                byte[] bytes = machine.registerBytes(number);
                Shape shape = shape(code, expression);
                if (bytes.length == 4 && shape.size > 4) {
                    bytes = pair(number, bytes, machine);
                }
                // The FPU's registers hold a number of 10 bytes, whatever type it is a value of.
                yield shape.kind == Kind.REAL && bytes.length == Extended.SIZE
                        ? Operand.real(Extended.read(bytes), shape.size)
                        : Operand.read(Arrays.copyOf(bytes, shape.size), shape.kind);
            }
            case Opcode.DW_OP_DEREF_TYPE, Opcode.DW_OP_GNU_DEREF_TYPE -> {
                int size = code.u8();
                Shape shape = shape(code, expression);
                if (size != shape.size) {
                    throw code.malformed("a type of " + shape.size + " bytes read as " + size);
                }
                yield machine.dereferenced(machine.pop(code), size, shape.kind);
            }
            case Opcode.DW_OP_CONVERT, Opcode.DW_OP_GNU_CONVERT ->
                converted(machine.pop(code), shape(code, expression));
            case Opcode.DW_OP_REINTERPRET, Opcode.DW_OP_GNU_REINTERPRET -> {
                Shape shape = shape(code, expression);
                byte[] bytes = machine.pop(code).bytes();
                if (bytes.length != shape.size) {
                    throw code.malformed(bytes.length + " bytes reinterpreted as " + shape.size);
                }
                yield Operand.read(bytes, shape.kind);
            }
            default -> null;
        });
    }

    /** A number of two registers, of which the compiler names the lower one: gcc's next is behind it in this order. */
    private static byte[] pair(int lower, byte[] bytes, StackMachine machine) throws NoValueException {
        int index = IN_PAIRS.indexOf(lower);
        if (index < 0 || index + 1 == IN_PAIRS.size()) {
            throw new NoValueException("the compiler does not tell where its upper half is");
        }
        byte[] both = Arrays.copyOf(bytes, 8);
        System.arraycopy(machine.registerBytes(IN_PAIRS.get(index + 1)), 0, both, 4, 4);
        return both;
    }

    private static Operand converted(Operand operand, Shape to) {
        if (to.kind == Kind.REAL) {
            return Operand.real(operand.asReal(), to.size);
        }
        long value = operand.kind() == Kind.REAL ? operand.real().integer() : operand.bits();
        return Operand.integer(value, to.kind, to.size);
    }

    /** Offset 0 stands for numbers without a type. */
    private static Shape shape(Reader code, Expression expression) throws MalformedException {
        long offset = code.uleb();
        if (offset == 0) {
            return new Shape(Kind.GENERIC, 4);
        }
        EntryCursor type = expression.neededUnit().entry(offset, true).open();
        long size = type.constant(Attribute.DW_AT_BYTE_SIZE).orElse(0);
        boolean isReal = Operand.kind((int) type.constant(Attribute.DW_AT_ENCODING).orElse(0)) == Kind.REAL;
        boolean isKnown = isReal ? size == 4 || size == 8 || size >= Extended.SIZE && size <= 16 : size > 0 && size <= 16;
        if (type.tag() != Tag.DW_TAG_BASE_TYPE || !isKnown) {
            throw code.malformed("no number has the type at 0x" + Long.toHexString(offset));
        }
        return new Shape(Operand.kind((int) type.constant(Attribute.DW_AT_ENCODING).orElse(0)), (int) size);
    }
}
