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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;

/** Numbers of 64 bits in two registers, of which an expression names the lower one ({@code DW_OP_regval_type}). */
class RegisterPairTest {
    private static final int UPPER = 32;

    @Test
    void theUpperHalfIsInTheNextOfGccsRegisters(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("main.c"), """
                unsigned long long __attribute__((noinline, noclone)) part(unsigned long long wide) {
                    wide <<= 37;
                    wide /= 232;
                    return 3 + (unsigned short) wide;
                }
                int _start(int n) { return part(n) == 7; }
                """);
        Process gcc = new ProcessBuilder("gcc", "-m32", "-g", "-O2", "-nostdlib", "-static", "-no-pie", "-fno-pic",
                "-ffreestanding", "-o", "main", "main.c", "-lgcc").directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, gcc.waitFor(), said);
        // ebx is the upper half of ecx; nothing else is known.
        TargetMemory memory = new TargetMemory((address, length) -> CompletableFuture.completedFuture(new byte[length]));
        Set<String> values = new TreeSet<>();
        try (ProgramImage image = ProgramImage.open(folder.resolve("main"))) {
            Function part = image.function("part").orElseThrow();
            for (int eip = part.lowPc(); eip < part.highPc(); eip++) {
                int at = eip;
                StackFrame frame = image.stack(number -> OptionalInt.of(number == I386Register.EIP.number() ? at
                        : number == I386Register.ESP.number() ? 0x1000 : number == I386Register.EBX.number() ? UPPER : 0),
                        memory, 1, Runnable::run).join().frames().getFirst();
                memory.ask(() -> image.variables(frame, memory), Runnable::run).join()
                        .forEach(named -> values.add(image.text(memory).of(named.value())));
            }
        }
        assertTrue(values.contains(Long.toString((1L << 37) / 232)), values.toString());
    }
}
