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
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The place that is pointed at is before the character that follows a ^. */
class SourceExpressionTest {
    private static Optional<SourceExpression> at(String marked) {
        int offset = marked.indexOf('^');
        return SourceExpression.at(marked.replaceFirst("\\^", ""), offset);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"x = ^a->b[i].c + 1;|a", "x = a->^b[i].c + 1;|a->b",
            "x = a->b[^i].c + 1;|i", "x = a->b[i].^c + 1;|a->b[i].c", "x = a->b^[i].c;|a->b[i]", "x = a->b[i^].c;|a->b[i]",
            "x = a->b[i].c^oun^t;|a->b[i].count", "return (*p).^x;|(*p).x", "if (p) ^q->r = 1;|q",
            "((struct node *) p)->^next|((struct node*)p)->next", "(char) ^c|c", "f(^x)|x", "^f(x)|f", "ops->^open(x)|ops->open",
            "sizeof ^x|x", "a[b[^k]]|k", "a[b[k]^]|a[b[k]]", "a[b[k^]]|b[k]", "m[1][2^]|m[1][2]", "m^[1][2]|m[1]",
            "a -> /* why */ ^b|a->b", "t[i + 1].^x|t[i+1].x", "a = b ? ^c : d;|c", "a[(unsigned char) c].^x|a[(unsigned char)c].x",
            "x = \"a\" + ^b|b", "1.0 + ^e5|e5", "p->q->^r->s|p->q->r", "a[f(1)] + ^b|b", "node_t ^list;|list", "&^x|x", "*^p|p",
            "!^p->q|p", "*/ ^a|a", "c = '\"' + ^d|d",
            "addl %^eax, 4(%edx)|$eax", "addl %eax, 4(%^edx)|$edx", "movl %ds:^there, %eax|there", "pushl %^ebx # %ecx|$ebx",
            "x % ^eax|eax", "x%^eax|eax", "x %^y|y"})
    void isWhatTheNameEnds(String source, String expected) {
        String marked = source.indexOf('^') == source.lastIndexOf('^') ? source
                : source.substring(0, source.lastIndexOf('^')) + source.substring(source.lastIndexOf('^') + 1);
        assertEquals(Optional.of(expected), at(marked).map(SourceExpression::text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"a ^+ b", "^return x;", "/* ^a */", "// ^a", "\"^a\"", "'^a'",
            "#define X ^a", "#if ^A", "struct ^node *p;", "enum ^colour c;", "goto ^out;", "x = ^17;", "{ .^x = 1 }",
            "f(x)->^y", "f(x).y[^1]", "a[i++].^b", "a[i = 1].^b", "a[f(i)].^b", "(*f)(x)->^y", "a^ = b", "^", "a->^",
            "^;", "a[^", "].^b", ").^b", "(f(x)).^b", "\"un^terminated", "/* un^terminated", "a^[i"})
    void isNothingWhereThereIsNone(String source) {
        assertEquals(Optional.empty(), at(source));
    }

    @Test
    void tellsWhereItIsInTheSource() {
        String source = "/* a->b */\n#define A \\\n  b\nx = \"\\\"a\" + a ->\n  b; // c\n";
        int at = source.lastIndexOf("b;");
        int first = source.lastIndexOf("a ->");
        assertEquals(Optional.of(new SourceExpression("a->b", first, at + 1 - first)), SourceExpression.at(source, at));
        assertEquals(Optional.empty(), SourceExpression.at(source, source.indexOf("  b") + 2));
        assertEquals(Optional.empty(), SourceExpression.at(source, -1));
        assertEquals(Optional.empty(), SourceExpression.at(source, source.length()));
    }

    /** Backtracking and recursion in what cuts words would show here. */
    @Test
    void aLongTextIsNoTrouble() {
        String source = "/*" + "*".repeat(100_000) + "*/ \"" + "\\\\".repeat(100_000) + "\" " + "(".repeat(100_000)
                + "#" + "x\\\n".repeat(50_000) + "\n" + "a[".repeat(50_000) + "b.c";
        assertTimeoutPreemptively(Duration.ofSeconds(20), () ->
                assertEquals(Optional.of("b.c"), SourceExpression.at(source, source.length() - 1)
                        .map(SourceExpression::text)));
    }
}
