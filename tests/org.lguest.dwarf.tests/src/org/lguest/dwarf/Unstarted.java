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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.lguest.dwarf.elf.ElfException;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.ProgramHeader;
import org.lguest.dwarf.expression.Evaluation;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.TargetRegisters;
import org.lguest.dwarf.value.ValueText;

/** A program before its first instruction, which is looked at and never run, as gdb looks at it too. */
final class Unstarted {
    private final String name;
    private final ProgramImage image;
    private final TargetMemory memory = new TargetMemory((address, length) ->
            CompletableFuture.completedFuture(initial(address, length)));

    /** @param name of a committed program */
    Unstarted(String name) {
        this.name = name;
        this.image = Programs.image(name);
    }

    ProgramImage image() {
        return image;
    }

    ValueText text() {
        return image.text(memory);
    }

    /** What the file has for the program's memory, and zeros around it. */
    private byte[] initial(int address, int length) {
        try {
            byte[] content = Programs.bytes(name);
            byte[] bytes = new byte[length];
            for (ProgramHeader segment : ElfFile.parse(ByteBuffer.wrap(content)).segments()) {
                for (int i = 0; i < length; i++) {
                    long at = Integer.toUnsignedLong(address + i - segment.virtualAddress());
                    if (at < segment.fileSize()) {
                        bytes[i] = content[(int) (segment.offset() + at)];
                    }
                }
            }
            return bytes;
        } catch (IOException | ElfException e) {
            throw new AssertionError(e);
        }
    }

    /** What an expression comes to, and what it wants to be written; or why not. */
    <T> T evaluated(String expression, Function<Evaluation, T> use) throws ExpressionException {
        TargetRegisters atStart = number -> OptionalInt.of(
                number == I386Register.EIP.number() ? image.function("_start").orElseThrow().lowPc() : 0);
        StackFrame frame = image.stack(atStart, memory, 1, Runnable::run).join().frames().getFirst();
        List<ExpressionException> refusals = new ArrayList<>();
        Optional<T> result = memory.ask(() -> {
            try {
                return Optional.of(use.apply(image.evaluate(expression, frame, memory)));
            } catch (ExpressionException e) {
                refusals.add(e);
                return Optional.<T>empty();
            }
        }, Runnable::run).join();
        if (result.isEmpty()) {
            throw refusals.getFirst();
        }
        return result.get();
    }

    /** The value of an expression as text. */
    String text(String expression) throws ExpressionException {
        return evaluated(expression, evaluation -> text().of(evaluation.value()));
    }

    /** The same, with what gdb writes before it where it prints. */
    String withType(String expression) throws ExpressionException {
        return evaluated(expression, evaluation -> text().withType(evaluation.value()));
    }

    void assertAsGdb(List<String> expressions) throws Exception {
        Map<String, List<String>> questions = new LinkedHashMap<>();
        expressions.forEach(each -> questions.put(each, List.of("output " + each, "echo \\n")));
        for (Map.Entry<String, String> answer : Gdb.ask(name, questions).entrySet()) {
            assertEquals(answer.getValue().strip(), text(answer.getKey()), answer.getKey());
        }
    }

    /** With the types of pointers. */
    void assertPrintedAsGdb(List<String> expressions) throws Exception {
        Map<String, List<String>> questions = new LinkedHashMap<>();
        expressions.forEach(each -> questions.put(each, List.of("print " + each)));
        for (Map.Entry<String, String> answer : Gdb.ask(name, questions).entrySet()) {
            assertEquals(answer.getValue().strip().replaceFirst("^\\$\\d+ = ", ""), withType(answer.getKey()), answer.getKey());
        }
    }
}
