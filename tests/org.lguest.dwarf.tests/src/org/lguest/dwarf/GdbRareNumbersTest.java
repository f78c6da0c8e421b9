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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.dwarf.expression.Evaluation;
import org.lguest.dwarf.location.Quad;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;
import org.lguest.dwarf.value.Write;

/** Numbers of kinds that few programs have, as {@code programs/wide/numbers.c}, as gdb reads and converts them. */
class GdbRareNumbersTest {
    private static final String PROGRAM = "wide/numbers";
    private static final Base FLOAT128 = new Base("_Float128", 16, 4);
    private static final List<String> READ = List.of("quarter", "pi", "tiny", "small", "huge", "nothing", "endless",
            "not_one", "many", "half", "tenth", "least", "most", "beyond", "turn", "back", "far", "wide");
    private static final List<String> CONVERTED = List.of("(double) pi", "(float) pi", "(long double) pi",
            "(double) huge", "(double) tiny", "(int) quarter",
            "(long long) many[1]", "sizeof (quarter)", "half * 3", "tenth + 1", "(double) tenth", "least < tenth");

    private static final List<String> COMPUTED = List.of("pi + 1", "quarter / 3", "pi * pi", "pi - quarter", "huge * huge",
            "huge * 2", "-pi", "+pi", "endless + 1", "pi / 0", "pi == pi", "pi < quarter", "not_one == not_one",
            "not_one < pi", "not_one != 3", "endless < pi", "endless == endless", "!pi", "!nothing", "pi ? 1 : 2",
            "pi && 1", "pi + 10000000000000000000000000000.0", "half * pi", "pi - pi", "pi + many[1]", "1 / many[0]",
            "many[0] / many[1] / 3", "(long double) 1 / 3 + pi", "(float) (pi * 3)", "(int) (many[1] / 2)",
            "7 > pi", "sizeof (pi + 1)", "half + tenth", "half / 3", "most * 2", "half - tenth * tenth");

    private static final List<String> COMPLEX = List.of("turn + back", "turn - back", "turn * back", "turn / back",
            "turn + 1", "1 - turn", "turn * 2", "turn / 4", "7 / turn", "turn == turn", "-turn", "~turn", "!turn", "turn && 1",
            "turn ? 1 : 2", "$_creal(turn)", "$_cimag(back)", "sizeof turn", "sizeof (turn * back)", "(double) turn",
            "turn * turn + turn");
    private static final List<String> VECTORS = List.of("lanes", "lanes + 1", "lanes + more", "lanes * more", "lanes - more",
            "more - 1", "2 * lanes", "lanes / more", "lanes & more", "lanes ^ -1", "more << 2", "-lanes", "~lanes", "waves * 2",
            "waves / waves", "waves + waves", "-waves", "lanes[2]", "sizeof (lanes) / sizeof (lanes[0])", "sizeof (lanes + 1)",
            "(lanes + more)[1]");

    private final Unstarted program = new Unstarted(PROGRAM);
    private final ProgramImage image = program.image();

    private <T> T evaluated(String expression, Function<Evaluation, T> use) throws ExpressionException {
        return program.evaluated(expression, use);
    }

    private String ours(String expression) throws ExpressionException {
        return program.text(expression);
    }

    @Test
    void readsThemAsGdbDoes() throws Exception {
        program.assertAsGdb(READ);
    }

    /** But for subnormal numbers of 80 bits, which gdb 13.1 takes for 0, and what is larger than all of those. */
    @Test
    void convertsThemAsGdbDoes() throws Exception {
        program.assertAsGdb(CONVERTED);
    }

    /** But for subnormal numbers, which gdb 13.1 takes for 0, the sign of 0, and what is no number. */
    @Test
    void computesWithThemAsGdbDoes() throws Exception {
        program.assertAsGdb(COMPUTED);
    }

    @Test
    void complexNumbersAreComputedWithAsGdbDoes() throws Exception {
        program.assertAsGdb(COMPLEX);
    }

    @Test
    void vectorsAreComputedWithAsGdbDoes() throws Exception {
        program.assertAsGdb(VECTORS);
    }

    @ParameterizedTest
    @CsvSource({"*lanes, This is no pointer", "lanes == 0, == is not for vectors.", "lanes < more, < is not for vectors.",
            "lanes + waves, These are vectors of different types.", "!lanes, this is a vector",
            "(int) lanes, this is a vector", "more % (lanes - lanes), Division by zero."})
    void whatIsNotForVectorsIsRefused(String expression, String reason) {
        String told = assertThrows(ExpressionException.class, () -> ours(expression)).getMessage();
        assertTrue(told.contains(reason), told);
    }

    @Test
    void conditionsAskForElementsOfVectors() throws Exception {
        int address = image.function("_start").orElseThrow().lowPc();
        int lanes = image.symbol("lanes").orElseThrow().address();
        assertTrue(image.condition("lanes[2] == 3", address).toString().contains(Integer.toString(lanes + 8)));
        assertThrows(ExpressionException.class, () -> image.condition("lanes == 3", address));
    }

    /** As C has it, where gdb has no such operators, types or conversions. */
    @ParameterizedTest
    @CsvSource({"__real__ turn, 1.5", "__imag__ turn + 1, 3.25", "(int) turn, 1", "(_Bool) turn, true", "__imag__ 3, 0",
            "(float _Complex) turn, 1.5 + 2.25i", "(_Complex double) 7, 7 + 0i", "turn == back, 0", "turn != back, 1",
            "back == 1.5 - __imag__ turn, 0", "(double _Complex) half == half, 1", "turn += 1, 2.5 + 2.25i",
            "__real__ wide, 1", "wide * 2, 2 + 0i", "far + wide, 2 + 3i"})
    void complexNumbersHaveThePartsThatCGivesThem(String expression, String value) throws Exception {
        assertEquals(value, ours(expression));
    }

    @Test
    void assigningToAComplexNumberWritesBothParts() throws Exception {
        byte[] written = evaluated("back = 1", evaluation ->
                ((Write.ToMemory) evaluation.writes().getFirst()).bytes());
        assertArrayEquals(new byte[] {0, 0, (byte) 0x80, 0x3F, 0, 0, 0, 0}, written);
    }

    @ParameterizedTest
    @CsvSource({"turn < back, < is not for complex numbers.", "turn % 2, % is not for complex numbers.",
            "many[turn], A number is needed", "turn + &pi, have nothing in common", "$_creal(turn, A closing parenthesis",
            "$_creal, There is no register _creal"})
    void whatIsNotForComplexNumbersIsRefused(String expression, String reason) {
        String told = assertThrows(ExpressionException.class, () -> ours(expression)).getMessage();
        assertTrue(told.contains(reason), told);
    }

    /** As gcc 12 computes them; gdb 13.1 writes the type's name and computes with none of them. */
    @ParameterizedTest
    @CsvSource({"grid, 3 + 4i", "rows[1], -7 + 8i", "corner, '{tag = 1 ''\\001'', at = 2 + -3i}'",
            "rows, '{1 + 0i, -7 + 8i}'", "*&grid, 3 + 4i", "grid * rows[1], -53 + -4i", "grid / corner.at, -1 + 1i",
            "rows[1] / grid, 2 + 1i", "7 / grid, 0 + -1i", "rows[1] / 2, -3 + 4i", "-grid, -3 + -4i", "~corner.at, 2 + 3i",
            "grid - 1u, 2 + 4i", "grid * 1000000007, -1294967275 + -294967268i", "grid * 1000000007ll, 3000000021 + 4000000028i",
            "grid * 100 / rows[1], 50 + -37i", "grid == grid, 1", "!grid, 0", "__real__ grid * 2 + __imag__ rows[1], 14",
            "(int) grid, 3", "(_Bool) rows[0], true", "rows[0] == 1, 1", "grid != rows[1], 1", "grid + 0.5, 3.5 + 4i",
            "sizeof grid, 8", "(_Complex int) 7, 7 + 0i", "(_Complex unsigned) rows[1], 4294967289 + 8i", "grid += 1, 4 + 4i"})
    void complexIntegersAreComputedWithAsGccDoes(String expression, String value) throws Exception {
        assertEquals(value, ours(expression));
    }

    /** Of all but {@code _Complex int} gcc 12 and clang 14 tell the size, and not whether there are signs. */
    @ParameterizedTest
    @CsvSource({"pair, 0xc8 + 6i", "count, 1 + 0xfffffffei", "vast, 0xfffffffffffffff9 + 8i", "__imag__ pair, 6",
            "(unsigned char) pair, '200 ''\\310'''", "(signed char) __real__ pair, '-56 ''\\310'''", "pair ? 1 : 2, 1",
            "!__real__ count, 0", "sizeof vast, 16", "count = grid, 3 + 4i", "(unsigned) __imag__ count, 4294967294"})
    void integersThatMayHaveASignOrNotKeepTheirBits(String expression, String value) throws Exception {
        assertEquals(value, ours(expression));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pair + 1", "-count", "__real__ vast * 2", "(long long) pair", "(double) count", "many[__real__ count]"})
    void integersThatMayHaveASignOrNotAreNotComputedWith(String expression) {
        String told = assertThrows(ExpressionException.class, () -> ours(expression)).getMessage();
        assertTrue(told.contains("does not say whether this has a sign: cast it"), told);
    }

    @Test
    void conditionsAskForPartsOfComplexIntegers() throws Exception {
        int address = image.function("_start").orElseThrow().lowPc();
        int grid = image.symbol("grid").orElseThrow().address();
        assertTrue(image.condition("__imag__ grid == 4", address).toString().contains(Integer.toString(grid + 4)));
        assertThrows(ExpressionException.class, () -> image.condition("__imag__ turn == 4", address));
        assertThrows(ExpressionException.class, () -> image.condition("__imag__ pair == 4", address));
    }

    /** Of gcc 13. */
    @Test
    void aFloatWithoutItsLowerHalfIsRead() {
        Value value = new Value(new Base("__bf16", 2, 4), new Storage.Bytes(new byte[] {0x20, (byte) 0xC0}, Optional.empty()));
        assertEquals("-2.5", program.text().of(value));
    }

    /** The nearest to what is exact, by decimal numbers of any length. */
    @Test
    void whatIsComputedIsTheNearest() {
        Random random = new Random(256);
        for (int i = 0; i < 500; i++) {
            Quad left = random(random);
            // Near enough that both matter, and equal now and then.
            Quad right = i % 5 == 0 ? new Quad(random.nextBoolean(), left.exponent(), left.fraction()) : random(random);
            assertEquals(exactly(left.exact().add(right.exact())), left.plus(right));
            assertEquals(exactly(left.exact().subtract(right.exact())), left.minus(right));
            assertEquals(exactly(left.exact().multiply(right.exact())), left.times(right));
            assertEquals(left.exact().compareTo(right.exact()), left.compared(right).orElseThrow());
            Quad ratio = left.over(right);
            BigDecimal error = ratio.exact().multiply(right.exact()).subtract(left.exact()).abs();
            for (int step : new int[] {-1, 1}) {
                BigDecimal other = neighbour(ratio, step).exact().multiply(right.exact()).subtract(left.exact()).abs();
                assertTrue(error.compareTo(other) <= 0, () -> left + " / " + right);
            }
        }
    }

    private static Quad random(Random random) {
        return new Quad(random.nextBoolean(), 16383 - 100 + random.nextInt(200), new BigInteger(112, random));
    }

    private static Quad exactly(BigDecimal value) {
        return value.signum() == 0 ? new Quad(false, 0, BigInteger.ZERO) : Quad.of(value);
    }

    /** IEEE 754, sections 6 and 7. */
    @ParameterizedTest
    @CsvSource({"nothing * 3, -0", "-nothing, 0", "nothing + nothing, -0", "tiny / 2, 0", "tiny + tiny == tiny * 2, 1",
            "tiny / 1.5 == tiny, 1", "(0 - endless) * nothing == 0, 0", "1 / endless, -0"})
    void keepsToTheStandardWhereGdbDoesNot(String expression, String value) throws Exception {
        assertEquals(value, ours(expression));
    }

    @ParameterizedTest
    @CsvSource({"endless - endless", "nothing / nothing", "endless / endless", "endless * 0", "not_one + 1", "1 - not_one"})
    void whatIsNoNumberIsNone(String expression) throws Exception {
        assertTrue(ours(expression).matches("-?nan\\(0x8\\w{27}\\)"), () -> expression);
    }

    @Test
    void aNewValueIsTheNearest() throws Exception {
        Random random = new Random(128);
        for (int i = 0; i < 300; i++) {
            String digits = random.nextInt(10) + "." + random.nextLong(1_000_000_000_000_000_000L)
                    + random.nextLong(1_000_000_000_000_000_000L) + "7";
            String exact = digits + "e" + (random.nextInt(9900) - 4966);
            BigDecimal wanted = new BigDecimal(exact);
            Quad nearest = Quad.of(wanted);
            // What is read back is the number that was written, and neither neighbour is nearer.
            assertEquals(nearest, Quad.read(nearest.bytes()), exact);
            if (nearest.isFinite()) {
                BigDecimal error = nearest.exact().subtract(wanted).abs();
                for (int step : new int[] {-1, 1}) {
                    BigDecimal other = neighbour(nearest, step).exact().subtract(wanted).abs();
                    assertTrue(error.compareTo(other) <= 0, exact);
                }
            }
        }
    }

    private static Quad neighbour(Quad number, int step) {
        byte[] bytes = number.bytes();
        byte[] value = new BigInteger(1, reversed(bytes)).add(BigInteger.valueOf(step)).toByteArray();
        byte[] wide = new byte[Quad.SIZE];
        for (int i = 0; i < Quad.SIZE && i < value.length; i++) {
            wide[i] = value[value.length - 1 - i];
        }
        return Quad.read(wide);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return result;
    }

    @ParameterizedTest
    @CsvSource({"price, <a decimal number of 4 bytes is not understood>"})
    void whatIsNotUnderstoodIsSaid(String name, String text) throws Exception {
        assertEquals(text, ours(name));
    }

    @Test
    void assigningToOneWritesAllItsBytes() throws Exception {
        byte[] written = evaluated("quarter = -2.5", evaluation ->
                ((Write.ToMemory) evaluation.writes().getFirst()).bytes());
        assertEquals("-2.5", program.text().of(new Value(FLOAT128, new Storage.Bytes(written,
                Optional.empty()))));
        assertEquals(ours("pi"), ours("quarter = pi"));
    }

    @Test
    void whatIsTooSmallOrTooLargeForALongDoubleIsTheNearestThatItHas() throws Exception {
        assertEquals("inf", ours("(long double) huge"));
        assertEquals("1.49426806340016152975e-4934", ours("(long double) small"));
        assertEquals("0", ours("(long double) tiny"));
    }

    @Test
    void assigningComputesToo() throws Exception {
        assertEquals("2.5", ours("quarter *= 2"));
        assertEquals("4", ours("half *= quarter + quarter / 3 + 1"));
    }

    @ParameterizedTest
    @CsvSource({"pi % 2, is for integers", "pi << 1, is for integers", "~pi, is for integers", "&pi + pi, is no number",
            "many[pi], An integer or an address is needed", "*pi, is no pointer"})
    void whatIsForIntegersIsRefused(String expression, String reason) {
        String told = assertThrows(ExpressionException.class, () -> ours(expression)).getMessage();
        assertTrue(told.contains(reason), told);
    }
}
