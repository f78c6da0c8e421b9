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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Expression;
import org.lguest.dwarf.info.LocatedExpression;
import org.lguest.dwarf.info.Unit;
import org.lguest.dwarf.location.Location.Absent;
import org.lguest.dwarf.location.Location.Computed;
import org.lguest.dwarf.location.Location.Constant;
import org.lguest.dwarf.location.Location.ImplicitPointer;
import org.lguest.dwarf.location.Location.Memory;
import org.lguest.dwarf.location.Location.Piece;
import org.lguest.dwarf.location.Location.Pieces;
import org.lguest.dwarf.location.Location.Register;
import org.lguest.dwarf.location.Operand.Kind;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.UnreadableException;

/**
 * Runs DWARF expressions (DWARF 5, section 2.5). Programs may branch backwards, so there is a limit to the operations
 * of one run; what goes beyond it is malformed. For one thread.
 */
public final class StackMachine {
    private static final int MOST_OPERATIONS = 10_000;
    private static final int MOST_OPERANDS = 1000;
    private static final int DEEPEST_CALL = 8;

    private final FrameContext context;
    private final Deque<Operand> stack = new ArrayDeque<>();
    private int operations;

    public StackMachine(FrameContext context) {
        this.context = context;
    }

    /** Where the expression says that something is. */
    public Location locate(Expression expression) throws MalformedException, NoValueException {
        if (expression.isEmpty()) {
            return new Absent("the compiler did without it here");
        }
        List<Piece> pieces = new ArrayList<>();
        Location simple = run(expression, pieces, 0);
        return pieces.isEmpty() ? simple : new Pieces(pieces);
    }

    /**
     * The number that an expression leaves on the stack, as those of the call frame information do.
     *
     * @param initial what is on the stack to begin with
     */
    public Operand compute(Expression expression, Operand... initial) throws MalformedException, NoValueException {
        for (Operand operand : initial) {
            stack.push(operand);
        }
        List<Piece> pieces = new ArrayList<>();
        return switch (run(expression, pieces, 0)) {
            case Memory memory -> Operand.generic(memory.address());
            case Computed computed -> computed.value();
            case Register register -> register(register.number());
            default -> throw expression.open().malformed("an expression that makes no number");
        };
    }

    private Location run(Expression expression, List<Piece> pieces, int depth)
            throws MalformedException, NoValueException {
        Reader code = expression.open();
        Optional<Location> found = Optional.empty();
        int begin = code.offset();
        while (code.hasRemaining()) {
            if (++operations > MOST_OPERATIONS) {
                throw code.malformed("an expression that does not end");
            }
            if (stack.size() > MOST_OPERANDS) {
                throw code.malformed("an expression that pushes without end");
            }
            int end = code.offset();
            int opcode = code.u8();
            if (opcode == Opcode.DW_OP_PIECE || opcode == Opcode.DW_OP_BIT_PIECE) {
                Piece piece = piece(opcode, code, found);
                pieces.add(begin < end ? whole(piece, expression.section().reader(begin).window(end - begin)) : piece);
                found = Optional.empty();
                begin = code.offset();
                continue;
            }
            Optional<Location> ending = ending(opcode, code, expression);
            if (ending.isPresent()) {
                found = ending;
            } else if (opcode == Opcode.DW_OP_SKIP || opcode == Opcode.DW_OP_BRA) {
                int distance = (short) code.u16();
                if (opcode == Opcode.DW_OP_SKIP || !pop(code).isZero()) {
                    code = branch(expression, code, distance);
                }
            } else if (!execute(opcode, code, expression, depth)) {
                throw code.malformed("unknown operation 0x" + Integer.toHexString(opcode));
            }
        }
        if (found.isPresent()) {
            return found.get();
        }
        return stack.isEmpty() ? new Absent("the compiler did without it here") : new Memory((int) pop(code).bits());
    }

    /** Of a piece that is longer than what is on the stack, and a constant, has all of that. */
    private static Piece whole(Piece piece, Reader code) throws MalformedException {
        if (!(piece.location() instanceof Computed) || piece.bits() != Long.SIZE || piece.from() != 0) {
            return piece;
        }
        OptionalLong constant = ConstantExpression.of(code);
        return constant.isEmpty() ? piece : new Piece(new Constant(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN).putLong(constant.getAsLong()).array()), piece.bits(), 0);
    }

    private static Reader branch(Expression expression, Reader code, int distance) throws MalformedException {
        long target = (long) code.offset() + distance;
        if (target < expression.start() || target > expression.end()) {
            throw code.malformed("a branch out of the expression");
        }
        return expression.section().reader(target).window(expression.end() - target);
    }

    private Piece piece(int opcode, Reader code, Optional<Location> found)
            throws MalformedException, NoValueException {
        boolean isBits = opcode == Opcode.DW_OP_BIT_PIECE;
        long size = code.uleb();
        if (size < 0 || size > 1L << 32) {
            throw code.malformed("a piece larger than memory");
        }
        long from = isBits ? code.uleb() : 0;
        Location location = found.isPresent()
                ? found.get()
                : stack.isEmpty()
                        ? new Absent("the compiler did without this part of it here")
                        : new Memory((int) pop(code).bits());
        return new Piece(location, isBits ? size : size * 8, from);
    }

    /** The operations that say where something is instead of computing on. */
    private Optional<Location> ending(int opcode, Reader code, Expression expression)
            throws MalformedException, NoValueException {
        if (opcode >= Opcode.DW_OP_REG0 && opcode < Opcode.DW_OP_BREG0) {
            return Optional.of(new Register(opcode - Opcode.DW_OP_REG0));
        }
        return Optional.ofNullable(switch (opcode) {
            case Opcode.DW_OP_REGX -> new Register(code.ulebInt());
            case Opcode.DW_OP_IMPLICIT_VALUE -> new Constant(code.copy(code.ulebInt()));
            case Opcode.DW_OP_STACK_VALUE -> new Computed(pop(code));
            case Opcode.DW_OP_IMPLICIT_POINTER, Opcode.DW_OP_GNU_IMPLICIT_POINTER -> {
                Unit unit = expression.neededUnit();
                int size = unit.version() <= 2 ? unit.addressSize() : unit.offsetSize();
                EntryReference target = unit.entry(code.unsigned(size), false);
                yield new ImplicitPointer(target, code.sleb());
            }
            default -> null;
        });
    }

    /** @return false for an operation that there is not */
    private boolean execute(int opcode, Reader code, Expression expression, int depth)
            throws MalformedException, NoValueException {
        if (opcode >= Opcode.DW_OP_LIT0 && opcode < Opcode.DW_OP_REG0) {
            push(opcode - Opcode.DW_OP_LIT0);
            return true;
        }
        if (opcode >= Opcode.DW_OP_BREG0 && opcode < Opcode.DW_OP_REGX) {
            push(register(opcode - Opcode.DW_OP_BREG0).bits() + code.sleb());
            return true;
        }
        switch (opcode) {
            case Opcode.DW_OP_NOP -> { }
            case Opcode.DW_OP_GNU_UNINIT ->
                throw new NoValueException("it has not been initialized at this address");
            case Opcode.DW_OP_ADDR -> push(code.address(expression.unit().map(Unit::addressSize).orElse(4)));
            case Opcode.DW_OP_ADDRX, Opcode.DW_OP_GNU_ADDR_INDEX, Opcode.DW_OP_CONSTX, Opcode.DW_OP_GNU_CONST_INDEX ->
                push(expression.neededUnit().address(code.ulebInt()));
            case Opcode.DW_OP_CONST1U -> push(code.u8());
            case Opcode.DW_OP_CONST1S -> push(code.s8());
            case Opcode.DW_OP_CONST2U -> push(code.u16());
            case Opcode.DW_OP_CONST2S -> push((short) code.u16());
            case Opcode.DW_OP_CONST4U, Opcode.DW_OP_CONST4S -> push(code.s32());
            case Opcode.DW_OP_CONST8U, Opcode.DW_OP_CONST8S -> push(code.s64());
            case Opcode.DW_OP_CONSTU -> push(code.uleb());
            case Opcode.DW_OP_CONSTS -> push(code.sleb());
            case Opcode.DW_OP_DUP -> stack.push(peek(code, 0));
            case Opcode.DW_OP_DROP -> pop(code);
            case Opcode.DW_OP_OVER -> stack.push(peek(code, 1));
            case Opcode.DW_OP_PICK -> stack.push(peek(code, code.u8()));
            case Opcode.DW_OP_SWAP -> {
                Operand top = pop(code);
                Operand second = pop(code);
                stack.push(top);
                stack.push(second);
            }
            case Opcode.DW_OP_ROT -> {
                Operand top = pop(code);
                Operand second = pop(code);
                Operand third = pop(code);
                stack.push(top);
                stack.push(third);
                stack.push(second);
            }
            case Opcode.DW_OP_DEREF -> stack.push(dereferenced(pop(code), 4, Kind.GENERIC));
            case Opcode.DW_OP_DEREF_SIZE -> {
                int size = code.u8();
                if (size > 4) {
                    throw code.malformed("a word of " + size + " bytes");
                }
                push(dereferenced(pop(code), size, Kind.UNSIGNED).bits());
            }
            case Opcode.DW_OP_PLUS_UCONST -> {
                Operand augend = pop(code);
                stack.push(augend.with(augend.bits() + code.uleb()));
            }
            case Opcode.DW_OP_FBREG -> push(context.frameBase() + code.sleb());
            case Opcode.DW_OP_BREGX -> push(register(code.ulebInt()).bits() + code.sleb());
            case Opcode.DW_OP_CALL_FRAME_CFA -> push(context.canonicalFrameAddress());
            case Opcode.DW_OP_CALL2 -> call(expression.neededUnit().entry(code.u16(), true), code, depth);
            case Opcode.DW_OP_CALL4 -> call(expression.neededUnit().entry(code.u32(), true), code, depth);
            case Opcode.DW_OP_CALL_REF -> {
                Unit unit = expression.neededUnit();
                call(unit.entry(code.unsigned(unit.offsetSize()), false), code, depth);
            }
            case Opcode.DW_OP_FORM_TLS_ADDRESS, Opcode.DW_OP_GNU_PUSH_TLS_ADDRESS ->
                throw new NoValueException("it is local to a thread, and where threads keep theirs is not known here");
            case Opcode.DW_OP_PUSH_OBJECT_ADDRESS, Opcode.DW_OP_XDEREF, Opcode.DW_OP_GNU_VARIABLE_VALUE ->
                throw new NoValueException("it needs operation 0x" + Integer.toHexString(opcode)
                        + ", which is not for C");
            case Opcode.DW_OP_GNU_PARAMETER_REF ->
                stack.push(context.argument(expression.neededUnit().entry(code.u32(), true)));
            case Opcode.DW_OP_ENTRY_VALUE, Opcode.DW_OP_GNU_ENTRY_VALUE -> {
                Reader entered = code.window(code.uleb());
                stack.push(context.entryValue(new Expression(expression.unit(), entered.section(), entered.offset(),
                        entered.end())));
            }
            default -> {
                Optional<Operand> typed = TypedOperation.execute(opcode, code, expression, this);
                if (typed.isEmpty()) {
                    return Arithmetic.execute(opcode, this, code);
                }
                stack.push(typed.get());
            }
        }
        return true;
    }

    /** Runs the location of another entry on the same stack; one that has none has no effect. */
    private void call(EntryReference entry, Reader code, int depth) throws MalformedException, NoValueException {
        if (depth == DEEPEST_CALL) {
            throw code.malformed("expressions that call each other without end");
        }
        EntryCursor called = entry.open();
        for (LocatedExpression located : called.locations(Attribute.DW_AT_LOCATION)) {
            if (located.range().isEmpty() && !located.expression().isEmpty()) {
                List<Piece> none = new ArrayList<>();
                if (run(located.expression(), none, depth + 1) instanceof Memory memory) {
                    push(memory.address());
                }
            }
        }
    }

    /** A register, without a type. */
    private Operand register(int number) throws NoValueException {
        OptionalInt value = context.registers().value(number);
        if (value.isEmpty()) {
            throw new NoValueException(context.whyUnknown(I386Register.text(number)));
        }
        return Operand.generic(value.getAsInt());
    }

    byte[] registerBytes(int number) throws NoValueException {
        return context.registers().bytes(number)
                .orElseThrow(() -> new NoValueException(context.whyUnknown(I386Register.text(number))));
    }

    Operand dereferenced(Operand address, int size, Kind kind) throws NoValueException {
        try {
            return Operand.read(context.memory().read((int) address.bits(), size), kind);
        } catch (UnreadableException e) {
            throw new NoValueException("it is found through memory that can't be read, at 0x"
                    + Integer.toHexString(e.address()));
        }
    }

    private void push(long value) {
        stack.push(Operand.generic(value));
    }

    void push(Operand operand) {
        stack.push(operand);
    }

    Operand pop(Reader code) throws MalformedException {
        Operand top = stack.poll();
        if (top == null) {
            throw code.malformed("an operation without its operands");
        }
        return top;
    }

    private Operand peek(Reader code, int index) throws MalformedException {
        int i = 0;
        for (Operand operand : stack) {
            if (i++ == index) {
                return operand;
            }
        }
        throw code.malformed("an operation without its operands");
    }
}
