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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.hypervisor.session.predicate.PredicateEvaluator.Outcome;
import org.lguest.hypervisor.session.predicate.PredicateProgram.Instruction;

/** The same expressions, as programs and compiled by gcc: they have the same values. */
class PredicateOracleTest {

    private static final int EXPRESSIONS = 500;
    private static final int[] CORNERS = {0, 1, -1, 2, 7, 31, 32, 127, 128, 255, 256, -128, -129, 0x7FFF, 0x8000, 0xFFFF, 0x1_0000,
        Integer.MAX_VALUE, Integer.MIN_VALUE, 0xC000_0000};

    @TempDir
    Path directory;

    private final Random random = new Random(20071);

    /** An expression twice. */
    private record Expression(List<Instruction> code, String c) {
    }

    private Expression any(int depth) {
        if (depth == 0) {
            int value = random.nextInt(4) == 0 ? random.nextInt() : CORNERS[random.nextInt(CORNERS.length)];
            return new Expression(List.of(Instruction.of(Operation.CONSTANT, value)), "((int)" + (value & 0xFFFF_FFFFL) + "u)");
        }
        Operation[] all = Operation.values();
        while (true) {
            Operation operation = all[random.nextInt(all.length)];
            String c = inC(operation);
            if (!c.isEmpty()) {
                Expression first = any(random.nextInt(depth));
                List<Instruction> code = new ArrayList<>(first.code);
                String text = c.replace("A", first.c);
                if (operation.pops() == 2) {
                    Expression second = any(depth - 1);
                    code.addAll(second.code);
                    text = text.replace("B", second.c);
                }
                code.add(Instruction.of(operation));
                return new Expression(code, "((int)(" + text + "))");
            }
        }
    }

    /** Of a quotient by 0 there is no value, and of the most negative by -1 none in C. */
    private static String inC(Operation operation) {
        return switch (operation) {
            case ADD -> "A + B";
            case SUBTRACT -> "A - B";
            case MULTIPLY -> "A * B";
            case DIVIDE_SIGNED -> "quotient(A, B)";
            case DIVIDE_UNSIGNED -> "uquotient(A, B)";
            case REMAINDER_SIGNED -> "rest(A, B)";
            case REMAINDER_UNSIGNED -> "urest(A, B)";
            case AND -> "A & B";
            case OR -> "A | B";
            case EXCLUSIVE_OR -> "A ^ B";
            case SHIFT_LEFT -> "A << (B & 31)";
            case SHIFT_RIGHT_SIGNED -> "A >> (B & 31)";
            case SHIFT_RIGHT_UNSIGNED -> "(unsigned)A >> (B & 31)";
            case NEGATE -> "-A";
            case COMPLEMENT -> "~A";
            case NOT -> "!A";
            case TO_8_UNSIGNED -> "(unsigned char)A";
            case TO_8_SIGNED -> "(signed char)A";
            case TO_16_UNSIGNED -> "(unsigned short)A";
            case TO_16_SIGNED -> "(short)A";
            case EQUAL -> "A == B";
            case NOT_EQUAL -> "A != B";
            case LESS_SIGNED -> "A < B";
            case LESS_UNSIGNED -> "(unsigned)A < (unsigned)B";
            case LESS_OR_EQUAL_SIGNED -> "A <= B";
            case LESS_OR_EQUAL_UNSIGNED -> "(unsigned)A <= (unsigned)B";
            default -> "";
        };
    }

    @Test
    void gccComputesTheSame() throws Exception {
        List<Expression> expressions = new ArrayList<>();
        StringBuilder source = new StringBuilder("""
                #include <stdio.h>
                static int fault;
                static int zero(int b) { fault |= b == 0; return b == 0; }
                static int quotient(int a, int b) { return zero(b) ? 0 : b == -1 ? -a : a / b; }
                static int rest(int a, int b) { return zero(b) ? 0 : b == -1 ? 0 : a % b; }
                static int uquotient(unsigned a, unsigned b) { return zero(b) ? 0 : a / b; }
                static int urest(unsigned a, unsigned b) { return zero(b) ? 0 : a % b; }
                static void show(int value) { if (fault) puts("fault"); else printf("%d\\n", value); fault = 0; }
                int main(void)
                {
                """);
        for (int i = 0; i < EXPRESSIONS; i++) {
            Expression expression = any(1 + i % 6);
            expressions.add(expression);
            source.append("\tshow(").append(expression.c).append(");\n");
        }
        List<String> values = compileAndRun(source + "\treturn 0;\n}\n");
        assertEquals(EXPRESSIONS, values.size());
        for (int i = 0; i < EXPRESSIONS; i++) {
            String expression = expressions.get(i).c;
            assertEquals(values.get(i), value(expressions.get(i), values.get(i)), expression);
        }
    }

    private static String value(Expression expression, String expected) {
        List<Instruction> code = new ArrayList<>(expression.code);
        if (!expected.equals("fault")) {
            code.add(Instruction.of(Operation.CONSTANT, Integer.parseInt(expected)));
            code.add(Instruction.of(Operation.EQUAL));
        }
        GuestState nobody = new GuestState() {
            @Override
            public int register(Register register) {
                throw new AssertionError();
            }

            @Override
            public long read(int linear, int size) {
                throw new AssertionError();
            }
        };
        Outcome outcome = new PredicateEvaluator().evaluate(PredicateProgram.of(code), nobody, 1);
        return outcome == Outcome.FAULT ? "fault" : outcome == Outcome.TRUE ? expected : "another value";
    }

    private List<String> compileAndRun(String source) throws Exception {
        Path c = Files.writeString(directory.resolve("expressions.c"), source);
        run("gcc", "-w", "-fwrapv", "-O1", "-o", directory.resolve("expressions").toString(), c.toString());
        return run(directory.resolve("expressions").toString()).lines().toList();
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(command[0] + " failed: " + output);
        }
        return output;
    }
}
