/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kinds of differences that are understood: why gdb says something else, and whose answer is right. */
enum Explanation {
    /** As {@link PiecesBehind}: member by member it says what ours says, or that. */
    PIECES_BEHIND("gdb takes what is behind a location's last piece for bits that are 0, or for a pointer that does not exist") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            String[] mine = ours.split(", ");
            String[] others = theirs.split(", ");
            String[] zero = other.zeroBehind().split(", ");
            if (ours.equals("<optimized out>") && !zero[0].equals(ours)) {
                // All that the pieces tell is that there is nothing.
                return isNoPointerBehind(zero, others);
            }
            boolean isSame = mine.length == others.length && mine.length == zero.length;
            for (int i = 0; isSame && i < mine.length; i++) {
                boolean isBehind = !mine[i].equals(zero[i]) && mine[i].contains("<optimized out>");
                isSame = mine[i].equals(others[i]) || isBehind && zero[i].equals(others[i]);
            }
            return isSame;
        }

        private boolean isNoPointerBehind(String[] zero, String[] others) {
            boolean isSame = zero.length == others.length;
            for (int i = 0; isSame && i < zero.length; i++) {
                isSame = zero[i].equals(others[i]) || !zero[i].contains("<optimized out>")
                        && zero[i].replaceFirst("(^|= )(?![^{}]*= )[^{}]+", "$1<synthetic pointer>").equals(others[i]);
            }
            return isSame;
        }
    },
    /**
     * gdb 13.1 takes every register that call frame information is silent about for one that callees preserve. Its
     * value is what ours would be if that were so.
     */
    NOT_PRESERVED("gdb shows what a called function has left in a register that it need not preserve") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            return (ours.contains(NOWHERE_NOW) || ours.equals(ERROR_NOW)) && other.carried().equals(theirs);
        }
    },
    /** C has the sign changed, and so has the processor. */
    NEGATED("gdb subtracts from 0 to negate, which leaves the sign of what is no number") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            return ours.contains("nan(") && other.subtracted().equals(theirs);
        }
    },
    /**
     * {@code counted.calls} is a static variable of a function as clang names it, and something else in Ada. Recordings
     * of today are made without demangling.
     */
    OTHER_LANGUAGE("gdb takes a symbol of clang's for one of Ada's and writes its dot in brackets, or not at all") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            return ours.contains("<.") && ours.replace("<.", "<").equals(theirs)
                    || theirs.contains("[") && theirs.replaceAll("\\[(\\w+)\\]([+>])", ".$1$2").equals(ours);
        }
    },
    /** A pointer without an address points to a variable all the same, and is not null. */
    NO_ADDRESS("gdb takes 0 for the address of a pointer that does not exist") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            return List.of("error", "0", "1", "2").contains(ours) && other.nulled().equals(theirs);
        }
    },
    /** As {@code (int) z} where z is an encoding of 80 bits that the processor refuses. */
    NO_NUMBER("gdb casts bytes that are no number as it does the largest one") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            return ours.equals("error") && other.notANumber().equals(theirs);
        }
    },
    /** As an array of clang's, of which one element is at an address that is its value. */
    UNREADABLE_PIECE("gdb has nothing of a value in pieces where memory can't be read for one of them") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            // What is in one place, or in none, has one error.
            int first = ours.indexOf("<error: ");
            return theirs.startsWith("<error: Cannot access memory") && ours.startsWith("{") && first > 0
                    && ours.startsWith(theirs, first) && (ours.contains("<optimized out>")
                            || ours.replace(theirs, "").contains("<error: Cannot access memory"));
        }
    },
    /** The value is the argument that the function was called with, as the call says. */
    ORIGINAL_CALLED("gdb does not find who was called where the call names a function's original, that of its copies") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            return theirs.equals("<optimized out>") && other.isOfOriginal();
        }
    },
    /** As {@code *rows} of what is in registers, where gdb reads {@code rows[0]}. */
    UNPLACED_ARRAY("gdb asks for the address of an array to get at its first element, which then has none") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            return theirs.equals("error") && !ours.equals("error") && other.first().equals(ours);
        }
    },
    /** As {@code char *test} in a {@code test} that clang has inlined: code to gdb, which shows its value even so. */
    FUNCTION_OF_NAME("gdb takes the inlined function for the variable of its name in an expression") {
        private static final Pattern CODE = Pattern.compile("(?s)error|\\(void \\(\\*\\).*|\\{void .*|\\d+");

        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            return other.isNamedAsFunction() && CODE.matcher(theirs).matches();
        }
    },
    /** As {@link PiecesBehind#overrun}. */
    OVERRUN("gdb reads what a piece has behind its register from the next one, over the piece's first bytes") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            return other.overrun().equals(theirs);
        }
    },
    /** As {@link PiecesBehind#zeroBeyond}: of 64 bits that clang knows of an element gdb has none. */
    ZERO_BEYOND("gdb takes zeros for a piece that is longer than the 32 bits that were computed of it") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            return other.zeroBeyond().equals(theirs);
        }
    },
    /** As gcc and clang write them with a code of their own. */
    COMPLEX_INTEGER("gdb reads no complex integers and writes their type's name") {
        private static final String PART = "(?:-?\\d+|0x[0-9a-f]+)";

        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            return Stream.of("complex int", "complex", "__unknown__").anyMatch(name -> theirs.contains(name)
                    && ours.replaceAll(PART + " \\+ " + PART + "i", name).equals(theirs));
        }
    },
    /** As {@code DW_OP_consts 78187493530, DW_OP_stack_value}, which clang writes for a {@code long long}. */
    CUT("gdb cuts the constant of 64 bits that a variable has instead of a location to the 32 of an address") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            return ours.matches("-?\\d{1,18}") && (int) Long.parseLong(ours) != Long.parseLong(ours)
                    && theirs.equals(Long.toString(Long.parseLong(ours) & 0xFFFF_FFFFL));
        }
    };

    /** For what was in a register of a caller that the i386 ABI lets a callee change. */
    static final String NOWHERE_NOW = "<not preserved>";
    static final String ERROR_NOW = "error: not preserved";

    private final String text;

    Explanation(String text) {
        this.text = text;
    }

    abstract boolean explains(String ours, String theirs, Alternatives other);

    /** Why the two differ; empty if nobody knows. */
    static String of(String ours, String theirs, Alternatives other) {
        for (Explanation explanation : values()) {
            if (explanation.explains(ours, theirs, other)) {
                return explanation.text;
            }
        }
        return "";
    }
}
