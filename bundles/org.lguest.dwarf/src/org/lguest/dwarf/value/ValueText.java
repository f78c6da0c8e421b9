/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.location.Quad;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.UnreadableException;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Array;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.type.Type.Enumeration;
import org.lguest.dwarf.type.Type.Extent;
import org.lguest.dwarf.type.Type.FunctionType;
import org.lguest.dwarf.type.Type.Member;
import org.lguest.dwarf.type.Type.Pointer;
import org.lguest.dwarf.type.Type.Structure;
import org.lguest.dwarf.type.Type.Unknown;
import org.lguest.dwarf.type.Type.Void;

/**
 * Writes values as gdb's {@code print} does: {@code {x = 1, y = 2}}, {@code 97 'a'}, {@code 0x804a004 "text"}. What has
 * no value is written by its reason. For any thread, within {@link TargetMemory#ask}.
 *
 * @param children of structures
 * @param labelOf the symbol for an address, as {@code counter+4}
 * @param without what to write for what has no value, of the reason for it
 */
public record ValueText(Children children, IntFunction<Optional<String>> labelOf, UnaryOperator<String> without) {
    /** As many elements of an array, or characters of a string, are written. */
    private static final int MOST_ELEMENTS = 200;
    /** Of what is not in memory, and is compared as text. */
    private static final int LONGEST_RUN = 100 * MOST_ELEMENTS;
    private static final int DEEPEST = 20;
    private static final String INCOMPLETE = "<incomplete type>";
    private static final long MOST_BITS = 8L * ElementRuns.STEP;

    /** The value alone. */
    public String of(Value value) {
        return text(value, 0);
    }

    /** The value with its type before it where the value alone says little: of pointers. */
    public String withType(Value value) {
        Type type = value.type().stripped();
        boolean isPointer = type instanceof Pointer pointer && !isPlainString(value.type(), pointer);
        if (isPointer && hasValue(value)) {
            return "(" + value.type().text() + ") " + of(value);
        }
        return of(value);
    }

    private boolean hasValue(Value value) {
        try {
            return value.implicitPointer().isPresent() || bytes(value).length > 0;
        } catch (NoValueException e) {
            return false;
        }
    }

    private static boolean isPlainString(Type type, Pointer pointer) {
        return unqualified(type) == pointer && CharacterKind.isNamedSo(unqualified(pointer.target().get()));
    }

    private static Type unqualified(Type type) {
        return type instanceof Type.Qualified qualified ? unqualified(qualified.target()) : type;
    }

    private String text(Value value, int depth) {
        if (depth > DEEPEST) {
            return "{...}";
        }
        try {
            if (depth == 0 && hasOneReason(value.storage())) {
                // Rather than one for each part.
                bytes(new Value(value.type(), value.storage(), value.firstBit(), Math.min(value.bits(), MOST_BITS)));
            }
            return switch (value.type().stripped()) {
                case Void none -> "void";
                case Base base -> base(base, value);
                case Enumeration enumeration when !enumeration.isComplete() -> INCOMPLETE;
                case Enumeration enumeration -> EnumerationText.of(enumeration,
                        ValueBytes.integer(bytes(value), value.bits(), enumeration.isUnsigned()));
                case Pointer pointer -> pointer(pointer, value);
                case Structure structure -> structure(structure, value, depth);
                case Array array -> array(array, value, depth);
                case FunctionType function -> function(value);
                case Unknown unknown -> "<" + unknown.reason() + ">";
                case Type.Typedef typedef -> throw new IllegalStateException(typedef.name());
                case Type.Qualified qualified -> throw new IllegalStateException(qualified.qualifier());
            };
        } catch (NoValueException e) {
            return without.apply(e.reason());
        }
    }

    /** Whether there is all of it or nothing. */
    private static boolean hasOneReason(Storage storage) {
        return storage instanceof Storage.Memory || storage instanceof Storage.Absent
                || storage instanceof Storage.Pieces(var pieces)
                && pieces.stream().allMatch(piece -> piece.storage() instanceof Storage.Absent);
    }

    private byte[] bytes(Value value) throws NoValueException {
        return ValueBytes.of(value, children.memory());
    }

    private String base(Base base, Value value) throws NoValueException {
        byte[] bytes = bytes(value);
        if (base.isReal() || base.isQuad()) {
            return real(base, bytes);
        }
        if (base.isBrainFloat()) {
            return RealText.of(new byte[] {0, 0, bytes[0], bytes[1]});
        }
        if (base.part().isPresent()) {
            Base part = base.part().get();
            int half = bytes.length / 2;
            return number(part, Arrays.copyOf(bytes, half)) + " + "
                    + number(part, Arrays.copyOfRange(bytes, half, bytes.length)) + "i";
        }
        if (base.isOfEitherSign()) {
            return number(base, bytes);
        }
        if (!base.isInteger() || base.size() > 8) {
            return "<" + base.kind() + " of " + base.size() + " bytes is not understood>";
        }
        long number = ValueBytes.integer(bytes, value.bits(), base.isUnsigned());
        if (base.isBoolean() && (number == 0 || number == 1)) {
            return number == 1 ? "true" : "false";
        }
        String text = base.isUnsigned() ? Long.toUnsignedString(number) : Long.toString(number);
        return CharacterKind.of(value.type()).map(kind -> text + " " + kind.quoted(number)).orElse(text);
    }

    /** Of an integer that may have a sign or not, the bits where that matters. */
    private static String number(Base base, byte[] bytes) {
        if (base.isReal() || base.isQuad()) {
            return real(base, bytes);
        }
        long number = ValueBytes.integer(bytes, bytes.length * 8L, base.isUnsigned());
        return !base.isOfEitherSign() ? base.isUnsigned() ? Long.toUnsignedString(number) : Long.toString(number)
                : number >= 0 ? Long.toString(number)
                : "0x" + Long.toHexString(ValueBytes.integer(bytes, bytes.length * 8L, true));
    }

    private static String real(Base base, byte[] bytes) {
        return base.isQuad() ? RealText.of(Quad.read(bytes)) : RealText.of(bytes);
    }

    private String pointer(Pointer pointer, Value value) throws NoValueException {
        if (value.implicitPointer().isPresent()) {
            return "<synthetic pointer>";
        }
        int address = (int) ValueBytes.integer(bytes(value), 32, true);
        return withString(address, pointer.target().get());
    }

    private String label(int address) {
        String hex = "0x" + Integer.toHexString(address);
        return labelOf.apply(address).map(label -> hex + " <" + label + ">").orElse(hex);
    }

    /** An address, and what string is there if it is one of characters. */
    private String withString(int address, Type element) {
        Optional<CharacterKind> kind = address == 0 ? Optional.empty() : CharacterKind.of(element);
        return label(address) + kind.map(characters -> " " + string(address, characters)).orElse("");
    }

    private String string(int address, CharacterKind kind) {
        try {
            // Often a few bytes do; a string may end where memory does.
            for (int length = 1; length <= MOST_ELEMENTS; length++) {
                byte[] bytes = children.memory().read(address, length * kind.size());
                int[] characters = kind.read(bytes);
                if (characters[length - 1] == 0) {
                    return kind.string(bytes, false);
                }
            }
            return kind.string(children.memory().read(address, MOST_ELEMENTS * kind.size()), true);
        } catch (UnreadableException e) {
            return without.apply("memory can't be read at 0x" + Integer.toHexString(e.address()));
        }
    }

    private String function(Value value) {
        int address = value.address().orElse(0);
        try {
            children.memory().read(address, 1);
        } catch (UnreadableException e) {
            return without.apply("memory can't be read at 0x" + Integer.toHexString(e.address()));
        }
        return "{" + value.type().text() + "} " + label(address);
    }

    private String structure(Structure structure, Value value, int depth) {
        Structure whole = children.completed().apply(structure);
        if (whole.extent() == Extent.DECLARED) {
            return INCOMPLETE;
        }
        List<Member> members = whole.members().get();
        if (members.isEmpty()) {
            return "{<No data fields>}";
        }
        List<String> parts = new ArrayList<>();
        for (Member member : members) {
            if (parts.size() == MOST_ELEMENTS) {
                return "{" + String.join(", ", parts) + "...}";
            }
            String text = text(value.member(member), depth + 1);
            parts.add(member.name().isEmpty() ? text : member.name() + " = " + text);
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private String array(Array array, Value value, int depth) {
        if (array.count().isEmpty() || array.count().getAsLong() == 0) {
            return unbounded(array, value);
        }
        long count = array.count().getAsLong();
        int shown = (int) Math.min(count, MOST_ELEMENTS);
        Optional<CharacterKind> kind = CharacterKind.of(array.element());
        if (kind.isPresent()) {
            int size = kind.get().size();
            try {
                byte[] text = wholeRuns(value, shown, count, size);
                return isAllButZero(value, text, count, size)
                        ? kind.get().string(characters(value, (int) count, size), false)
                        : kind.get().string(text, text.length < count * size);
            } catch (NoValueException e) {
                // Some of the characters may be there.
                return elements(array, value, depth);
            }
        }
        return elements(array, value, depth);
    }

    /** The first characters of an array, and those behind them that only go on with the last one. */
    private byte[] wholeRuns(Value array, int shown, long count, int size) throws NoValueException {
        if (shown < count && ElementRuns.canCompare(array)) {
            ElementRuns runs = new ElementRuns(array, size, count, shown, children.memory());
            return characters(array, (int) (shown - 1 + runs.length(shown - 1)), size);
        }
        byte[] text = characters(array, shown, size);
        int end = shown;
        while (end * size == text.length && end < Math.min(count, LONGEST_RUN) && end > 0) {
            text = characters(array, (int) Math.min(count, end + MOST_ELEMENTS), size);
            while (end * size < text.length
                    && Arrays.equals(text, end * size, (end + 1) * size, text, (shown - 1) * size, shown * size)) {
                end++;
            }
        }
        return Arrays.copyOf(text, end * size);
    }

    /** Whether nothing is missing but a last 0, which is not written anyway. */
    private boolean isAllButZero(Value array, byte[] text, long count, int size) throws NoValueException {
        return text.length == (count - 1) * size
                && Arrays.equals(characters(array, (int) count, size), Arrays.copyOf(text, text.length + size));
    }

    private byte[] characters(Value array, int count, int size) throws NoValueException {
        return bytes(new Value(array.type(), array.storage(), array.firstBit(), 8L * count * size));
    }

    /** Runs of equal elements count as few of those that are written. */
    private String elements(Array array, Value value, int depth) {
        long count = array.count().orElse(0);
        ElementRuns runs = new ElementRuns(value, array.element().size(), count, MOST_ELEMENTS + 1, children.memory());
        boolean isComparable = ElementRuns.canCompare(value);
        List<String> parts = new ArrayList<>();
        long index = 0;
        for (int shown = 0; index < count && shown < MOST_ELEMENTS;) {
            if (isComparable) {
                runs.readAhead(index);
            }
            String text = text(value.element(array.element(), index), depth + 1);
            long run = isComparable ? runs.length(index) : sameTexts(array, value, index, text, depth);
            if (run > CharacterText.THRESHOLD) {
                parts.add(text + " <repeats " + run + " times>");
                index += run;
                shown += CharacterText.THRESHOLD;
                if (isComparable && runs.isAtEnd(index)) {
                    break;
                }
            } else {
                parts.add(text);
                index++;
                shown++;
            }
        }
        return "{" + String.join(", ", parts) + (index < count ? "..." : "") + "}";
    }

    /** How many elements from one on are written as that one: of some there may be a part only, or none. */
    private long sameTexts(Array array, Value value, long index, String text, int depth) {
        long count = array.count().orElse(0);
        long run = 1;
        while (index + run < count && run < LONGEST_RUN
                && text(value.element(array.element(), index + run), depth + 1).equals(text)) {
            run++;
        }
        return run;
    }

    /** An array without a length is shown as the address that it stands for. */
    private String unbounded(Array array, Value value) {
        if (value.address().isEmpty()) {
            return "{}";
        }
        return withString(value.address().getAsInt(), array.element());
    }
}
