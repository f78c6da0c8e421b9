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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Array;
import org.lguest.dwarf.type.Type.FunctionType;
import org.lguest.dwarf.type.Type.Pointer;
import org.lguest.dwarf.type.Type.Structure;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Storage.ImplicitPointer;
import org.lguest.dwarf.value.Value;
import org.lguest.dwarf.value.ValueWriter;
import org.lguest.dwarf.value.Write;

/** Gives expressions values in a frame. For one thread, within {@link TargetMemory#ask}. */
public final class Evaluator {
    private static final long MOST_ELEMENTS = 1L << 24;

    private enum Purpose {
        VALUE, PLACE,
        /** A place that is known while nothing runs, and so nothing can be read. */
        FIXED_PLACE
    }

    private final Names names;
    private final TargetMemory memory;
    private final Purpose purpose;
    private final Operands operands;
    private final Computation computation;
    private final List<Write> writes = new ArrayList<>();

    private Evaluator(Names names, TargetMemory memory, Purpose purpose) {
        this.names = names;
        this.memory = memory;
        this.purpose = purpose;
        this.operands = new Operands(memory, purpose != Purpose.FIXED_PLACE);
        this.computation = new Computation(operands, names::completed);
    }

    /** The value of an expression, and what it wants to be written. */
    public static Evaluation evaluate(String expression, Names names, TargetMemory memory)
            throws InvalidExpressionException {
        Evaluator evaluator = new Evaluator(names, memory, Purpose.VALUE);
        Node node = Parser.parse(expression, names);
        Value value = evaluator.value(node);
        if (node instanceof Node.Name name && value.type() instanceof Type.Unknown) {
            throw new InvalidExpressionException(node.column(), name.name()
                    + " has an address, but no debug information: write *(type *) &" + name.name() + ".");
        }
        return new Evaluation(value, evaluator.writes);
    }

    /**
     * What a watch of an expression is to watch: a value in memory. An address stands for what lies there, of {@link
     * Type.Unknown} type if it is a bare number. Unlike elsewhere in C, an index that is out of an array is refused.
     */
    public static Value locate(String expression, Names names, TargetMemory memory) throws InvalidExpressionException {
        return new Evaluator(names, memory, Purpose.PLACE).located(expression);
    }

    /** The same while nothing runs: what would have to be read from memory for it is refused. */
    public static Value locate(String expression, Names names) throws InvalidExpressionException {
        TargetMemory none = new TargetMemory((address, length) -> CompletableFuture.completedFuture(new byte[0]));
        return new Evaluator(names, none, Purpose.FIXED_PLACE).located(expression);
    }

    private Value located(String expression) throws InvalidExpressionException {
        Node node = Parser.parse(expression, names);
        Value value = value(node);
        if (value.storage() instanceof Storage.Memory) {
            return value;
        }
        if (node instanceof Node.Integer number) {
            return at(number.value(), new Type.Unknown("a bare address"), number.column());
        }
        if (value.type().stripped() instanceof Pointer pointer && value.storage() instanceof Storage.Bytes(
                var bytes, var place) && place.isEmpty()) {
            return at(operands.scalar(value, node.column()).integer(), pointer.target().get(), node.column());
        }
        throw new InvalidExpressionException(node.column(), switch (value.storage()) {
            case Storage.Absent(String reason) -> "This has no place: " + reason + ".";
            case Storage.Bytes(var bytes, var place) when place.isPresent() -> "This is in a register, not in memory.";
            case Storage.ImplicitPointer pointer -> "The compiler did without this pointer: watch what it points to.";
            case Storage.Pieces pieces -> "This is in pieces, not in one place in memory.";
            default -> "This is computed, and lies nowhere in memory.";
        });
    }

    private static Value at(long address, Type type, int column) throws InvalidExpressionException {
        if (address != (address & 0xFFFF_FFFFL)) {
            throw new InvalidExpressionException(column, "This is larger than any 32-bit address.");
        }
        return Value.at((int) address, type);
    }

    private Value value(Node node) throws InvalidExpressionException {
        return switch (node) {
            case Node.Integer number -> Scalar.of(number.type(), number.value()).value();
            case Node.Real number -> Scalar.of(number.type(), number.value()).value();
            case Node.Name name -> named(name);
            case Node.Register register -> names.register(register.name()).orElseThrow(() ->
                    new InvalidExpressionException(register.column(), "There is no register " + register.name() + "."));
            case Node.Unary unary -> unary(unary);
            case Node.Binary binary -> binary(binary);
            case Node.Assignment assignment -> assigned(assignment);
            case Node.Choice choice -> value(isTrue(choice.condition()) ? choice.yes() : choice.no());
            case Node.Cast cast -> cast(cast);
            case Node.SizeOfType(Type type, int column) -> size(type, type.size() * 8, column);
            case Node.SizeOf(Node operand, int column) -> {
                Value value = value(operand);
                yield size(value.type(), value.bits(), column);
            }
            case Node.Member member -> member(member);
            case Node.Index(Node whole, Node index, int column) -> element(whole, index, column);
        };
    }

    private static Value size(Type type, long bits, int column) throws InvalidExpressionException {
        if (type.stripped() instanceof Type.Void || type.stripped() instanceof FunctionType) {
            return Scalar.of(CTypes.UNSIGNED_LONG, 1).value();
        }
        if (bits != type.size() * 8) {
            throw new InvalidExpressionException(column, "A bit-field has no size in bytes.");
        }
        if (CTypes.isVarying(type)) {
            throw new InvalidExpressionException(column, "How large " + type.text() + " is depends on variables.");
        }
        return Scalar.of(CTypes.UNSIGNED_LONG, type.size()).value();
    }

    private Value named(Node.Name name) throws InvalidExpressionException {
        String what = name.owner().isEmpty() ? name.name() : name.owner() + "::" + name.name();
        try {
            return names.variable(name.owner(), name.name())
                    .or(() -> name.owner().isEmpty() ? names.symbol(name.name()) : Optional.empty())
                    .orElseThrow(() -> new InvalidExpressionException(name.column(),
                            "Nothing in sight is named " + what + "."));
        } catch (NoValueException e) {
            throw new InvalidExpressionException(name.column(), what + ": " + e.reason() + ".");
        }
    }

    private Scalar scalar(Node node) throws InvalidExpressionException {
        return operands.scalar(value(node), node.column());
    }

    private boolean isTrue(Node node) throws InvalidExpressionException {
        return operands.isTrue(value(node), node.column());
    }

    /** The operand after the integer promotions. */
    private Scalar promoted(Node node) throws InvalidExpressionException {
        return operands.promoted(value(node), node.column());
    }

    private Value unary(Node.Unary node) throws InvalidExpressionException {
        return switch (node.sign()) {
            case "*" -> dereferenced(value(node.operand()), node.operand().column(), node.column());
            case "&" -> {
                Value value = value(node.operand());
                yield Scalar.of(CTypes.pointerTo(value.type()), Operands.address(value, node.column()) & 0xFFFF_FFFFL).value();
            }
            case "!" -> Scalar.of(!isTrue(node.operand())).value();
            default -> computation.unary(node.sign(), value(node.operand()), node.operand().column(), node.column());
        };
    }

    private Value dereferenced(Value value, int operandColumn, int column) throws InvalidExpressionException {
        if (value.type().stripped() instanceof FunctionType) {
            return value;
        }
        if (value.type().stripped() instanceof Array array && !array.isVector()) {
            return value.element(array.element(), 0);
        }
        if (CTypes.isInteger(value.type())) {
            // As gdb has it: what lies at a bare address is a long.
            return Value.at((int) operands.scalar(value, operandColumn).integer(), CTypes.LONG);
        }
        if (!(value.type().stripped() instanceof Pointer pointer)) {
            throw new InvalidExpressionException(column, "This is no pointer but of type " + value.type().text() + ".");
        }
        Type target = pointer.target().get();
        if (target.stripped() instanceof Type.Void) {
            throw new InvalidExpressionException(column, "What lies there has no type: cast the pointer.");
        }
        Optional<ImplicitPointer> implicit = value.implicitPointer();
        if (implicit.isEmpty()) {
            return Value.at((int) operands.scalar(value, operandColumn).integer(), target);
        }
        return implicit.get().within(target, memory).orElseThrow(() -> new InvalidExpressionException(column,
                "This points outside of the variable that it points into."));
    }

    /** As gdb has it, a dot follows a pointer too. */
    private Value member(Node.Member member) throws InvalidExpressionException {
        Value whole = value(member.whole());
        boolean isPointer = whole.type().stripped() instanceof Pointer;
        return MemberAccess.of(isPointer ? dereferenced(whole, member.whole().column(), member.column()) : whole, member,
                names);
    }

    private Value element(Node whole, Node index, int column) throws InvalidExpressionException {
        Value array = value(whole);
        if (array.type().stripped() instanceof Array type) {
            long number = promoted(index).integer();
            // Fewer than two elements at a structure's end are C's old way to say "as many as there are".
            if (purpose != Purpose.VALUE && (number < 0 || type.count().orElse(0) > 1 && number >= type.count().getAsLong())) {
                throw new InvalidExpressionException(index.column(), type.count().isEmpty()
                        ? "This is in front of the array."
                        : "The array has the elements 0 to " + (type.count().getAsLong() - 1) + ".");
            }
            return array.element(type.element(), number);
        }
        if (CTypes.isInteger(array.type()) && CTypes.isInteger(value(index).type())) {
            throw new InvalidExpressionException(column, "This has no elements: it is of type " + array.type().text()
                    + ".");
        }
        return dereferenced(value(new Node.Binary("+", whole, index, column)), column, column);
    }

    private Value cast(Node.Cast cast) throws InvalidExpressionException {
        Value value = value(cast.operand());
        Type type = cast.type();
        if (type.stripped() instanceof Structure && type.text().equals(value.type().text())) {
            return value;
        }
        if (!CTypes.isConvertible(type)) {
            throw new InvalidExpressionException(cast.column(), type.stripped() instanceof Type.Void
                    ? "Nothing is left of what is cast to void."
                    : "A value is not cast to " + type.text() + ", but its address to a pointer.");
        }
        return operands.converted(value, type, cast.operand().column());
    }

    private Value binary(Node.Binary node) throws InvalidExpressionException {
        switch (node.sign()) {
            case "," -> {
                value(node.left());
                return value(node.right());
            }
            case "&&" -> {
                return Scalar.of(isTrue(node.left()) && isTrue(node.right())).value();
            }
            case "||" -> {
                return Scalar.of(isTrue(node.left()) || isTrue(node.right())).value();
            }
            case "@" -> {
                return repeated(node);
            }
            default -> {
                return computation.combined(node.sign(), value(node.left()), value(node.right()), node.left().column(),
                        node.right().column(), node.column());
            }
        }
    }

    private Value repeated(Node.Binary node) throws InvalidExpressionException {
        Value first = value(node.left());
        long count = promoted(node.right()).integer();
        if (count < 1 || count > MOST_ELEMENTS) {
            throw new InvalidExpressionException(node.column(), "There can be 1 to " + MOST_ELEMENTS + " elements.");
        }
        return Value.at(Operands.address(first, node.column()), new Array(first.type(), OptionalLong.of(count)));
    }

    private Value assigned(Node.Assignment node) throws InvalidExpressionException {
        if (purpose != Purpose.VALUE) {
            throw new InvalidExpressionException(node.column(), "What is watched is not changed by asking for it: == compares.");
        }
        Value target = value(node.target());
        Value value = value(node.value());
        byte[] bytes;
        if (target.type().stripped() instanceof Structure structure && structure.isComplete() && node.sign().isEmpty()
                && target.type().size() == value.type().size()) {
            bytes = operands.bytes(value, node.value().column());
        } else {
            if (!CTypes.isConvertible(target.type())) {
                throw new InvalidExpressionException(node.column(), "A value of type " + target.type().text()
                        + " can't be assigned.");
            }
            Value result = node.sign().isEmpty() ? value
                    : computation.combined(node.sign(), target, value, node.target().column(), node.value().column(), node.column());
            bytes = operands.bytes(operands.converted(result, target.type(), node.value().column()), node.value().column());
        }
        byte[] fitting = Arrays.copyOf(bytes, (int) ((target.bits() + 7) / 8));
        try {
            writes.addAll(ValueWriter.write(target, fitting, memory));
        } catch (NoValueException e) {
            throw new InvalidExpressionException(node.column(), "This can't be changed: " + e.reason() + ".");
        }
        if (CTypes.isScalar(target.type())) {
            return Scalar.read(target.type(), fitting, target.bits()).value();
        }
        return CTypes.isConvertible(target.type())
                ? new Value(target.type(), new Storage.Bytes(fitting, Optional.empty()))
                : value;
    }
}
