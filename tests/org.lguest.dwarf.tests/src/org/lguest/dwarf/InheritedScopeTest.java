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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;

/** What copies of inlined functions have in sight, where compilers leave out which original a block has. */
class InheritedScopeTest {
    /** A function with a block, and copies of it. The sections are those of DWARF 4. */
    private static final String SOURCE = """
            .text
            .globl _start
            _start: nop; nop
            .globl other
            other: nop; nop
            end:
            .section .debug_abbrev, "", @progbits
            .uleb128 1; .uleb128 0x11; .byte 1; .uleb128 0x11; .uleb128 1; .uleb128 0x12; .uleb128 6; .byte 0, 0
            # An original function, and its block
            .uleb128 2; .uleb128 0x2e; .byte 1; .uleb128 0x03; .uleb128 8; .uleb128 0x20; .uleb128 0xb; .byte 0, 0
            .uleb128 3; .uleb128 0x0b; .byte 1; .byte 0, 0
            .uleb128 4; .uleb128 0x34; .byte 0; .uleb128 0x03; .uleb128 8; .byte 0, 0
            # A function, a copy, a block with code, a variable of the copy's, a block without code
            .uleb128 5; .uleb128 0x2e; .byte 1; .uleb128 0x03; .uleb128 8; .uleb128 0x11; .uleb128 1
            .uleb128 0x12; .uleb128 6; .byte 0, 0
            .uleb128 6; .uleb128 0x1d; .byte 1; .uleb128 0x31; .uleb128 0x13; .uleb128 0x11; .uleb128 1
            .uleb128 0x12; .uleb128 6; .byte 0, 0
            .uleb128 7; .uleb128 0x0b; .byte 1; .uleb128 0x11; .uleb128 1; .uleb128 0x12; .uleb128 6; .byte 0, 0
            .uleb128 8; .uleb128 0x34; .byte 0; .uleb128 0x31; .uleb128 0x13; .byte 0, 0
            .uleb128 9; .uleb128 0x0b; .byte 1; .uleb128 0x31; .uleb128 0x13; .byte 0, 0
            .byte 0
            .section .debug_info, "", @progbits
            unit: .long unitend - unit - 4; .short 4; .long .debug_abbrev; .byte 4
            .uleb128 1; .long _start; .long end - _start
            original: .uleb128 2; .asciz "inner"; .byte 1
            seen: .uleb128 4; .asciz "seen"
            block: .uleb128 3
            first: .uleb128 4; .asciz "first"
            .uleb128 4; .asciz "left_out"
            .byte 0
            .byte 0
            # As clang writes it: the block does not name its original.
            .uleb128 5; .asciz "_start"; .long _start; .long other - _start
            .uleb128 6; .long original - unit; .long _start; .long other - _start
            .uleb128 8; .long seen - unit
            .uleb128 7; .long _start; .long other - _start
            .uleb128 8; .long first - unit
            .byte 0
            .byte 0
            .byte 0
            # As gcc 4 wrote it: the block has no code.
            .uleb128 5; .asciz "other"; .long other; .long end - other
            .uleb128 6; .long original - unit; .long other; .long end - other
            .uleb128 9; .long block - unit
            .uleb128 8; .long first - unit
            .byte 0
            .byte 0
            .byte 0
            .byte 0
            unitend:
            """;

    @TempDir
    private Path folder;

    private ProgramImage build() throws Exception {
        Files.writeString(folder.resolve("main.s"), SOURCE);
        Process gcc = new ProcessBuilder("gcc", "-m32", "-nostdlib", "-static", "-no-pie", "-o", "main", "main.s")
                .directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, gcc.waitFor(), said);
        return ProgramImage.open(folder.resolve("main"));
    }

    private static List<String> inSight(ProgramImage image, String function) {
        int eip = image.function(function).orElseThrow().lowPc() + 1;
        TargetMemory memory = new TargetMemory((address, length) -> CompletableFuture.completedFuture(new byte[length]));
        StackFrame frame = image.stack(number -> OptionalInt.of(number == I386Register.EIP.number() ? eip : 0), memory, 2,
                Runnable::run).join().frames().getFirst();
        assertEquals("inner", frame.function().orElseThrow().name());
        return memory.ask(() -> image.variables(frame, memory).stream().map(named -> named.name()).sorted().toList(),
                Runnable::run).join();
    }

    @Test
    void aBlockThatDoesNotNameItsOriginalIsTakenForTheOneInTheSamePlace() throws Exception {
        try (ProgramImage image = build()) {
            assertEquals(List.of("first", "seen"), inSight(image, "_start"));
            assertEquals(List.of(), image.defects());
        }
    }

    @Test
    void aBlockWithoutCodeHasNoMoreInSightThanItDeclares() throws Exception {
        try (ProgramImage image = build()) {
            assertEquals(List.of("first", "seen"), inSight(image, "other"));
        }
    }
}
