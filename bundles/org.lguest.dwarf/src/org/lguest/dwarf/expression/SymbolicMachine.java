/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.expression.Predicate.Binary;
import org.lguest.dwarf.expression.Predicate.BinaryOperation;
import org.lguest.dwarf.expression.Predicate.Constant;
import org.lguest.dwarf.expression.Predicate.Load;
import org.lguest.dwarf.expression.Predicate.Register;
import org.lguest.dwarf.info.Expression;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.type.Type;

/**
 * Runs location expressions before there is a machine to ask: what would be a number becomes a predicate. It knows the
 * operations that places of C variables are made of; others have no predicate.
 */
public final class SymbolicMachine {
    private static final int DW_OP_ADDR = 0x03;
    private static final int DW_OP_DEREF = 0x06;
    private static final int DW_OP_CONST1U = 0x08;
    private static final int DW_OP_CONST1S = 0x09;
    private static final int DW_OP_CONST2U = 0x0A;
    private static final int DW_OP_CONST2S = 0x0B;
    private static final int DW_OP_CONST4U = 0x0C;
    private static final int DW_OP_CONST4S = 0x0D;
    private static final int DW_OP_CONSTU = 0x10;
    private static final int DW_OP_CONSTS = 0x11;
    private static final int DW_OP_AND = 0x1A;
    private static final int DW_OP_MINUS = 0x1C;
    private static final int DW_OP_MUL = 0x1E;
    private static final int DW_OP_NEG = 0x1F;
    private static final int DW_OP_NOT = 0x20;
    private static final int DW_OP_OR = 0x21;
    private static final int DW_OP_PLUS = 0x22;
    private static final int DW_OP_PLUS_UCONST = 0x23;
    private static final int DW_OP_SHL = 0x24;
    private static final int DW_OP_SHR = 0x25;
    private static final int DW_OP_SHRA = 0x26;
    private static final int DW_OP_XOR = 0x27;
    private static final int DW_OP_LIT0 = 0x30;
    private static final int DW_OP_REG0 = 0x50;
    private static final int DW_OP_BREG0 = 0x70;
    private static final int DW_OP_REGX = 0x90;
    private static final int DW_OP_FBREG = 0x91;
    private static final int DW_OP_CALL_FRAME_CFA = 0x9C;
    private static final int DW_OP_STACK_VALUE = 0x9F;
    private static final int DW_OP_IMPLICIT_POINTER = 0xA0;
    private static final int DW_OP_GNU_IMPLICIT_POINTER = 0xF2;

    private final Optional<Predicate> frameAddress;
    private final Optional<Expression> frameBase;
    private final Deque<Predicate> stack = new ArrayDeque<>();

    /**
     * @param frameAddress the canonical frame address where the condition will be asked, if it can be told
     * @param frameBase the function's {@code DW_AT_frame_base} there
     */
    public SymbolicMachine(Optional<Predicate> frameAddress, Optional<Expression> frameBase) {
        this.frameAddress = frameAddress;
        this.frameBase = frameBase;
    }

    /** What a variable of that type will be. */
    public Symbolic locate(Expression expression, Type type) throws MalformedException, NoValueException {
        Reader code = expression.open();
        Optional<Symbolic> found = Optional.empty();
        while (code.hasRemaining()) {
            if (found.isPresent()) {
                throw new NoValueException("it is in pieces, which conditions can't ask for");
            }
            int opcode = code.u8();
            if (opcode >= DW_OP_REG0 && opcode < DW_OP_REG0 + 8) {
                found = Optional.of(computed(register(opcode - DW_OP_REG0), type));
            } else if (opcode == DW_OP_STACK_VALUE) {
                found = Optional.of(computed(pop(code), type));
            } else {
                execute(opcode, code, expression);
            }
        }
        return found.isPresent() ? found.get() : Symbolic.at(pop(code), type);
    }

    private static Symbolic computed(Predicate value, Type type) throws NoValueException {
        if (type.size() > 4 || CTypes.isReal(type) || !CTypes.isScalar(type)) {
            throw new NoValueException("it is in a register and no integer of 32 bits");
        }
        boolean isNarrow = type.size() == 1 || type.size() == 2;
        Predicate fitting = isNarrow ? new Predicate.Narrow(value, (int) type.size(), !CTypes.isUnsigned(type)) : value;
        return new Symbolic.Computed(type, fitting, type.size() * 8);
    }

    private void execute(int opcode, Reader code, Expression expression) throws MalformedException, NoValueException {
        if (opcode >= DW_OP_LIT0 && opcode < DW_OP_REG0) {
            stack.push(new Constant(opcode - DW_OP_LIT0));
            return;
        }
        if (opcode >= DW_OP_BREG0 && opcode < DW_OP_REGX) {
            stack.push(plus(register(opcode - DW_OP_BREG0), (int) code.sleb()));
            return;
        }
        switch (opcode) {
            case DW_OP_ADDR -> stack.push(new Constant(code.s32()));
            case DW_OP_CONST1U -> stack.push(new Constant(code.u8()));
            case DW_OP_CONST1S -> stack.push(new Constant(code.s8()));
            case DW_OP_CONST2U -> stack.push(new Constant(code.u16()));
            case DW_OP_CONST2S -> stack.push(new Constant((short) code.u16()));
            case DW_OP_CONST4U, DW_OP_CONST4S -> stack.push(new Constant(code.s32()));
            case DW_OP_CONSTU -> stack.push(new Constant((int) code.uleb()));
            case DW_OP_CONSTS -> stack.push(new Constant((int) code.sleb()));
            case DW_OP_DEREF -> stack.push(new Load(pop(code), 4, false));
            case DW_OP_PLUS_UCONST -> stack.push(plus(pop(code), (int) code.uleb()));
            case DW_OP_FBREG -> stack.push(plus(base(), (int) code.sleb()));
            case DW_OP_CALL_FRAME_CFA -> stack.push(frameAddress.orElseThrow(() ->
                    new NoValueException("where the frame is can't be told before the program stops")));
            case DW_OP_NEG -> stack.push(new Predicate.Unary(Predicate.UnaryOperation.NEGATE, pop(code)));
            case DW_OP_NOT -> stack.push(new Predicate.Unary(Predicate.UnaryOperation.COMPLEMENT, pop(code)));
            case DW_OP_AND -> binary(BinaryOperation.AND, code);
            case DW_OP_OR -> binary(BinaryOperation.OR, code);
            case DW_OP_XOR -> binary(BinaryOperation.EXCLUSIVE_OR, code);
            case DW_OP_PLUS -> binary(BinaryOperation.ADD, code);
            case DW_OP_MINUS -> binary(BinaryOperation.SUBTRACT, code);
            case DW_OP_MUL -> binary(BinaryOperation.MULTIPLY, code);
            case DW_OP_SHL -> binary(BinaryOperation.SHIFT_LEFT, code);
            case DW_OP_SHR -> binary(BinaryOperation.SHIFT_RIGHT_UNSIGNED, code);
            case DW_OP_SHRA -> binary(BinaryOperation.SHIFT_RIGHT_SIGNED, code);
            case DW_OP_IMPLICIT_POINTER, DW_OP_GNU_IMPLICIT_POINTER ->
                throw new NoValueException("the compiler did without that pointer");
            default -> throw new NoValueException("it is found by operation 0x" + Integer.toHexString(opcode)
                    + ", which conditions can't ask for");
        }
    }

    private void binary(BinaryOperation operation, Reader code) throws MalformedException {
        Predicate right = pop(code);
        stack.push(new Binary(operation, pop(code), right));
    }

    private Predicate base() throws MalformedException, NoValueException {
        if (frameBase.isEmpty()) {
            throw new NoValueException("the function does not say where its frame is");
        }
        Symbolic base = new SymbolicMachine(frameAddress, Optional.empty()).locate(frameBase.get(), CTypes.UNSIGNED);
        return switch (base) {
            case Symbolic.Place place -> place.address();
            case Symbolic.Computed computed -> computed.value();
        };
    }

    private static Predicate register(int number) throws NoValueException {
        return new Register(I386Register.numbered(number).orElseThrow(() ->
                new NoValueException("it is in " + I386Register.text(number))));
    }

    static Predicate plus(Predicate value, int offset) {
        if (offset == 0) {
            return value;
        }
        if (value instanceof Constant(int constant)) {
            return new Constant(constant + offset);
        }
        return value instanceof Binary(BinaryOperation operation, Predicate left, Constant(int inner))
                && operation == BinaryOperation.ADD
                        ? plus(left, inner + offset)
                        : new Binary(BinaryOperation.ADD, value, new Constant(offset));
    }

    private Predicate pop(Reader code) throws MalformedException {
        Predicate top = stack.poll();
        if (top == null) {
            throw code.malformed("an operation without its operands");
        }
        return top;
    }
}
