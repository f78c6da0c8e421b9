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
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import org.lguest.dwarf.location.Extended;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.location.Quad;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Array;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.type.Type.Enumeration;
import org.lguest.dwarf.type.Type.FunctionType;
import org.lguest.dwarf.type.Type.Pointer;
import org.lguest.dwarf.type.Type.Structure;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Storage.ImplicitPointer;
import org.lguest.dwarf.value.Value;
import org.lguest.dwarf.value.ValueBytes;
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
    private final List<Write> writes = new ArrayList<>();

    private Evaluator(Names names, TargetMemory memory, Purpose purpose) {
        this.names = names;
        this.memory = memory;
        this.purpose = purpose;
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
            return at(scalar(value, node.column()).integer(), pointer.target().get(), node.column());
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
        return scalar(value(node), node.column());
    }

    /** The value as a number or an address; arrays and functions become their addresses. */
    private Scalar scalar(Value value, int column) throws InvalidExpressionException {
        Type type = value.type().stripped();
        if (type instanceof Array || type instanceof FunctionType) {
            return Scalar.of(CTypes.decayed(value.type()), address(value, column) & 0xFFFF_FFFFL);
        }
        if (CTypes.isQuad(type)) {
            throw new InvalidExpressionException(column, "An integer or an address is needed, and this is of type "
                    + value.type().text() + ".");
        }
        if (!CTypes.isScalar(type)) {
            throw new InvalidExpressionException(column, "A number is needed, and this is of type "
                    + value.type().text() + ".");
        }
        if (type instanceof Enumeration enumeration && !enumeration.isComplete()) {
            throw new InvalidExpressionException(column, "The program does not say what " + type.text() + " is.");
        }
        byte[] bytes = bytes(value, column);
        if (CTypes.isReal(type) && bytes.length > 8 && !Extended.read(bytes).isValid()) {
            throw new InvalidExpressionException(column, "What is there is no number of 80 bits.");
        }
        return Scalar.read(value.type(), bytes, value.bits());
    }

    private byte[] bytes(Value value, int column) throws InvalidExpressionException {
        if (purpose == Purpose.FIXED_PLACE && value.storage() instanceof Storage.Memory) {
            throw new InvalidExpressionException(column, "The value of this is known only while the program runs.");
        }
        try {
            return ValueBytes.of(value, memory);
        } catch (NoValueException e) {
            throw new InvalidExpressionException(column, "This has no value: " + e.reason() + ".");
        }
    }

    private static int address(Value value, int column) throws InvalidExpressionException {
        OptionalInt address = value.address();
        if (address.isEmpty()) {
            throw new InvalidExpressionException(column, value.isBitField()
                    ? "A bit-field has no address."
                    : "Only what lies in memory has an address.");
        }
        return address.getAsInt();
    }

    private boolean isTrue(Node node) throws InvalidExpressionException {
        Value value = value(node);
        if (ImplicitPointers.isOne(value)) {
            // It points to a variable, and so it is not null.
            return true;
        }
        return CTypes.isQuad(value.type()) ? !Quad.read(bytes(value, node.column())).isZero()
                : scalar(value, node.column()).isTrue();
    }

    /** The operand after the integer promotions. */
    private Scalar promoted(Node node) throws InvalidExpressionException {
        return promoted(value(node), node.column());
    }

    private Scalar promoted(Value value, int column) throws InvalidExpressionException {
        Scalar scalar = scalar(value, column);
        return scalar.to(promotedType(value, scalar, column));
    }

    private static Base promotedType(Value value, Scalar scalar, int column) throws InvalidExpressionException {
        if (!CTypes.isArithmetic(scalar.type())) {
            throw new InvalidExpressionException(column, "This is no number but of type " + scalar.type().text() + ".");
        }
        return CTypes.isReal(scalar.type()) ? (Base) scalar.type().stripped()
                : CTypes.promoted(scalar.type(), value.bits());
    }

    private Value unary(Node.Unary node) throws InvalidExpressionException {
        return switch (node.sign()) {
            case "*" -> dereferenced(value(node.operand()), node.operand().column(), node.column());
            case "&" -> {
                Value value = value(node.operand());
                yield Scalar.of(CTypes.pointerTo(value.type()), address(value, node.column()) & 0xFFFF_FFFFL).value();
            }
            case "!" -> Scalar.of(!isTrue(node.operand())).value();
            default -> {
                Value value = value(node.operand());
                yield value.type().stripped() instanceof Base base && base.isQuad()
                        ? Operators.unary(node.sign(), Quad.read(bytes(value, node.operand().column())), base,
                                node.column())
                        : Operators.unary(node.sign(), promoted(value, node.operand().column()), node.column()).value();
            }
        };
    }

    private Value dereferenced(Value value, int operandColumn, int column) throws InvalidExpressionException {
        if (value.type().stripped() instanceof FunctionType) {
            return value;
        }
        if (value.type().stripped() instanceof Array array) {
            return value.element(array.element(), 0);
        }
        if (CTypes.isInteger(value.type())) {
            // As gdb has it: what lies at a bare address is a long.
            return Value.at((int) scalar(value, operandColumn).integer(), CTypes.LONG);
        }
        if (!(value.type().stripped() instanceof Pointer pointer)) {
            throw new InvalidExpressionException(column, "This is no pointer but of type " + value.type().text() + ".");
        }
        Type target = pointer.target().get();
        if (target.stripped() instanceof Type.Void) {
            throw new InvalidExpressionException(column, "What lies there has no type: cast the pointer.");
        }
        Optional<ImplicitPointer> implicit = value.implicitPointer();
        return implicit.isPresent()
                ? implicit.get().target(target, memory)
                : Value.at((int) scalar(value, operandColumn).integer(), target);
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
        if (!CTypes.isScalar(type) && !CTypes.isQuad(type)) {
            throw new InvalidExpressionException(cast.column(), type.stripped() instanceof Type.Void
                    ? "Nothing is left of what is cast to void."
                    : "A value is not cast to " + type.text() + ", but its address to a pointer.");
        }
        return converted(value, type, cast.operand().column());
    }

    /** By the conversions of a cast or an assignment. */
    private Value converted(Value value, Type type, int column) throws InvalidExpressionException {
        if (type.stripped() instanceof Pointer && value.implicitPointer().isPresent()) {
            return new Value(type, value.implicitPointer().get());
        }
        if (CTypes.isQuad(type)) {
            return new Value(type, new Storage.Bytes(quad(value, column), Optional.empty()));
        }
        return CTypes.isQuad(value.type()) ? Scalar.of(type, Quad.read(bytes(value, column))).value()
                : scalar(value, column).to(type).value();
    }

    /** A number's bytes as one of 128 bits. */
    private byte[] quad(Value value, int column) throws InvalidExpressionException {
        if (CTypes.isQuad(value.type())) {
            return bytes(value, column);
        }
        Scalar scalar = scalar(value, column);
        if (!CTypes.isArithmetic(scalar.type())) {
            throw new InvalidExpressionException(column, "This is no number but of type " + scalar.type().text() + ".");
        }
        return Quad.of(scalar.asReal()).bytes();
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
                return combined(node.sign(), value(node.left()), value(node.right()), node.left().column(),
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
        return Value.at(address(first, node.column()), new Array(first.type(), OptionalLong.of(count)));
    }

    private Value combined(String sign, Value leftValue, Value rightValue, int leftColumn, int rightColumn, int column)
            throws InvalidExpressionException {
        Value wider = CTypes.isQuad(leftValue.type()) ? leftValue : rightValue;
        if (wider.type().stripped() instanceof Base base && base.isQuad()) {
            return Operators.binary(sign, Quad.read(quad(leftValue, leftColumn)), Quad.read(quad(rightValue, rightColumn)),
                    base, column);
        }
        PointerArithmetic arithmetic = new PointerArithmetic(names::completed);
        ImplicitPointers implicit = new ImplicitPointers(arithmetic);
        boolean isLeft = ImplicitPointers.isOne(leftValue);
        if (isLeft && ImplicitPointers.isOne(rightValue)) {
            return implicit.binary(sign, leftValue, rightValue, column);
        }
        if (isLeft || ImplicitPointers.isOne(rightValue)) {
            Scalar other = isLeft ? scalar(rightValue, rightColumn) : scalar(leftValue, leftColumn);
            return implicit.binary(sign, isLeft ? leftValue : rightValue, other, isLeft, column);
        }
        Scalar left = scalar(leftValue, leftColumn);
        Scalar right = scalar(rightValue, rightColumn);
        boolean isPointer = left.type().stripped() instanceof Pointer || right.type().stripped() instanceof Pointer;
        if (isPointer) {
            return arithmetic.binary(sign, left, right, column).value();
        }
        Base leftType = promotedType(leftValue, left, leftColumn);
        Base rightType = promotedType(rightValue, right, rightColumn);
        Base type = Operators.isShift(sign) ? leftType : CTypes.common(leftType, rightType);
        Scalar converted = right.to(Operators.isShift(sign) ? rightType : type);
        return Operators.binary(sign, left.to(type), converted, column).value();
    }

    private Value assigned(Node.Assignment node) throws InvalidExpressionException {
        if (purpose != Purpose.VALUE) {
            throw new InvalidExpressionException(node.column(), "What is watched is not changed by asking for it: == compares.");
        }
        Value target = value(node.target());
        Value value = value(node.value());
        byte[] bytes;
        if (target.type().stripped() instanceof Structure && node.sign().isEmpty()
                && target.type().size() == value.type().size()) {
            bytes = bytes(value, node.value().column());
        } else {
            if (!CTypes.isScalar(target.type()) && !CTypes.isQuad(target.type())) {
                throw new InvalidExpressionException(node.column(), "A value of type " + target.type().text()
                        + " can't be assigned.");
            }
            Value result = node.sign().isEmpty() ? value
                    : combined(node.sign(), target, value, node.target().column(), node.value().column(), node.column());
            bytes = bytes(converted(result, target.type(), node.value().column()), node.value().column());
        }
        byte[] fitting = Arrays.copyOf(bytes, (int) ((target.bits() + 7) / 8));
        try {
            writes.addAll(ValueWriter.write(target, fitting, memory));
        } catch (NoValueException e) {
            throw new InvalidExpressionException(node.column(), "This can't be changed: " + e.reason() + ".");
        }
        if (CTypes.isQuad(target.type())) {
            return new Value(target.type(), new Storage.Bytes(fitting, Optional.empty()));
        }
        return CTypes.isScalar(target.type()) ? Scalar.read(target.type(), fitting, target.bits()).value() : value;
    }
}
