/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.type;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lguest.dwarf.info.EntryReference;

/**
 * A type of the program. What a pointer points to and what a structure has for members is looked up when asked for,
 * since types refer to each other in circles; all else is there, and finite whatever the file says.
 */
public sealed interface Type {
    /** In bytes; 0 where there is none to tell, as of functions and of arrays without a length. */
    long size();

    /** The type without typedefs and qualifiers. */
    default Type stripped() {
        Type type = this;
        while (true) {
            switch (type) {
                case Typedef typedef -> type = typedef.target();
                case Qualified qualified -> type = qualified.target();
                default -> {
                    return type;
                }
            }
        }
    }

    /** As C writes it, as {@code struct node *[4]}. */
    default String text() {
        return TypeText.of(this);
    }

    /** {@code void}. */
    record Void() implements Type {
        @Override
        public long size() {
            return 0;
        }
    }

    /**
     * A number, character or truth value.
     *
     * @param encoding one of the {@code DW_ATE_} codes (DWARF 5, section 7.8)
     */
    record Base(String name, long size, int encoding) implements Type {
        private static final int DW_ATE_ADDRESS = 1;
        private static final int DW_ATE_BOOLEAN = 2;
        private static final int DW_ATE_COMPLEX_FLOAT = 3;
        private static final int DW_ATE_FLOAT = 4;
        private static final int DW_ATE_SIGNED_CHAR = 6;
        private static final int DW_ATE_UNSIGNED = 7;
        private static final int DW_ATE_UNSIGNED_CHAR = 8;
        private static final int DW_ATE_SIGNED = 5;
        private static final int DW_ATE_DECIMAL_FLOAT = 15;
        private static final int DW_ATE_UTF = 16;
        private static final int DW_ATE_ASCII = 18;
        /** What gcc and clang give complex integers, for which DWARF has no code. */
        private static final int DW_ATE_LO_USER = 0x80;
        /** No code of DWARF's: of a complex integer's parts where the compiler does not name their type. */
        private static final int OF_EITHER_SIGN = 0x100;
        private static final Set<String> QUADS = Set.of("__float128", "_Float128");
        private static final Pattern INTEGER_NAME =
                Pattern.compile("complex ((?:(?:signed|unsigned|char|short|int|long)(?: |$))+)");

        public boolean isBoolean() {
            return encoding == DW_ATE_BOOLEAN;
        }

        /** Whether it is a real number that is computed with: of 16, 32, 64, or 80 bits and what aligns them. */
        public boolean isReal() {
            return encoding == DW_ATE_FLOAT && !isQuad()
                    && (size == 2 && !isBrainFloat() || size == 4 || size == 8 || size >= 10 && size <= 16);
        }

        /** Whether it is a {@code float} without its lower half, which is only read. */
        public boolean isBrainFloat() {
            return encoding == DW_ATE_FLOAT && size == 2 && name.equals("__bf16");
        }

        /** Whether it is a real number of 128 bits; its name tells it from one of 80 bits that is aligned so. */
        public boolean isQuad() {
            return encoding == DW_ATE_FLOAT && size == 16 && QUADS.contains(name);
        }

        /**
         * The type of a complex number's two parts, if it is such a number. Of complex integers gcc 12 names
         * {@code int} alone, and clang 14 none.
         */
        public Optional<Base> part() {
            if (encoding == DW_ATE_LO_USER && Long.bitCount(size) == 1 && size >= 2 && size <= 16) {
                Matcher named = INTEGER_NAME.matcher(name);
                return Optional.of(!named.matches() ? new Base("integer", size / 2, OF_EITHER_SIGN)
                        : new Base(named.group(1), size / 2,
                                named.group(1).contains("unsigned") ? DW_ATE_UNSIGNED : DW_ATE_SIGNED));
            }
            Base part = new Base(name.replaceFirst("^(_Complex|complex) | _Complex$", ""), size / 2, DW_ATE_FLOAT);
            return isComplex() && (part.isReal() || part.isQuad()) ? Optional.of(part) : Optional.empty();
        }

        /** The type of complex numbers of two such parts. */
        public static Base complex(Base part) {
            return new Base("complex " + part.name(), part.size() * 2,
                    part.isInteger() ? DW_ATE_LO_USER : DW_ATE_COMPLEX_FLOAT);
        }

        /** Whether it is an integer, a character or a truth value. */
        public boolean isInteger() {
            return switch (encoding) {
                case DW_ATE_ADDRESS, DW_ATE_BOOLEAN, DW_ATE_SIGNED, DW_ATE_SIGNED_CHAR, DW_ATE_UNSIGNED,
                    DW_ATE_UNSIGNED_CHAR -> true;
                default -> encoding >= DW_ATE_UTF && encoding <= DW_ATE_ASCII;
            };
        }

        /** Whether it is an integer of which only the bits are known, and not whether they have a sign. */
        public boolean isOfEitherSign() {
            return encoding == OF_EITHER_SIGN;
        }

        /** What to call it where it is not understood. */
        public String kind() {
            return isInteger() ? "an integer"
                    : encoding == DW_ATE_DECIMAL_FLOAT ? "a decimal number"
                    : encoding == DW_ATE_FLOAT ? "a real number"
                    : isComplex() ? "a complex number"
                    : "a number of encoding 0x" + Integer.toHexString(encoding);
        }

        public boolean isComplex() {
            return encoding == DW_ATE_COMPLEX_FLOAT;
        }

        public boolean isCharacter() {
            return encoding == DW_ATE_SIGNED_CHAR || encoding == DW_ATE_UNSIGNED_CHAR;
        }

        public boolean isUnsigned() {
            return switch (encoding) {
                case DW_ATE_ADDRESS, DW_ATE_BOOLEAN, DW_ATE_UNSIGNED, DW_ATE_UNSIGNED_CHAR, DW_ATE_UTF -> true;
                default -> false;
            };
        }
    }

    /** @param target what it points to */
    record Pointer(long size, Supplier<Type> target) implements Type {
    }

    /**
     * A structure, union or class.
     *
     * @param keyword {@code struct}, {@code union} or {@code class}
     * @param tag its name; empty for one without
     * @param size 0 where it is not known
     */
    record Structure(String keyword, String tag, long size, Extent extent, Supplier<List<Member>> members)
            implements Type {
        /** Whether its size is known, and where its members are. */
        public boolean isComplete() {
            return extent == Extent.FIXED;
        }
    }

    /** What is known of a structure. */
    enum Extent {
        /** Everything. */
        FIXED,
        /** Its members; their places and its size depend on variables, as on the length of an array in it (GNU C). */
        VARYING,
        /** Its name; its unit only declares it. */
        DECLARED
    }

    /**
     * A member of a structure.
     *
     * @param name empty for an anonymous structure or union, whose members count as the outer one's
     * @param offset in bytes from the start of the structure
     * @param bits where in the bytes from there, of a bit-field
     */
    record Member(String name, long offset, Optional<Bits> bits, Supplier<Type> type) {
    }

    /**
     * The place of a bit-field.
     *
     * @param first the least significant bit of the byte at the member's offset being 0
     * @param count how many bits
     */
    record Bits(int first, int count) {
        /** How many bytes the bits touch. */
        public int bytes() {
            return (first + count + 7) / 8;
        }
    }

    /**
     * @param count of elements; empty where the program doesn't say
     * @param bound the entry that has the expression for it, where it is found while the program runs
     * @param isVector whether it is computed with as a whole, as GNU's vectors, and is no address
     */
    record Array(Type element, OptionalLong count, long size, Optional<EntryReference> bound, boolean isVector)
            implements Type {
        public Array(Type element, OptionalLong count) {
            this(element, count, false);
        }

        Array(Type element, OptionalLong count, boolean isVector) {
            this(element, count, element.size() * count.orElse(0), Optional.empty(), isVector);
        }

        /** @param bound that can't be found, or not yet */
        public Array(Type element, EntryReference bound) {
            this(element, OptionalLong.empty(), 0, Optional.of(bound), false);
        }
    }

    /**
     * An enumeration.
     *
     * @param tag its name; empty for one without
     * @param isUnsigned whether its numbers are
     * @param enumerators its names and numbers, in order
     */
    record Enumeration(String tag, long size, boolean isUnsigned, Supplier<List<Enumerator>> enumerators)
            implements Type {
        /** Whether the program says more than its name, as GNU's C allows. */
        public boolean isComplete() {
            return size > 0;
        }
    }

    /** A name for a number. */
    record Enumerator(String name, long value) {
    }

    /** A name for another type. */
    record Typedef(String name, Type target, long size) implements Type {
        Typedef(String name, Type target) {
            this(name, target, target.size());
        }
    }

    /** @param qualifier {@code const}, {@code volatile}, {@code restrict} or {@code _Atomic} */
    record Qualified(String qualifier, Type target, long size) implements Type {
        public Qualified(String qualifier, Type target) {
            this(qualifier, target, target.size());
        }
    }

    /**
     * A function, of which only pointers to it matter here.
     *
     * @param result what it returns
     * @param parameters what it takes; none if it takes nothing or does not say
     * @param isPrototyped whether it says
     */
    record FunctionType(Supplier<Type> result, Supplier<Parameters> parameters, boolean isPrototyped)
            implements Type {
        @Override
        public long size() {
            return 0;
        }
    }

    /** @param isOpen whether more may follow */
    record Parameters(List<Type> types, boolean isOpen) {
    }

    /**
     * One that could not be read.
     *
     * @param reason why
     */
    record Unknown(String reason) implements Type {
        @Override
        public long size() {
            return 0;
        }
    }
}
