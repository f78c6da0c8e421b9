/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionSyntaxTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "a > 3 && b[2].c != 'x'", "(a) * b", "(a)", "(u32) x == 1", "(u32) -x", "p->next->count",
            "(a) && (u8) b", "(struct node *) p == 0", "(struct node *) p->x", "sizeof(u32) == 4", "sizeof x", "$eax == 0x10",
            "'bank.c'::account > 0", "(unsigned char) c >= 128", "x ? y : z", "(a_type *) b != (other *) c", "*(int *) 16 == 3"})
    void whateverItsNamesMeanItIsACondition(String text) throws Exception {
        ConditionSyntax.check(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a >          | 3  | A name or a number is missing.",
        "a b          | 2  | The expression should end here.",
        "(a           | 2  | A closing parenthesis is missing.",
        "a = 3        | 2  | A condition changes nothing: == compares.",
        "f(x)         | 1  | Functions can't be called while the program stands.",
        "x > 1.5      | 4  | A condition computes with integers only.",
        "a, b         | 1  | , is not for conditions.",
        "p->          | 3  | The name of a member is missing.",
        "#            | 0  | This is no part of a C expression.",
        "(a) b c      | 6  | The expression should end here.",
        "x == (y      | 7  | A closing parenthesis is missing."})
    void whatIsNoneIsRefusedAtItsPlace(String text, int column, String reason) {
        InvalidExpressionException e = assertThrows(InvalidExpressionException.class, () -> ConditionSyntax.check(text.strip()));
        assertEquals(reason, e.reason());
        assertEquals(column, e.column());
    }
}
