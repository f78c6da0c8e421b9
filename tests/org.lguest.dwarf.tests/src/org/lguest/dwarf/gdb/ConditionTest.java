/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.dwarf.ExpressionException;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.Programs;
import org.lguest.dwarf.expression.Predicate;
import org.lguest.dwarf.expression.Predicate.BinaryOperation;
import org.lguest.dwarf.expression.Predicate.Constant;
import org.lguest.dwarf.expression.Predicate.Load;
import org.lguest.dwarf.gdb.Recording.Stop;

/** Conditions with everything resolved, so that they can be asked where there is no debug information. */
class ConditionTest {
    private static final Path FOLDER = Programs.path("recorded/x").getParent();

    private final ProgramImage image = Programs.image("recorded/numbers-dwarf4-O0");
    private final int main = image.afterPrologue(image.function("main").orElseThrow());

    @Test
    void aVariableOfAFileIsAtItsAddress() throws Exception {
        int si = image.symbol("si").orElseThrow().address();
        assertEquals(new Predicate.Binary(BinaryOperation.EQUAL, new Load(new Constant(si), 4, true), new Constant(3)),
                image.condition("si == 3", main));
    }

    @ParameterizedTest
    @CsvSource({"1 < 2, 1", "-1 > 1u, 1", "-1 > 1, 0", "7 / -2, -3", "3 && 2, 1", "0 || 0, 0", "5 ? 6 : 7, 6", "(char) 300, 44",
            "(unsigned short) -1, 65535", "sizeof(int) * 2, 8", "-8 >> 1, -4", "0x80000000 >> 31, 1", "1 <= 1, 1",
            "2 >= 3, 0", "~5 & 0xff, 250", "GREEN == 5, 1", "(_Bool) 4, 1", "!4, 0", "(unsigned char) 200 + 100, 300"})
    void computesAsCDoes(String condition, int value) throws Exception {
        Stop stop = Recording.read(FOLDER.resolve("numbers-dwarf4-O0.txt"), FOLDER.resolve("numbers-dwarf4-O0.elf"))
                .stops().getFirst();
        assertEquals(value, new PredicateRun(stop.machine()).value(image.condition(condition, main)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"si = 3|3|A condition changes nothing: == compares.",
            "d > 1|0|A condition computes with integers of up to 32 bits, and this is of type double.",
            "1 + sll|4|A condition computes with integers of up to 32 bits, and this is of type long long.",
            "nothing|0|Nothing in sight is named nothing.", "si > 1.5|5|A condition computes with integers only.",
            "si +|4|A name or a number is missing.", "$ymm0|0|There is no register ymm0 for conditions."})
    void whatCanNotBeAskedIsRefusedAtItsPlace(String condition, int column, String reason) {
        ExpressionException refusal = assertThrows(ExpressionException.class, () -> image.condition(condition, main));
        assertEquals(reason + " at " + column, refusal.getMessage() + " at " + refusal.column());
    }

    @Test
    void aVariableThatIsNotAtThisAddressSaysSo() {
        ProgramImage optimised = Programs.image("recorded/calls-dwarf5-O2");
        int end = optimised.function("factorial").orElseThrow().highPc() - 1;
        ExpressionException refusal = assertThrows(ExpressionException.class, () -> optimised.condition("rest > 1", end));
        assertTrue(refusal.getMessage().startsWith("rest can't be asked for at this address: "), refusal.getMessage());
    }
}
