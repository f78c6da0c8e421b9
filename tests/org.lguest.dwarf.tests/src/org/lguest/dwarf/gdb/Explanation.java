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

/** The kinds of differences that are understood: why gdb says something else, and whose answer is right. */
enum Explanation {
    /** gdb 13.1 drops the length of an array that is in no location, and then takes it for one at address 0. */
    ARRAY_NOWHERE("gdb shows address 0 for an array of variable length that is in no location") {
        @Override
        boolean explains(String ours, String theirs) {
            return theirs.equals("0x0") && ours.matches("\\{(<optimized out>(, )?)+}|<optimized out>");
        }
    },
    /** gdb 13.1 takes what comes after the last piece for a pointer that does not exist, or for bits that are 0. */
    PIECES_MISSING("gdb gives a value to parts of a structure that no piece of its location describes") {
        @Override
        boolean explains(String ours, String theirs) {
            String[] mine = ours.split(", ");
            String[] others = theirs.split(", ");
            boolean isSame = theirs.contains("<synthetic pointer>") && mine.length == others.length;
            for (int i = 0; isSame && i < mine.length; i++) {
                isSame = mine[i].equals(others[i]) || mine[i].matches("([{]?\\w+ = )?<optimized out>}*");
            }
            return isSame;
        }
    },
    /** gdb 13.1 takes every register that call frame information is silent about for one that callees preserve. */
    NOT_PRESERVED("gdb shows what a called function has left in a register that it need not preserve") {
        @Override
        boolean explains(String ours, String theirs) {
            return ours.contains(NOWHERE_NOW) || ours.equals(ERROR_NOW);
        }
    },
    /** {@code counted.calls} is a static variable of a function as clang names it, and something else in D. */
    OTHER_LANGUAGE("gdb takes a symbol of clang's for one of another language and writes its dot in brackets") {
        @Override
        boolean explains(String ours, String theirs) {
            return theirs.contains("[") && theirs.replaceAll("\\[(\\w+)\\]>", ".$1>").equals(ours);
        }
    };

    /** For what was in a register of a caller that the i386 ABI lets a callee change. */
    static final String NOWHERE_NOW = "<not preserved>";
    static final String ERROR_NOW = "error: not preserved";

    private final String text;

    Explanation(String text) {
        this.text = text;
    }

    abstract boolean explains(String ours, String theirs);

    /** Why the two differ; empty if nobody knows. */
    static String of(String ours, String theirs) {
        for (Explanation explanation : values()) {
            if (explanation.explains(ours, theirs)) {
                return explanation.text;
            }
        }
        return "";
    }
}
