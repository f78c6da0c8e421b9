/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.lguest.debug.core.LguestStatus;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.session.predicate.PredicateProgram;
import org.lguest.hypervisor.session.predicate.PrintFormat;
import org.lguest.hypervisor.session.predicate.PrintFormatException;
import org.lguest.hypervisor.session.predicate.PrintProgram;

/**
 * The arguments of C's printf as they are written: a format in quotes, then expressions with commas before them.
 *
 * @param format    without the quotes, its escapes resolved (C11, section 6.4.4.4)
 * @param arguments each as written
 */
record PrintText(String format, List<String> arguments) {

    private static final Map<Character, Character> ESCAPES = Map.of('n', '\n', 't', '\t', 'r', '\r', 'a', '\7', 'b', '\b',
            'f', '\f', 'v', '\13', 'e', '\33');

    /**
     * Takes a text apart.
     *
     * @throws CoreException with a status of the catalogue for what is not of that form, or can't be printed
     */
    static PrintText parse(String text) throws CoreException {
        Reader reader = new Reader(text.strip());
        String format = reader.format();
        List<String> arguments = reader.arguments();
        try {
            int wanted = PrintFormat.parse(format).arguments();
            if (wanted != arguments.size()) {
                throw LguestStatus.PRINT_ARGUMENTS.exception(wanted, arguments.size());
            }
        } catch (PrintFormatException e) {
            throw LguestStatus.PRINT_MALFORMED.exception(e.getMessage());
        }
        for (String argument : arguments) {
            IStatus syntax = ConditionCheck.syntax(argument);
            if (argument.isEmpty() || !syntax.isOK()) {
                throw argument.isEmpty() ? LguestStatus.PRINT_MALFORMED.exception("An expression is missing.")
                        : new CoreException(syntax);
            }
        }
        return new PrintText(format, arguments);
    }

    /**
     * The program that prints it.
     *
     * @param address where its names are to mean something
     */
    PrintProgram compile(ProgramImage image, int address) throws CoreException {
        List<PredicateProgram> values = new ArrayList<>();
        for (String argument : arguments) {
            values.add(ConditionProgram.compile(image, argument, address));
        }
        try {
            return PrintProgram.of(PrintFormat.parse(format), values);
        } catch (PrintFormatException e) {
            throw LguestStatus.PRINT_MALFORMED.exception(e.getMessage());
        }
    }

    /** Reads from the left. */
    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        private boolean isAt(char c) {
            return at < text.length() && text.charAt(at) == c;
        }

        String format() throws CoreException {
            if (!isAt('"')) {
                throw LguestStatus.PRINT_MALFORMED.exception("It begins with a format in double quotes.");
            }
            at++;
            StringBuilder format = new StringBuilder();
            while (!isAt('"')) {
                if (at >= text.length()) {
                    throw LguestStatus.PRINT_MALFORMED.exception("The closing quote of the format is missing.");
                }
                char c = text.charAt(at++);
                format.append(c == '\\' && at < text.length() ? escape() : c);
            }
            at++;
            return format.toString();
        }

        private char escape() {
            char c = text.charAt(at++);
            if (c == 'x') {
                return number(16, 2);
            }
            if (c >= '0' && c <= '7') {
                at--;
                return number(8, 3);
            }
            return ESCAPES.getOrDefault(c, c);
        }

        private char number(int radix, int digits) {
            int value = 0;
            for (int i = 0; i < digits && at < text.length() && Character.digit(text.charAt(at), radix) >= 0; i++) {
                value = value * radix + Character.digit(text.charAt(at++), radix);
            }
            return (char) (value & 0xFF);
        }

        /** Splits at commas that are in no brackets and no quotes. */
        List<String> arguments() throws CoreException {
            List<String> arguments = new ArrayList<>();
            String rest = text.substring(at).strip();
            if (rest.isEmpty()) {
                return arguments;
            }
            if (rest.charAt(0) != ',') {
                throw LguestStatus.PRINT_MALFORMED.exception("After the format a comma is missing.");
            }
            int depth = 0;
            boolean quoted = false;
            int start = 1;
            for (int i = 1; i < rest.length(); i++) {
                char c = rest.charAt(i);
                if (c == '\'' && rest.charAt(i - 1) != '\\') {
                    quoted = !quoted;
                } else if (!quoted) {
                    depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
                    if (c == ',' && depth == 0) {
                        arguments.add(rest.substring(start, i).strip());
                        start = i + 1;
                    }
                }
            }
            arguments.add(rest.substring(start).strip());
            return arguments;
        }
    }
}
