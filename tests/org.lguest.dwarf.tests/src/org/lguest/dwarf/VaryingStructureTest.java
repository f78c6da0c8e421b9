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

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.TargetRegisters;

/** Structures whose size depends on a variable, {@code programs/varying/structures.c}: told, and never guessed at. */
class VaryingStructureTest {
    private static final int LINE_AFTER_THE_ASSIGNMENTS = 23;
    private static final int FRAME = 0x1000;

    private final ProgramImage image = Programs.image("varying/structures");
    private final TargetMemory memory = new TargetMemory((address, length) ->
            CompletableFuture.completedFuture(new byte[length]));

    private StackFrame frame() {
        int place = image.addressesOf("varying/structures.c", LINE_AFTER_THE_ASSIGNMENTS).getFirst().address();
        TargetRegisters machine = number -> OptionalInt.of(number == I386Register.EIP.number() ? place : FRAME);
        return image.stack(machine, memory, 1, Runnable::run).join().frames().getFirst();
    }

    private String answer(String expression) {
        StackFrame frame = frame();
        return memory.ask(() -> {
            try {
                return image.text(memory).of(image.evaluate(expression, frame, memory).value());
            } catch (ExpressionException e) {
                return "refused: " + e.getMessage();
            }
        }, Runnable::run).join();
    }

    @Test
    void theirVariablesHaveWhatIsInFrontOfTheArray() {
        StackFrame frame = frame();
        Map<String, String> texts = memory.ask(() -> image.variables(frame, memory).stream().collect(Collectors.toMap(
                NamedValue::name, named -> image.text(memory).of(named.value()))), Runnable::run).join();
        assertEquals("{number = 0, label = 0x4 \"\", grams = <its place depends on variables>}", texts.get("one"));
        assertEquals("0", texts.get("letters"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sent + 1         | The program does not say how large struct parcel is.",
        "sent - all[1]    | The program does not say how large struct parcel is.",
        "sent[1]          | The program does not say how large struct parcel is.",
        "one.grams + 1    | A number is needed, and this is of type ?.",
        "sizeof one       | How large struct parcel is depends on variables.",
        "sizeof one.label | How large char [] is depends on variables.",
        "&one.label + 1   | The program does not say how large char [] is.",
        "sizeof *sent     | How large struct parcel is depends on variables.",
        "one = *sent      | A value of type struct parcel can't be assigned."})
    void whatDependsOnTheirSizeIsRefused(String expression, String reason) {
        assertEquals("refused: " + reason, answer(expression));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent[1].number == 0", "sizeof one == 4", "sizeof one.label == 0", "sent + 1 != 0", "one.grams == 0"})
    void conditionsDoNotGuessEither(String condition) {
        assertThrows(ExpressionException.class, () -> image.condition(condition, frame().address()));
    }

    @Test
    void pointersToThemArePointers() {
        assertEquals("0x0", answer("sent"));
        assertEquals("1", answer("sent == all[1]"));
        assertEquals("4", answer("sizeof sent"));
        assertEquals("0", answer("sent->number"));
    }
}
