/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.commandline;

/** The command can't be carried out: with a code for programs, and the reason and a remedy for people. */
final class CommandLineException extends Exception {

    private static final long serialVersionUID = 1;

    /** What is wrong with the words of the command itself. */
    enum Code {
        UNKNOWN_OPTION, MISSING_OPERAND, BAD_MEGABYTES, BAD_PATH, BAD_TRACE, BAD_BANKS, BAD_PACE, BAD_CPU, BAD_ERA,
        BAD_MAC, BAD_NET, BAD_SEED, BAD_BREAK, BAD_WATCH, NO_SUCH_SYMBOL, NO_SYMBOLS, TRACE_UNWRITABLE
    }

    private final ExitStatus status;
    private final String code;

    CommandLineException(ExitStatus status, Enum<?> code, String message) {
        super(message);
        this.status = status;
        this.code = code.name();
    }

    ExitStatus status() {
        return status;
    }

    /** One of {@link Code}, or that of the launcher's or the session's refusal. */
    String code() {
        return code;
    }
}
