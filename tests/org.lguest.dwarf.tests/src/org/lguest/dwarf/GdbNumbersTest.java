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
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.lguest.dwarf.expression.Evaluator;
import org.lguest.dwarf.expression.InvalidExpressionException;
import org.lguest.dwarf.expression.Names;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.value.Children;
import org.lguest.dwarf.value.ValueText;

/** Real numbers of all types, to the last digit, as gdb computes with them on a processor that has them. */
class GdbNumbersTest {
    private static final int EXPRESSIONS = 600;
    private static final String[] SIGNS = {"+", "-", "*", "/", "<", "==", ">="};
    private static final String[] SUFFIXES = {"", "L", "L", "f"};
    /** Where all types have numbers, where doubles end, where long doubles do. */
    private static final int[] RANGES = {5, 30, 320, 4940};

    private static final Map<String, Type> TYPES = Map.of("float", new Base("float", 4, 4), "double",
            new Base("double", 8, 4), "long double", new Base("long double", 12, 4), "long long", new Base("long long", 8, 5));

    private final Random random = new Random(80);

    private String number(int range) {
        if (random.nextInt(8) == 0) {
            return random.nextLong(Long.MAX_VALUE) + "LL";
        }
        String digits = random.nextInt(10) + "." + random.nextLong(1_000_000_000_000_000_000L);
        String number = digits + "e" + (random.nextInt(2 * range) - range) + SUFFIXES[random.nextInt(SUFFIXES.length)];
        // gdb subtracts from 0 to negate, and so loses the sign of 0.
        return random.nextBoolean() ? number : "(0 - " + number + ")";
    }

    private String expression() {
        int range = RANGES[random.nextInt(RANGES.length)];
        String both = number(range) + " " + SIGNS[random.nextInt(SIGNS.length)] + " " + number(range);
        return switch (random.nextInt(6)) {
            case 0 -> "(float) (" + both + ")";
            case 1 -> "(double) (" + both + ")";
            case 2 -> "(long double) (" + both + ") / 3";
            case 3 -> "(long long) (" + both + ")";
            default -> both;
        };
    }

    @Test
    void realNumbersAreComputedAsGdbDoes() throws Exception {
        Map<String, List<String>> questions = new LinkedHashMap<>();
        while (questions.size() < EXPRESSIONS) {
            String expression = expression();
            questions.put(expression, List.of("output " + expression, "echo \\n"));
        }
        Map<String, String> answers = Gdb.ask("gcc-dwarf5-O0", questions);
        assertEquals(EXPRESSIONS, answers.size());
        for (String expression : questions.keySet()) {
            assertEquals(answers.get(expression).strip(), ours(expression), expression);
        }
        assertFalse(answers.values().stream().allMatch(a -> a.length() < 20), "gdb had no long double");
    }

    private static String ours(String expression) throws InvalidExpressionException {
        Names none = (Names) Proxy.newProxyInstance(Names.class.getClassLoader(), new Class<?>[] {Names.class},
                (proxy, method, arguments) -> method.getName().equals("type")
                        ? Optional.of(TYPES.get(arguments[0].toString().replaceAll("[^a-z ]", "")))
                        : Optional.empty());
        TargetMemory memory = new TargetMemory((address, length) -> CompletableFuture.completedFuture(new byte[0]));
        return new ValueText(new Children(memory, s -> s), address -> Optional.empty(), reason -> reason)
                .of(Evaluator.evaluate(expression, none, memory).value());
    }
}
