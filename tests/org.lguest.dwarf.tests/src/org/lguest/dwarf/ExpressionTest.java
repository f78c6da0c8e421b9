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
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What watch expressions mean where gdb has no opinion, and what is said of those that mean nothing. */
class ExpressionTest {
    private final ProgramImage program = Programs.image("gcc-dwarf5-O0");

    @ParameterizedTest
    @CsvSource({"0xC0001000, c0001000, 4", "0x1006, 1006, 2", "0x1007, 1007, 1", "0, 0, 4", "010, 8, 4", "16, 10, 4"})
    void aBareAddressIsTheWidestWatchFromThere(String expression, String address, int size) throws Exception {
        assertEquals(new DataLocation(Integer.parseUnsignedInt(address, 16), size, ""), program.resolve(expression));
    }

    @Test
    void anAddressOfSomethingIsWhereThatLies() throws Exception {
        assertEquals(program.resolve("table[1]"), program.resolve("&table[1]"));
    }

    @Test
    void aRangeReplacesTheSize() throws Exception {
        assertEquals(new DataLocation(program.resolve("counter").address(), 2, "int"), program.resolve("counter", 2));
    }

    @Test
    void aBitFieldIsTheBytesThatItTouches() throws Exception {
        DataLocation balance = program.resolve("account.balance");
        assertEquals(new DataLocation(balance.address() + 4, 1, "unsigned int"), program.resolve("account.kind"));
        assertEquals(program.resolve("account.kind"), program.resolve("account.open"));
    }

    @ParameterizedTest
    @MethodSource("org.lguest.dwarf.Programs#all")
    void bitFieldsAreWhereEveryVersionOfDwarfSaysTheyAre(String name) throws Exception {
        ProgramImage image = Programs.image(name);
        DataLocation balance = image.resolve("account.balance");
        assertEquals(new DataLocation(balance.address() + 4, 1, "unsigned int"), image.resolve("account.kind"));
    }

    @Test
    void whatOnlyTheLinkerKnowsHasNoType() throws Exception {
        assertEquals(new DataLocation(program.symbol("typed").orElseThrow().address(), 5, ""),
                program.resolve("typed"));
    }

    @Test
    void aVariableOfTheFileGoesBeforeThoseOfFunctions() throws Exception {
        assertEquals(program.resolve("'list.c'::calls"), program.resolve("calls"));
    }

    @Test
    void spacesMeanNothing() throws Exception {
        assertEquals(program.resolve("table[3].next"), program.resolve(" table [ 3 ] . next\t"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "''|0|The expression is empty.",
            "nonsense|0|Nothing in sight is named nonsense.",
            "&nonsense|1|Nothing in sight is named nonsense.",
            "n|0|n: it is local to bump, generated, length, unused, and has no place of its own while that does not run.",
            "bump::i|0|Nothing in sight is named bump::i.",
            "'bank.c':calls|0|'bank.c' is not one character.",
            "bump::|6|A name is missing after ::.",
            "current->balance|0|The value of this is known only while the program runs.",
            "*current|1|The value of this is known only while the program runs.",
            "*counter|1|The value of this is known only while the program runs.",
            "*(wrong *)0x10|2|No type is named wrong.",
            "*(struct wrong *)0x10|2|No type is named struct wrong.",
            "*(void *)0x10|0|What lies there has no type: cast the pointer.",
            "account.none|8|struct account has no member none.",
            "account.|8|The name of a member is missing.",
            "counter.x|8|A value of type int has no members.",
            "typed.x|6|A value of type ? () has no members.",
            "(&account).none|11|struct account has no member none.",
            "table[4]|6|The array has the elements 0 to 3.",
            "table[-1]|6|The array has the elements 0 to 3.",
            "table[counter]|6|The value of this is known only while the program runs.",
            "table[1|7|A closing bracket is missing.",
            "(table|6|A closing parenthesis is missing.",
            "&0x10|0|Only what lies in memory has an address.",
            "0x10[1]|4|This has no elements: it is of type int.",
            "1x|0|1x is not a number.",
            "0x100000000|0|This is larger than any 32-bit address.",
            "*(int *)0xFFFFFFFE|0|The data would lie beyond the end of memory.",
            "counter + 1|0|The value of this is known only while the program runs.",
            "1 + 2|2|This is computed, and lies nowhere in memory.",
            "sizeof counter|0|This is computed, and lies nowhere in memory.",
            "counter = 1|8|What is watched is not changed by asking for it: == compares.",
            "$eax|0|This has no place: registers have values only while the program runs.",
            "*$esp|1|This has no value: registers have values only while the program runs.",
            "counter 1|8|The expression should end here.",
            "#|0|This is no part of a C expression.",
            "@|0|A name or a number is missing."})
    void whatMeansNothingIsRefusedAtItsPlace(String expression, int column, String reason) {
        ExpressionException refusal = assertThrows(ExpressionException.class, () -> program.resolve(expression));
        assertEquals(reason, refusal.getMessage());
        assertEquals(column, refusal.column());
        assertEquals(expression, refusal.expression());
    }

    @ParameterizedTest
    @CsvSource({"nonsense + 1, 8", "1 + nonsense, 8", "table[0x40], 4", "account., 0", "1 ` 2, 1",
            "account.none->x, 4", "1x, 2", "counter =1, 1"})
    void whatIsWrongHasALength(String expression, int length) {
        assertEquals(length, assertThrows(ExpressionException.class, () -> program.resolve(expression)).length());
    }

    @Test
    void anExpressionIsAnyOfC() throws Exception {
        assertEquals(program.resolve("table[2].next"), program.resolve("(table + 1)[sizeof(char)].next"));
        assertEquals(program.resolve("table[2].next"), program.resolve("*&table[1 + 1].next"));
        assertEquals(new DataLocation(0x1000, 4, "long"), program.resolve("*0x1000"));
        assertEquals(new DataLocation(0xFFFFFFFC, 4, "int"), program.resolve("((int *) 0x10)[-5]"));
    }

    @Test
    void aNameThatIsNotUniqueNamesItsKin() {
        ExpressionException refusal = assertThrows(ExpressionException.class,
                () -> Programs.image("gcc-dwarf4-O2").resolve("calls"));
        assertEquals("calls: there are several, bump::calls, transfer::calls.", refusal.getMessage());
    }

    @Test
    void aStaticThatTheCompilerRemovedIsNamedSo() {
        ExpressionException refusal = assertThrows(ExpressionException.class,
                () -> Programs.image("gcc-dwarf4-O2").resolve("last"));
        assertEquals("last: the compiler did without it in bump.", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "*", "&", "*&", "((int *)"})
    void endlessNestingIsRefused(String part) {
        assertThrows(ExpressionException.class, () -> program.resolve(part.repeat(100_000) + "counter"));
    }
}
