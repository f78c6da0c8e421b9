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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A format of C's printf, taken apart: text and conversions by turns. A guest's values have 32 bits, so there is no
 * floating point and no {@code long long}; there is no {@code *}, and no {@code %n}.
 */
public final class PrintFormat {

    /** Characters that a format can have. */
    public static final int LONGEST = 4096;

    private static final String KINDS = "diuoxXcsp";

    /** Text, or a conversion. */
    record Piece(String text, Optional<Conversion> conversion) {
    }

    private final List<Piece> pieces = new ArrayList<>();
    private final String format;
    private int at;

    private PrintFormat(String format) {
        this.format = format;
    }

    /**
     * Takes a format apart.
     *
     * @param format with what a C compiler makes of escapes, such as {@code \\n}, in it already
     * @throws PrintFormatException if it can't be printed
     */
    public static PrintFormat parse(String format) throws PrintFormatException {
        if (format.length() > LONGEST) {
            throw new PrintFormatException(LONGEST, "A format can have " + LONGEST + " characters.");
        }
        PrintFormat parsed = new PrintFormat(format);
        parsed.parse();
        return parsed;
    }

    /** How many values it takes. */
    public int arguments() {
        return (int) pieces.stream().filter(piece -> piece.conversion.isPresent()).count();
    }

    List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    private void parse() throws PrintFormatException {
        StringBuilder text = new StringBuilder();
        while (at < format.length()) {
            char c = format.charAt(at);
            if (c != '%') {
                text.append(c);
                at++;
            } else if (format.startsWith("%%", at)) {
                text.append(c);
                at += 2;
            } else {
                text(text);
                pieces.add(new Piece("", Optional.of(conversion())));
            }
        }
        text(text);
    }

    private void text(StringBuilder text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text.toString(), Optional.empty()));
            text.setLength(0);
        }
    }

    private Conversion conversion() throws PrintFormatException {
        int start = at++;
        String flags = run("-+ #0");
        int width = number(start);
        int precision = -1;
        if (next('.')) {
            precision = number(start);
        }
        String length = run("hlLqjzt");
        if (at == format.length()) {
            throw new PrintFormatException(start, "After % a conversion is missing, such as d or x. A % is written %%.");
        }
        char kind = format.charAt(at++);
        int bytes = bytes(start, length);
        if ("eEfFgGaA".indexOf(kind) >= 0) {
            throw new PrintFormatException(start, "Floating point can't be printed: %" + kind + '.');
        }
        if (kind == 'n' || kind == '*' || KINDS.indexOf(kind) < 0) {
            throw new PrintFormatException(start, "There is no conversion %" + kind + " here; there are d i u o x X c s p.");
        }
        return new Conversion(flags, width, precision, bytes, kind);
    }

    private static int bytes(int start, String length) throws PrintFormatException {
        return switch (length) {
            case "hh" -> 1;
            case "h" -> 2;
            case "", "l", "z", "t" -> 4;
            default -> throw new PrintFormatException(start, "A value has 32 bits: \"" + length + "\" can't be printed.");
        };
    }

    private boolean next(char c) {
        boolean there = at < format.length() && format.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private String run(String of) {
        int start = at;
        while (at < format.length() && of.indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        return format.substring(start, at);
    }

    private int number(int start) throws PrintFormatException {
        String digits = run("0123456789");
        if (digits.length() > 3 || !digits.isEmpty() && Integer.parseInt(digits) > Conversion.WIDEST) {
            throw new PrintFormatException(start, "Width and precision can be " + Conversion.WIDEST + " at most.");
        }
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
