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

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lguest.dwarf.expression.Predicate.Binary;
import org.lguest.dwarf.expression.Predicate.BinaryOperation;
import org.lguest.dwarf.expression.Predicate.Choice;
import org.lguest.dwarf.expression.Predicate.Constant;
import org.lguest.dwarf.expression.Predicate.Load;
import org.lguest.dwarf.expression.Predicate.Narrow;
import org.lguest.dwarf.expression.Predicate.UnaryOperation;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Array;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.type.Type.FunctionType;
import org.lguest.dwarf.type.Type.Pointer;
import org.lguest.dwarf.type.Type.Structure;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;

/**
 * Turns a C condition into a predicate: the same tree, types and conversions as {@link Evaluator}'s, as far as 32-bit
 * integers and addresses go. What goes further is refused at its place.
 */
public final class PredicateCompiler {
    private static final int LARGEST = 500;
    private static final Map<String, BinaryOperation> PLAIN = Map.of("+", BinaryOperation.ADD, "-",
            BinaryOperation.SUBTRACT, "*", BinaryOperation.MULTIPLY, "&", BinaryOperation.AND, "|", BinaryOperation.OR,
            "^", BinaryOperation.EXCLUSIVE_OR, "<<", BinaryOperation.SHIFT_LEFT, "==", BinaryOperation.EQUAL, "!=",
            BinaryOperation.NOT_EQUAL);
    private static final Map<String, BinaryOperation> SIGNED = Map.of("/", BinaryOperation.DIVIDE_SIGNED, "%",
            BinaryOperation.REMAINDER_SIGNED, ">>", BinaryOperation.SHIFT_RIGHT_SIGNED, "<", BinaryOperation.LESS_SIGNED,
            "<=", BinaryOperation.LESS_OR_EQUAL_SIGNED);
    private static final Map<String, BinaryOperation> UNSIGNED = Map.of("/", BinaryOperation.DIVIDE_UNSIGNED, "%",
            BinaryOperation.REMAINDER_UNSIGNED, ">>", BinaryOperation.SHIFT_RIGHT_UNSIGNED, "<",
            BinaryOperation.LESS_UNSIGNED, "<=", BinaryOperation.LESS_OR_EQUAL_UNSIGNED);
    private static final Map<String, String> MIRRORED = Map.of(">", "<", ">=", "<=");

    private final SymbolicNames names;

    private PredicateCompiler(SymbolicNames names) {
        this.names = names;
    }

    /** The predicate that an expression is, where its names mean what they are told to mean. */
    public static Predicate compile(String expression, SymbolicNames names) throws InvalidExpressionException {
        Node node = Parser.parse(expression, new TypeWords(names));
        Predicate predicate = new PredicateCompiler(names).number(node).value();
        if (predicate.size() > LARGEST) {
            throw new InvalidExpressionException(0, "The condition is too long to be asked at every hit.");
        }
        return predicate;
    }

    /** For the parser, which only asks for types, and whether a name is a variable's. */
    private record TypeWords(SymbolicNames names) implements Names {
        @Override
        public Optional<Value> variable(String owner, String name) {
            try {
                return names.variable(owner, name).map(symbolic -> Value.at(0, symbolic.type()));
            } catch (NoValueException e) {
                return Optional.of(new Value(new Type.Void(), new Storage.Absent(e.reason())));
            }
        }

        @Override
        public Optional<Value> register(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Type> type(List<String> words) {
            return names.type(words);
        }

        @Override
        public Structure completed(Structure structure) {
            return names.completed(structure);
        }

        @Override
        public Optional<Value> symbol(String name) {
            return Optional.empty();
        }
    }

    private static InvalidExpressionException refused(int column, String reason) {
        return new InvalidExpressionException(column, reason);
    }

    private Symbolic symbolic(Node node) throws InvalidExpressionException {
        return switch (node) {
            case Node.Integer(long value, Type type, int column) -> {
                if (type.size() > 4) {
                    throw refused(column, "A condition computes with 32 bits.");
                }
                yield computed(type, new Constant((int) value));
            }
            case Node.Real real -> throw refused(real.column(), "A condition computes with integers only.");
            case Node.Name name -> variable(name);
            case Node.Register register -> register(register);
            case Node.Unary unary -> unary(unary);
            case Node.Binary binary -> binary(binary);
            case Node.Assignment assignment -> throw refused(assignment.column(),
                    "A condition changes nothing: == compares.");
            case Node.Choice(Node condition, Node yes, Node no, int column) -> {
                Symbolic.Computed first = promoted(yes);
                Symbolic.Computed second = promoted(no);
                yield computed(common(first, second), new Choice(number(condition).value(), first.value(), second.value()));
            }
            case Node.Cast(Type type, Node operand, int column) -> cast(type, number(operand), column);
            case Node.SizeOfType(Type type, int column) -> computed(CTypes.UNSIGNED_LONG, new Constant((int) type.size()));
            case Node.SizeOf(Node operand, int column) -> {
                Type type = symbolic(operand).type();
                if (CTypes.isVarying(type)) {
                    throw refused(column, "How large " + type.text() + " is can't be told before the program stops.");
                }
                yield computed(CTypes.UNSIGNED_LONG, new Constant((int) type.size()));
            }
            case Node.Member member -> member(member);
            case Node.Index index -> element(index);
        };
    }

    private Symbolic element(Node.Index node) throws InvalidExpressionException {
        int column = node.column();
        if (symbolic(node.whole()) instanceof Symbolic.Place(Type type, Predicate address, long first, long bits)
                && type.stripped() instanceof Array array && array.isVector()) {
            // It is no address, but its elements have one.
            Predicate start = SymbolicMachine.plus(address, (int) (first / 8));
            return dereferenced(combined("+", computed(CTypes.pointerTo(array.element()), start), promoted(node.index()),
                    column), column);
        }
        return dereferenced(binary(new Node.Binary("+", node.whole(), node.index(), column)), column);
    }

    private static Symbolic.Computed computed(Type type, Predicate value) {
        return new Symbolic.Computed(type, value, Math.max(type.size(), 1) * 8);
    }

    private Symbolic variable(Node.Name name) throws InvalidExpressionException {
        try {
            return names.variable(name.owner(), name.name()).orElseThrow(() ->
                    refused(name.column(), "Nothing in sight is named " + name.name() + "."));
        } catch (NoValueException e) {
            throw refused(name.column(), name.name() + " can't be asked for at this address: " + e.reason() + ".");
        }
    }

    private static Symbolic register(Node.Register node) throws InvalidExpressionException {
        String name = switch (node.name()) {
            case "pc" -> "eip";
            case "sp" -> "esp";
            case "fp" -> "ebp";
            default -> node.name();
        };
        return computed(CTypes.INT, new Predicate.Register(I386Register.named(name).orElseThrow(() ->
                refused(node.column(), "There is no register " + name + " for conditions."))));
    }

    /** The part as a number or an address, loaded if it lies in memory. */
    private Symbolic.Computed number(Node node) throws InvalidExpressionException {
        Symbolic part = symbolic(node);
        Type type = part.type().stripped();
        if (part instanceof Symbolic.Place(var whole, Predicate address, long first, long bits)
                && (type instanceof Array array && !array.isVector() || type instanceof FunctionType)) {
            return computed(CTypes.decayed(whole), SymbolicMachine.plus(address, (int) (first / 8)));
        }
        if (!isComputedWith(type)) {
            throw refused(node.column(), "A condition computes with integers of up to 32 bits, and this is of type "
                    + part.type().text() + ".");
        }
        return switch (part) {
            case Symbolic.Computed computed -> computed;
            case Symbolic.Place place -> loaded(place, node.column());
        };
    }

    private static Symbolic.Computed loaded(Symbolic.Place place, int column) throws InvalidExpressionException {
        boolean isSigned = !CTypes.isUnsigned(place.type());
        Predicate address = SymbolicMachine.plus(place.address(), (int) (place.firstBit() / 8));
        int first = (int) (place.firstBit() % 8);
        if (first == 0 && place.bits() == place.type().size() * 8) {
            return new Symbolic.Computed(place.type(), new Load(address, (int) place.type().size(), isSigned),
                    place.bits());
        }
        int bits = (int) place.bits();
        if (first + bits > 32) {
            throw refused(column, "A bit-field over more than four bytes can't be asked for.");
        }
        int bytes = first + bits <= 8 ? 1 : first + bits <= 16 ? 2 : 4;
        Predicate word = new Load(address, bytes, false);
        Predicate high = new Binary(BinaryOperation.SHIFT_LEFT, word, new Constant(32 - first - bits));
        Predicate value = new Binary(isSigned ? BinaryOperation.SHIFT_RIGHT_SIGNED : BinaryOperation.SHIFT_RIGHT_UNSIGNED,
                high, new Constant(32 - bits));
        return new Symbolic.Computed(place.type(), value, bits);
    }

    private Symbolic.Computed promoted(Node node) throws InvalidExpressionException {
        Symbolic.Computed number = number(node);
        return CTypes.isInteger(number.type())
                ? new Symbolic.Computed(CTypes.promoted(number.type(), number.bits()), number.value(), 32)
                : number;
    }

    private static Type common(Symbolic.Computed left, Symbolic.Computed right) {
        if (left.type() instanceof Base a && right.type() instanceof Base b) {
            return CTypes.common(a, b);
        }
        return left.type() instanceof Base ? right.type() : left.type();
    }

    private Symbolic unary(Node.Unary node) throws InvalidExpressionException {
        switch (node.sign()) {
            case "*" -> {
                return dereferenced(symbolic(node.operand()), node.column());
            }
            case "&" -> {
                if (symbolic(node.operand()) instanceof Symbolic.Place place && place.firstBit() % 8 == 0
                        && place.bits() == place.type().size() * 8) {
                    return computed(CTypes.pointerTo(place.type()),
                            SymbolicMachine.plus(place.address(), (int) (place.firstBit() / 8)));
                }
                throw refused(node.column(), "Only what lies in memory has an address.");
            }
            case Parser.REAL_PART, Parser.IMAGINARY_PART -> {
                if (symbolic(node.operand()) instanceof Symbolic.Place(Type type, Predicate address, long first, long bits)
                        && type.stripped() instanceof Base base && base.part().isPresent()) {
                    long half = bits / 2;
                    return new Symbolic.Place(base.part().get(), address,
                            first + (node.sign().equals(Parser.REAL_PART) ? 0 : half), half);
                }
                throw refused(node.column(), "Conditions don't compute with complex numbers.");
            }
            case "!" -> {
                return computed(CTypes.INT, new Predicate.Unary(UnaryOperation.NOT, number(node.operand()).value()));
            }
            default -> {
                Symbolic.Computed operand = promoted(node.operand());
                Predicate value = switch (node.sign()) {
                    case "-" -> new Predicate.Unary(UnaryOperation.NEGATE, operand.value());
                    case "~" -> new Predicate.Unary(UnaryOperation.COMPLEMENT, operand.value());
                    default -> operand.value();
                };
                return computed(operand.type(), value);
            }
        }
    }

    private Symbolic dereferenced(Symbolic part, int column) throws InvalidExpressionException {
        if (part instanceof Symbolic.Place(Type type, Predicate address, long first, long bits)) {
            if (type.stripped() instanceof Array array && !array.isVector()) {
                return Symbolic.at(SymbolicMachine.plus(address, (int) (first / 8)), array.element());
            }
            if (type.stripped() instanceof Pointer pointer) {
                return Symbolic.at(loaded((Symbolic.Place) part, column).value(), pointer.target().get());
            }
        }
        if (part instanceof Symbolic.Computed computed && computed.type().stripped() instanceof Pointer pointer) {
            return Symbolic.at(computed.value(), pointer.target().get());
        }
        throw refused(column, "This is no pointer but of type " + part.type().text() + ".");
    }

    private Symbolic member(Node.Member node) throws InvalidExpressionException {
        Symbolic given = symbolic(node.whole());
        // As gdb has it, a dot follows a pointer too.
        Symbolic whole = given.type().stripped() instanceof Pointer ? dereferenced(given, node.column()) : given;
        if (!(whole instanceof Symbolic.Place place) || !(whole.type().stripped() instanceof Structure)) {
            throw refused(node.column(), "A value of type " + whole.type().text() + " has no members in memory.");
        }
        // Where a member lies in its structure does not depend on where that is.
        var member = MemberAccess.of(Value.at(0, whole.type()), node, new TypeWords(names));
        return new Symbolic.Place(member.type(), place.address(), place.firstBit() + member.firstBit(), member.bits());
    }

    private static boolean isComputedWith(Type type) {
        return CTypes.isScalar(type) && !CTypes.isReal(type) && type.size() > 0 && type.size() <= 4;
    }

    private static Symbolic cast(Type type, Symbolic.Computed value, int column) throws InvalidExpressionException {
        if (!isComputedWith(type)) {
            throw refused(column, "A condition computes with integers of up to 32 bits, not with " + type.text() + ".");
        }
        if (type.stripped() instanceof Base base && base.isBoolean()) {
            return computed(type, new Binary(BinaryOperation.NOT_EQUAL, value.value(), new Constant(0)));
        }
        return computed(type, type.size() < 4
                ? new Narrow(value.value(), (int) type.size(), !CTypes.isUnsigned(type))
                : value.value());
    }

    private Symbolic binary(Node.Binary node) throws InvalidExpressionException {
        String sign = node.sign();
        switch (sign) {
            case "," , "@" -> throw refused(node.column(), sign + " is not for conditions.");
            case "&&" -> {
                return computed(CTypes.INT, new Choice(number(node.left()).value(), truth(node.right()), new Constant(0)));
            }
            case "||" -> {
                return computed(CTypes.INT, new Choice(number(node.left()).value(), new Constant(1), truth(node.right())));
            }
            default -> {
                return combined(sign, promoted(node.left()), promoted(node.right()), node.column());
            }
        }
    }

    private Predicate truth(Node node) throws InvalidExpressionException {
        return new Binary(BinaryOperation.NOT_EQUAL, number(node).value(), new Constant(0));
    }

    private Symbolic combined(String sign, Symbolic.Computed left, Symbolic.Computed right, int column)
            throws InvalidExpressionException {
        boolean isLeft = left.type().stripped() instanceof Pointer;
        boolean isRight = right.type().stripped() instanceof Pointer;
        if ((sign.equals("+") || sign.equals("-")) && isLeft != isRight && (isLeft || sign.equals("+"))) {
            Type pointer = (isLeft ? left : right).type().stripped();
            Predicate number = scaled((isLeft ? right : left).value(), step(pointer, column));
            Predicate address = (isLeft ? left : right).value();
            return computed(pointer, sign.equals("-")
                    ? new Binary(BinaryOperation.SUBTRACT, address, number)
                    : number instanceof Constant(int offset)
                            ? SymbolicMachine.plus(address, offset)
                            : new Binary(BinaryOperation.ADD, address, number));
        }
        if (sign.equals("-") && isLeft && isRight) {
            Predicate distance = new Binary(BinaryOperation.SUBTRACT, left.value(), right.value());
            return computed(CTypes.LONG, new Binary(BinaryOperation.DIVIDE_SIGNED, distance,
                    new Constant((int) step(left.type(), column))));
        }
        boolean isComparison = Operators.isComparison(sign);
        Type type = isLeft || isRight ? CTypes.UNSIGNED : Operators.isShift(sign) ? left.type() : common(left, right);
        String mirrored = MIRRORED.getOrDefault(sign, sign);
        BinaryOperation operation = PLAIN.get(mirrored);
        if (operation == null) {
            operation = (CTypes.isUnsigned(type) ? UNSIGNED : SIGNED).get(mirrored);
        }
        if (operation == null) {
            throw refused(column, sign + " is not for conditions.");
        }
        boolean isMirrored = !mirrored.equals(sign);
        return computed(isComparison ? CTypes.INT : type, new Binary(operation,
                (isMirrored ? right : left).value(), (isMirrored ? left : right).value()));
    }

    private long step(Type pointer, int column) throws InvalidExpressionException {
        return new PointerArithmetic(names::completed).step(pointer, column);
    }

    private static Predicate scaled(Predicate number, long step) {
        if (number instanceof Constant(int value)) {
            return new Constant(value * (int) step);
        }
        return step == 1 ? number : new Binary(BinaryOperation.MULTIPLY, number, new Constant((int) step));
    }
}
