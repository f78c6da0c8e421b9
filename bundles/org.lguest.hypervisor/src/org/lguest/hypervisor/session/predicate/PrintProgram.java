/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session.predicate;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is printed at a hit: a format, and for each of its conversions a program that gives the value. Immutable. A
 * value that can't be had is printed as the reason why, in angle brackets.
 */
public final class PrintProgram {

    /** Characters of one printout; the rest is left out, and three dots say so. */
    public static final int LONGEST = 4096;

    private final List<PrintFormat.Piece> pieces;
    private final List<PredicateProgram> values;

    private PrintProgram(List<PrintFormat.Piece> pieces, List<PredicateProgram> values) {
        this.pieces = pieces;
        this.values = List.copyOf(values);
    }

    /**
     * Prints these values in this format.
     *
     * @param values what each leaves on the stack is a value; one for each of {@link PrintFormat#arguments}
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static PrintProgram of(PrintFormat format, List<PredicateProgram> values) {
        if (values.size() != format.arguments()) {
            throw new IllegalArgumentException(values.size() + " values for " + format.arguments() + " conversions");
        }
        return new PrintProgram(format.pieces(), values);
    }

    /**
     * What it prints now.
     *
     * @param matches how often the debug register or event has matched, this time included
     */
    public String text(GuestState guest, long matches) {
        StringBuilder text = new StringBuilder();
        PredicateEvaluator evaluator = new PredicateEvaluator();
        Iterator<PredicateProgram> rest = values.iterator();
        for (PrintFormat.Piece piece : pieces) {
            if (piece.conversion().isEmpty()) {
                text.append(piece.text());
            } else if (evaluator.evaluate(rest.next(), guest, matches) == PredicateEvaluator.Outcome.FAULT) {
                text.append(inPlaceOf(evaluator.fault().orElseThrow()));
            } else {
                piece.conversion().get().print(evaluator.value(), guest, text);
            }
            if (text.length() > LONGEST) {
                return text.substring(0, LONGEST) + "...";
            }
        }
        return text.toString();
    }

    static String inPlaceOf(PredicateFault fault) {
        return switch (fault) {
            case PredicateFault.Unmapped(int address) -> String.format("<0x%08x is not mapped>", address);
            case PredicateFault.DivisionByZero zero -> "<division by zero>";
        };
    }

    /** Two are equal when they print the same at all times. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PrintProgram program && pieces.equals(program.pieces) && values.equals(program.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(pieces, values);
    }
}
