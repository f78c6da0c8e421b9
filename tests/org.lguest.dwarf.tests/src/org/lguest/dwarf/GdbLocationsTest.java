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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses, sizes and types of expressions against gdb's. */
class GdbLocationsTest {
    private static final List<String> EXPRESSIONS = List.of("counter", "limit", "account", "account.balance",
            "account.name", "account.name[2]", "account.u", "account.u.wide", "account.u.bytes[7]", "account.x",
            "account.y", "account.colour", "account.notify", "current", "table", "table[3]", "table[3].next", "*table",
            "table->next", "grid", "grid[2]", "grid[2][4]", "text", "text[4]", "ratio", "'sub/list.c'::elsewhere",
            "'list.c'::elsewhere[3]", "keep", "bump::calls", "transfer::calls", "*&counter", "(*(&table[1])).value",
            "(&table[1])->next",
            "(&table[1])[1]", "*(char *)0xC0001000", "*(unsigned short *)&counter", "*(struct account *)0x1000",
            "((struct account *)0x1000)->u.bytes[3]", "*(amount_t *)&counter", "*(struct node **)0x100", "*grid[1]",
            "*(unsigned long long *)account.name", "(((counter)))");

    @ParameterizedTest
    @MethodSource("org.lguest.dwarf.Programs#all")
    void findsWhatGdbFinds(String program) throws Exception {
        assertEquals(List.of(), Readelf.differences(ours(program), theirs(program)));
    }

    @Test
    void aChangedSizeIsADifference() throws Exception {
        List<String> ours = ours("gcc-dwarf5-O0");
        ours.set(3, ours.get(3).replace(" 4 ", " 8 "));
        assertFalse(Readelf.differences(ours, theirs("gcc-dwarf5-O0")).isEmpty());
    }

    private static List<String> ours(String program) {
        ProgramImage image = Programs.image(program);
        List<String> rows = new ArrayList<>();
        for (String expression : EXPRESSIONS) {
            try {
                DataLocation location = image.resolve(expression);
                rows.add(expression + " 0x" + Integer.toHexString(location.address()) + " " + location.size() + " "
                        + location.type().replace("long int", "long").replace("short int", "short")
                                .replace("short unsigned", "unsigned short"));
            } catch (ExpressionException e) {
                rows.add(expression + " not found");
            }
        }
        assertEquals(List.of(), image.defects());
        return rows;
    }

    private static List<String> theirs(String program) throws Exception {
        List<String> rows = Gdb.answers("locations", program, () -> ask(program));
        assertEquals(EXPRESSIONS.size(), rows.size());
        assertTrue(rows.stream().filter(r -> !r.endsWith("not found")).count() > EXPRESSIONS.size() / 2,
                rows::toString);
        return rows;
    }

    private static List<String> ask(String program) throws IOException {
        Map<String, List<String>> questions = new LinkedHashMap<>();
        for (String expression : EXPRESSIONS) {
            questions.put(expression, List.of(
                    "printf \"0x%x %d\\n\", &(" + expression + "), sizeof(" + expression + ")",
                    "whatis " + expression));
        }
        List<String> rows = new ArrayList<>();
        Gdb.ask(program, questions).forEach((expression, answer) -> {
            String[] lines = answer.split("\n");
            boolean found = lines.length == 2 && lines[1].startsWith("type = ");
            rows.add(expression + (found ? " " + lines[0] + " " + lines[1].substring(7) : " not found"));
        });
        return rows;
    }
}
