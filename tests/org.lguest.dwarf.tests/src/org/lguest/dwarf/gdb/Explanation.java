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

import java.util.function.Supplier;

/** The kinds of differences that are understood: why gdb says something else, and whose answer is right. */
enum Explanation {
    /** As {@link PiecesBehind}: member by member it says what ours says, or that. */
    PIECES_BEHIND("gdb takes what is behind a location's last piece for bits that are 0, or for a pointer that does not exist") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            String[] mine = ours.split(", ");
            String[] others = theirs.split(", ");
            String[] zero = other.zeroBehind().get().split(", ");
            boolean isSame = mine.length == others.length && mine.length == zero.length;
            for (int i = 0; isSame && i < mine.length; i++) {
                boolean isBehind = !mine[i].equals(zero[i]) && mine[i].contains("<optimized out>");
                isSame = mine[i].equals(others[i]) || isBehind && (zero[i].equals(others[i])
                        || mine[i].replace("<optimized out>", "<synthetic pointer>").equals(others[i]));
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
            return (ours.contains(NOWHERE_NOW) || ours.equals(ERROR_NOW)) && other.carried().get().equals(theirs);
        }
    },
    /** C has the sign changed, and so has the processor. */
    NEGATED("gdb subtracts from 0 to negate, which leaves the sign of what is no number") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            return ours.contains("nan(") && other.subtracted().get().equals(theirs);
        }
    },
    /** {@code counted.calls} is a static variable of a function as clang names it, and something else in D. */
    OTHER_LANGUAGE("gdb takes a symbol of clang's for one of another language and writes its dot in brackets") {
        @Override
        boolean explains(String ours, String theirs, Alternatives other) {
            return theirs.contains("[") && theirs.replaceAll("\\[(\\w+)\\]>", ".$1>").equals(ours);
        }
    };

    /**
     * What ours would be by other rules.
     *
     * @param carried if callees preserve every register
     * @param zeroBehind if there are zeros behind the last piece of a location
     * @param subtracted if what is negated is subtracted from 0
     */
    record Alternatives(Supplier<String> carried, Supplier<String> zeroBehind, Supplier<String> subtracted) {
    }

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
