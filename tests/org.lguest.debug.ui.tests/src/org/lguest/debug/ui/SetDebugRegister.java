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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One LHCALL_SET_DEBUGREG of the debugger's, as the Host's trace tells of it. */
record SetDebugRegister(int bank, int register, int value, int result) {

    private static final int CONTROL = 7;
    private static final int SLOTS = 4;
    private static final Pattern CALL = Pattern
            .compile("hypercall +debugger bank (\\d+): LHCALL_SET_DEBUGREG\\((\\d), (0x[0-9a-f]+|\\d)\\) = (-?\\d+)");

    /** An accepted one, in the debugger's first bank. */
    static SetDebugRegister set(int register, int value) {
        return new SetDebugRegister(1, register, value, 0);
    }

    /** All in that transcript, in the order in which they were made. */
    static List<SetDebugRegister> allIn(Path transcript) {
        try (Stream<String> lines = Files.lines(transcript)) {
            return lines.map(CALL::matcher).filter(Matcher::find).map(SetDebugRegister::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SetDebugRegister of(MatchResult call) {
        return new SetDebugRegister(Integer.parseInt(call.group(1)), Integer.parseInt(call.group(2)),
                Long.decode(call.group(3)).intValue(), Integer.parseInt(call.group(4)));
    }

    /** The addresses that the first bank matches after all these calls: those whose register DR7 enables. */
    static Set<Integer> armedAfter(List<SetDebugRegister> calls) {
        int[] registers = new int[CONTROL + 1];
        calls.stream().filter(call -> call.bank == 1 && call.result == 0)
                .forEach(call -> registers[call.register] = call.value);
        Set<Integer> armed = new HashSet<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            if ((registers[CONTROL] >>> 2 * slot & 3) != 0) {
                armed.add(registers[slot]);
            }
        }
        return armed;
    }

    @Override
    public String toString() {
        return String.format("bank %d: DR%d = %08x -> %d", bank, register, value, result);
    }
}
