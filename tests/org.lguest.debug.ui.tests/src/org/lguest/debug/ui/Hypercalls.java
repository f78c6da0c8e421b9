/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the Host's trace tells of the debugger's hypercalls. */
final class Hypercalls {

    private static final Pattern SET_DEBUGREG = Pattern
            .compile("hypercall +debugger bank (\\d+): LHCALL_SET_DEBUGREG\\((\\d), (0x[0-9a-f]+|\\d)\\) = (-?\\d+)");

    private Hypercalls() {
    }

    /** Each LHCALL_SET_DEBUGREG of the debugger in that transcript, as {@link #set} would say it. */
    static List<String> setIn(Path transcript) {
        try (Stream<String> lines = Files.lines(transcript)) {
            return lines.map(SET_DEBUGREG::matcher).filter(Matcher::find).map(Hypercalls::text).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code LHCALL_SET_DEBUGREG(register, value)} for that bank, accepted. */
    static String set(int bank, int register, int value) {
        return String.format("bank %d: DR%d = %08x -> 0", bank, register, value);
    }

    private static String text(MatchResult call) {
        return String.format("bank %s: DR%s = %08x -> %s", call.group(1), call.group(2), Long.decode(call.group(3)), call.group(4));
    }
}
