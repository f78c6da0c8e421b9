/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.TargetRegisters;

/** An argument that gcc did away with, in {@code programs/wide/passed.c}, is what the call says that it passed. */
class PassedArgumentTest {
    private static final int STACK = 0x9000;

    private final ProgramImage image = Programs.image("wide/passed");
    private final int calling = image.function("_start").orElseThrow().lowPc();

    /** What {@code factor} is at the entry of {@code note}, which returns to an address. */
    private String factor(int returnsTo) {
        TargetRegisters registers = number -> OptionalInt.of(number == I386Register.ESP.number() ? STACK
                : number == I386Register.EIP.number() ? image.function("note").orElseThrow().lowPc() : 0);
        TargetMemory memory = new TargetMemory((address, length) -> {
            byte[] bytes = new byte[8 + length];
            for (int i = 0; i < Integer.BYTES; i++) {
                bytes[i] = (byte) (returnsTo >>> 8 * i);
            }
            int from = address - STACK;
            return CompletableFuture.completedFuture(from < 0 || from > Integer.BYTES ? new byte[length]
                    : Arrays.copyOfRange(bytes, from, from + length));
        });
        StackFrame frame = image.stack(registers, memory, 2, Runnable::run).join().frames().getFirst();
        return memory.ask(() -> image.variables(frame, memory).stream().filter(v -> v.name().equals("factor"))
                .map(v -> image.text(memory).of(v.value())).findFirst().orElse("not there"), Runnable::run).join();
    }

    /** Behind the two calls, which are five bytes each. */
    @ParameterizedTest
    @CsvSource({"10, 7", "20, 9"})
    void theCallSaysWhatItPassed(int behind, String value) {
        assertEquals(value, factor(calling + behind));
    }

    @Test
    void whereNoCallIsItIsNotKnown() {
        String told = factor(calling + 15);
        assertTrue(told.contains("its value at the function's entry is needed, and the caller does not tell"), told);
    }
}
