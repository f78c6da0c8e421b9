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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.dwarf.ExpressionException;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.Programs;
import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.expression.Evaluation;
import org.lguest.dwarf.gdb.Recording.Stop;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.value.Write;

/** Expressions by C's rules, at a stop in a program whose variables are where and what its source says. */
class EvaluationTest {
    private static final Path FOLDER = Programs.path("recorded/x").getParent();
    private static final String PROGRAM = "numbers-dwarf4-O0";

    private ProgramImage image = Programs.image("recorded/" + PROGRAM);
    private Machine machine;
    private TargetMemory memory;
    private StackFrame frame;

    @BeforeEach
    void stop() throws Exception {
        Stop stop = Recording.read(FOLDER.resolve(PROGRAM + ".txt"), FOLDER.resolve(PROGRAM + ".elf")).stops().getFirst();
        machine = stop.machine();
        memory = new TargetMemory(machine);
        frame = image.stack(machine, memory, 1, Runnable::run).join().frames().getFirst();
    }

    private Object ask(String expression) {
        return memory.ask(() -> {
            try {
                Evaluation evaluation = image.evaluate(expression, frame, memory);
                return new Object[] {evaluation, image.text(memory).withType(evaluation.value()),
                        evaluation.value().type().text()};
            } catch (ExpressionException e) {
                return e;
            }
        }, Runnable::run).join();
    }

    private String text(String expression) {
        return ask(expression) instanceof Object[] answer ? (String) answer[1]
                : fail(((ExpressionException) ask(expression)).getMessage());
    }

    private String type(String expression) {
        return (String) ((Object[]) ask(expression))[2];
    }

    private List<Write> writes(String expression) {
        return ((Evaluation) ((Object[]) ask(expression))[0]).writes();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"1 + 2 * 3;7", "(1 + 2) * 3;9", "7 / -2;-3", "-7 % 3;-1",
            "1 << 4 | 3;19", "5 & 3 ^ 1;0", "1 < 2 == 1;1", "1 ? 2 : 0 ? 3 : 4;2", "0 ? 1 : 0 ? 3 : 4;4", "1, 2;2",
            "010;8", "0x1F;31", "0b101;5", "'A';65 'A'", "'\\n';10 '\\n'", "'\\'';39 '\\''", "'\\x41' + 1;66",
            "1.5 + 1;2.5", "1e3;1000", "3 / 2.0f;1.5", ".5;0.5", "0xe+1;15", "4294967295;4294967295", "4294967295 + 1;4294967296",
            "0xFFFFFFFF + 1;0", "2147483647 + 1;-2147483648", "-1 > 1u;1", "-1 > 1LL;0", "1u - 2;4294967295",
            "1ull << 40;1099511627776", "(char) 300;44 ','", "(unsigned char) -1;255 '\\377'", "(short) 65535;-1",
            "(_Bool) 2;true", "(int) 2.9;2", "(int) (0.0 / 0.0);-1",
            "(long long) (0.0 / 0.0);9223372036854775807", "(int) 1e30;-1", "(int) -2.9;-2", "(float) 0.1;0.100000001", "sizeof(int);4",
            "sizeof (long long);8", "sizeof (char *);4", "sizeof (int[3]);12", "sizeof 1.0;8", "!0;1", "~0;-1", "!1.5;0",
            "1 && 0 || 1;1", "0 && 1 / 0;0", "1 || 1 / 0;1", "GREEN;GREEN", "GREEN + 1;6", "BLUE < 0;1",
            "(enum colour) 5;GREEN", "(byte) 257;1 '\\001'", "fixed;42", "*&fixed + 1;43", "'numbers.c'::fixed;42"})
    void computes(String expression, String value) {
        assertEquals(value, text(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"sc + sc|int", "us + us|int", "ui + si|unsigned int", "si + sll|long long",
            "sll + ull|unsigned long long", "f + f|float", "f + d|double", "d + ld|long double", "sc < sc|int",
            "(short) 1|short", "&si|int *", "&si - &si|long", "sizeof si|unsigned long", "1 ? sc : 2|signed char",
            "(const char *) &si|const char *",
            "(volatile int const *) &si|const volatile int *", "(char * const) &si|char * const",
            "si << 1ll|int", "!d|int", "-uc|int", "main|int (void)", "&main|int (*)(void)"})
    void hasTheTypeThatCGivesIt(String expression, String type) {
        assertEquals(type, type(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"\"\"|0|The expression is empty.",
            "si +|4|A name or a number is missing.", "nothing|0|Nothing in sight is named nothing.",
            "1 + nothing * 2|4|Nothing in sight is named nothing.", "si 1|3|The expression should end here.",
            "(si|3|A closing parenthesis is missing.", "*d|0|This is no pointer but of type double.",
            "si.x|3|A value of type int has no members.", "&1|0|Only what lies in memory has an address.",
            "1 / (si - si)|2|Division by zero.", "si % 0|3|Division by zero.", "d % 2|2|% is for integers.", "~d|0|~ is for integers.",
            "1 << 40|2|A shift by 40 of a number of 32 bits.", "$zax|0|There is no register zax.",
            "main()|4|Functions can't be called while the program stands.",
            "1 + main(2)|8|Functions can't be called while the program stands.",
            "1 + TWICE(si)|4|Nothing in sight is named TWICE. If it is a macro, write what it stands for.",
            "(struct nothing *) 1|1|No type is named struct nothing.",
            "1 = 2|2|This can't be changed: it is in no place: the compiler computes it.",
            "si++|2|Write += 1 or -= 1 instead.",
            "1x|0|1x is not a number.", "'ab'|0|'ab' is not one character.", "#|0|This is no part of a C expression.",
            "18446744073709551616|0|18446744073709551616 is larger than any integer.",
            "1 + *(int *) 0|4|This has no value: memory can't be read at 0x0.",
            "si ? 1|6|A : is missing.", "&si[|4|A name or a number is missing.",
            "*(void *) &si|0|What lies there has no type: cast the pointer.",
            "'numbers.c':: 1|14|A name is missing after ::.", "(si)[1|6|A closing bracket is missing."})
    void whatMeansNothingIsRefusedAtItsPlace(String expression, int column, String reason) {
        ExpressionException refusal = (ExpressionException) ask(expression);
        assertEquals(reason + " at " + column, refusal.getMessage() + " at " + refusal.column());
    }

    @Test
    void registersAreVariables() {
        int eax = machine.value(I386Register.EAX.number()).orElseThrow();
        assertEquals(Integer.toString(eax), text("$eax"));
        assertEquals(Integer.toString((short) eax), text("$ax"));
        assertEquals(Integer.toString((byte) (eax >> 8)), text("(int) $ah"));
        assertEquals("1", text("$pc == $eip"));
        assertEquals(List.of(new Write.ToRegister(0, eax + 1)), writes("$eax += 1"));
    }

    @Test
    void anAssignmentTellsWhatToWrite() {
        int address = image.symbol("si").orElseThrow().address();
        Write.ToMemory write = (Write.ToMemory) writes("si = 'a'").getFirst();
        assertEquals(address, write.address());
        assertArrayEquals(new byte[] {97, 0, 0, 0}, write.bytes());
        assertEquals("-1", text("ss = 65535"));
        Write.ToMemory real = (Write.ToMemory) writes("f = 1").getFirst();
        assertArrayEquals(new byte[] {0, 0, (byte) 0x80, 0x3F}, real.bytes());
        assertEquals(List.of(), writes("si == 1"));
    }

    @Test
    void anAssignmentIsNotMadeByAskingForIt() {
        String before = text("si");
        text("si = 5");
        assertEquals(before, text("si"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "*", "&", "!", "1+(", "1?", "(int)", "sizeof ", "si[", "1?1:"})
    void endlessNestingIsRefused(String part) {
        assertThrows(ExpressionException.class, () -> {
            throw (ExpressionException) ask(part.repeat(3000) + "1");
        });
    }
}
