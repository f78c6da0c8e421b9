/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.debug.core.DebugException;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Messages;
import org.lguest.dwarf.expression.InvalidExpressionException;
import org.lguest.dwarf.expression.TextLiteral;
import org.lguest.dwarf.location.Extended;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.location.Quad;
import org.lguest.dwarf.location.RealFormat;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.value.Value;
import org.lguest.dwarf.value.ValueBytes;
import org.lguest.dwarf.value.ValueWriter;

/** What users write for a variable's new value, of which the guest need not be asked anything. */
final class NewValue {

    /** In bytes, of integers. */
    private static final int LARGEST = 8;
    /** In bytes: of a longer array one changes the elements. */
    private static final int LONGEST_TEXT = 1 << 16;
    /** As a character is shown, its number before it. */
    private static final Pattern NUMBER_AND_CHARACTER = Pattern.compile("(-?\\d+)\\s+('.*')");

    private static final Map<String, Long> TRUTH = Map.of("true", 1L, "false", 0L);

    private NewValue() {
    }

    /** Whether a value is of a type that can be written as one text, and lies where it can be changed. */
    static boolean isPossible(Value value) {
        return ValueWriter.isWritable(value) && (isTextArray(value)
                || isNumber(value.type().stripped()));
    }

    private static boolean isNumber(Type type) {
        return switch (type) {
            case Type.Base base -> base.isReal() || base.isQuad() || base.isInteger() && base.size() <= LARGEST;
            case Type.Enumeration enumeration -> true;
            default -> isPointer(type);
        };
    }

    private static boolean isPointer(Type type) {
        return type instanceof Type.Pointer;
    }

    private static boolean isTextArray(Value value) {
        return value.type().stripped() instanceof Type.Array array && isCharacter(array.element().stripped())
                && value.bits() <= LONGEST_TEXT * Byte.SIZE;
    }

    private static boolean isCharacter(Type type) {
        return type instanceof Type.Base base && base.isCharacter() && base.size() == 1;
    }

    /**
     * The bytes of a number, an enumerator, a character or a string as users write it; empty for a number or a pointer
     * that is given by an expression, which only the guest can answer.
     *
     * @throws DebugException if it makes no sense or does not fit, and why
     */
    static Optional<byte[]> parse(Value value, String text) throws DebugException {
        String wanted = text.strip();
        if (isTextArray(value)) {
            return Optional.of(string(value, wanted));
        }
        Type type = value.type().stripped();
        try {
            if (isCharacter(type) && !value.isBitField()) {
                return Optional.of(character(wanted));
            }
            return Optional.of(switch (type) {
                case Type.Base base when base.isReal() -> real(base, wanted);
                case Type.Base base when base.isQuad() -> Quad.of(new BigDecimal(wanted)).bytes();
                case Type.Base base when base.isBoolean() && TRUTH.containsKey(wanted) -> bytes(TRUTH.get(wanted));
                case Type.Enumeration enumeration when enumerator(enumeration, wanted).isPresent() ->
                    enumerator(enumeration, wanted).get();
                default -> integer(value, wanted);
            });
        } catch (NumberFormatException e) {
            if (!wanted.isEmpty()) {
                return Optional.empty();
            }
        }
        throw LguestStatus.NOT_A_NUMBER.debugException(text);
    }

    /** A whole number as users write it; a hexadecimal one is the bits themselves. */
    private static byte[] integer(Value value, String text) throws DebugException {
        long number = Long.decode(text);
        boolean isBits = text.toLowerCase(Locale.ROOT).contains("x") || text.startsWith("#");
        (isBits && number >= 0 ? ValueRange.unsigned(value.bits()) : range(value)).check(number, text);
        return bytes(number);
    }

    /**
     * What an expression has come to, as a value of a variable's type.
     *
     * @throws NoValueException if it is nothing of the kind, or does not fit
     */
    static byte[] of(Value variable, Value wanted, TargetMemory memory) throws NoValueException {
        Type type = variable.type().stripped();
        Type given = wanted.type().stripped();
        if (isPointer(type)) {
            return bytes(address(wanted, memory));
        }
        boolean isReal = given instanceof Type.Base base && base.isReal();
        if (!isReal && !(given instanceof Type.Enumeration) && !(given instanceof Type.Base base && base.isInteger()
                && base.size() <= LARGEST)) {
            throw new NoValueException(NLS.bind(Messages.FrameVariables_noNumber, wanted.type().text()));
        }
        byte[] read = ValueBytes.of(wanted, memory);
        boolean isUnsigned = isUnsigned(given);
        Extended real = isReal ? Extended.read(read)
                : Extended.of(ValueBytes.integer(read, wanted.bits(), isUnsigned), isUnsigned);
        if (type instanceof Type.Base base && base.isReal()) {
            return real.bytes((int) base.size());
        }
        if (type instanceof Type.Base base && base.isQuad()) {
            return Quad.of(real).bytes();
        }
        if (type instanceof Type.Base base && base.isBoolean()) {
            return bytes(real.isZero() ? 0 : 1);
        }
        long number = isReal ? real.integer() : ValueBytes.integer(read, wanted.bits(), isUnsigned);
        ValueRange range = range(variable);
        boolean isHuge = !isReal && isUnsigned && number < 0;
        if (isHuge ? !range.isUnsigned() || range.bits() < Long.SIZE : !range.holds(number)) {
            String text = isHuge ? Long.toUnsignedString(number) : Long.toString(number);
            throw new NoValueException(LguestStatus.DOES_NOT_FIT.status(text, variable.bits(), range.least(), range.most())
                    .getMessage());
        }
        return bytes(number);
    }

    /** A pointer's or a number's value, or where an array or a function begins. */
    private static long address(Value value, TargetMemory memory) throws NoValueException {
        return switch (value.type().stripped()) {
            case Type.Array array when value.address().isPresent() -> value.address().getAsInt();
            case Type.FunctionType function when value.address().isPresent() -> value.address().getAsInt();
            case Type.Pointer pointer -> ValueBytes.integer(ValueBytes.of(value, memory), value.bits(), true);
            case Type.Base base when !base.isReal() && !base.isComplex() && value.bits() <= Integer.SIZE ->
                ValueBytes.integer(ValueBytes.of(value, memory), value.bits(), base.isUnsigned());
            default -> throw new NoValueException(NLS.bind(Messages.FrameVariables_noAddress, value.type().text()));
        };
    }

    private static boolean isUnsigned(Type type) {
        return switch (type) {
            case Type.Base base -> base.isUnsigned();
            case Type.Enumeration enumeration -> enumeration.isUnsigned();
            default -> true;
        };
    }

    private static ValueRange range(Value value) {
        return isUnsigned(value.type().stripped()) ? ValueRange.unsigned(value.bits()) : ValueRange.signed(value.bits());
    }

    private static byte[] string(Value value, String text) throws DebugException {
        int room = (int) (value.bits() / Byte.SIZE);
        byte[] bytes;
        try {
            bytes = TextLiteral.string(text);
        } catch (InvalidExpressionException e) {
            throw LguestStatus.NOT_A_STRING.debugException(text, e.getMessage());
        }
        if (bytes.length > room) {
            throw LguestStatus.STRING_TOO_LONG.debugException(text, bytes.length, room);
        }
        // As C fills an array that it initialises with a string (C11, section 6.7.9).
        return Arrays.copyOf(bytes, room);
    }

    private static byte[] character(String text) throws DebugException {
        try {
            if (TextLiteral.begins(text, '\'')) {
                return new byte[] {TextLiteral.character(text)};
            }
            Matcher both = NUMBER_AND_CHARACTER.matcher(text);
            Optional<byte[]> number = ofCharacter(both.matches() ? both.group(1) : text);
            if (number.isPresent()
                    && (!both.matches() || number.get()[0] == TextLiteral.character(both.group(2)))) {
                return number.get();
            }
            throw LguestStatus.NOT_A_CHARACTER.debugException(text);
        } catch (InvalidExpressionException | NumberFormatException e) {
            throw LguestStatus.NOT_A_CHARACTER.debugException(text);
        }
    }

    private static Optional<byte[]> enumerator(Type.Enumeration type, String name) {
        return type.enumerators().get().stream().filter(each -> each.name().equals(name)).findFirst()
                .map(each -> bytes(each.value()));
    }

    /** What double has words for, as NaN, is one; all else is rounded once. */
    private static byte[] real(Type.Base type, String text) {
        double number = Double.parseDouble(text);
        boolean isPlain = number != 0 && Double.isFinite(number);
        Extended exact = isPlain ? Extended.of(new BigDecimal(text), RealFormat.of(type.size())) : Extended.of(number);
        return exact.bytes((int) type.size());
    }

    /** A character's number, whichever sign it has. */
    private static Optional<byte[]> ofCharacter(String text) {
        long number = Long.decode(text);
        return number >= Byte.MIN_VALUE && number < 1 << Byte.SIZE ? Optional.of(bytes(number)) : Optional.empty();
    }

    static byte[] bytes(long number) {
        return ByteBuffer.allocate(LARGEST).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
    }
}
