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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.dwarf.ExpressionException;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.Programs;
import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.expression.Evaluation;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.value.Child;
import org.lguest.dwarf.value.Value;
import org.lguest.dwarf.value.ValueWriter;
import org.lguest.dwarf.value.Write;

/** Pointers that the compiler did without: they have no address, and point to a variable all the same. And others. */
class PointersTest {
    private static final Path FOLDER = Programs.path("recorded/x").getParent();
    private static final String PROGRAM = "pointers-dwarf5-O1";
    /** In {@code add}, inlined: {@code to} points to a variable in a register. */
    private static final int IN_ADD = 0x8049013;
    /** In {@code walk}: {@code known} points to a constant. */
    private static final int IN_WALK = 0x80490f7;
    /** There, further on: {@code end} points behind it, and the constant is gone. */
    private static final int LATE_IN_WALK = 0x8049100;

    private final ProgramImage image = Programs.image("recorded/" + PROGRAM);
    private TargetMemory memory = new TargetMemory((address, length) -> CompletableFuture.completedFuture(new byte[0]));

    private StackFrame frame(int address) throws Exception {
        Machine machine = Recording.read(FOLDER.resolve(PROGRAM + ".txt"), FOLDER.resolve(PROGRAM + ".elf")).stops()
                .stream().filter(stop -> stop.address() == address).findFirst().orElseThrow().machine();
        memory = new TargetMemory(machine);
        return image.stack(machine, memory, 1, Runnable::run).join().frames().getFirst();
    }

    private Object ask(StackFrame frame, String expression) {
        return memory.ask(() -> {
            try {
                return image.evaluate(expression, frame, memory);
            } catch (ExpressionException e) {
                return e;
            }
        }, Runnable::run).join();
    }

    private String text(StackFrame frame, String expression) {
        return switch (ask(frame, expression)) {
            case Evaluation evaluation ->
                memory.ask(() -> image.text(memory).withType(evaluation.value()), Runnable::run).join();
            case ExpressionException e -> e.getMessage() + " at " + e.column();
            default -> throw new AssertionError();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"known|(const int * const) <synthetic pointer>", "*known|42", "known[0]|42",
            "*known + 1|43", "known + 1|(const int * const) <synthetic pointer>", "*(known + 1 - 1)|42", "1 + known - 1 == known|1",
            "(const char *) known|<synthetic pointer>", "*(const char *) known|42 '*'",
            "((const char *) known)[1]|0 '\\000'", "sizeof known|4", "sizeof *known|4"})
    void isFollowedToWhatItPointsTo(String expression, String value) throws Exception {
        assertEquals(value, text(frame(IN_WALK), expression));
    }

    /** gdb 13.1 takes it for null. */
    @ParameterizedTest
    @CsvSource({"known == 0,0", "known != 0,1", "0 == known,0", "!known,0", "known ? 1 : 2,1", "known && 1,1",
            "known == known,1", "known < known + 1,1", "known + 2 - known,2", "known + 1 != known,1"})
    void isNotNullAndHasAnOrderWithinItsVariable(String expression, String value) throws Exception {
        assertEquals(value, text(frame(IN_WALK), expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "&known|Only what lies in memory has an address. at 0",
            "(unsigned) known|This has no value: the compiler did without the pointer, but not without what it points to. at 11",
            "known == cells|A pointer here has no address: the compiler did without it, but not without what it points to. at 6",
            "known + 1.5|A pointer here has no address: the compiler did without it, but not without what it points to. at 6",
            "cells - known|A pointer here has no address: the compiler did without it, but not without what it points to. at 6",
            "known[1]|This points outside of the variable that it points into. at 5",
            "*(known - 1)|This points outside of the variable that it points into. at 0",
            "known = 0|This can't be changed: the compiler did without the pointer. at 6"})
    void whereItsAddressIsNeededThePlaceIsTold(String expression, String refusal) throws Exception {
        String told = text(frame(IN_WALK), expression);
        assertEquals(refusal, told);
    }

    @Test
    void whatItPointsToMayBeGoneWhileTheDistanceIsKnown() throws Exception {
        StackFrame frame = frame(LATE_IN_WALK);
        assertEquals("1", text(frame, "end - known"));
        assertEquals("1", text(frame, "end > known"));
        assertEquals("1", text(frame, "&*cell == cells"));
        assertTrue(text(frame, "*known").startsWith("<it is in no location at this address"), text(frame, "*known"));
    }

    /** What it points to is in a register here, and is changed there. */
    @Test
    void whatItPointsToIsChangedWhereThatIs() throws Exception {
        StackFrame frame = frame(IN_ADD);
        Evaluation evaluation = (Evaluation) ask(frame, "*to = 7");
        assertTrue(evaluation.writes().getFirst() instanceof Write.ToRegister(int number, int value) && value == 7,
                evaluation.writes()::toString);
    }

    /** As the Variables view unfolds it. */
    @Test
    void hasWhatItPointsToForItsPart() throws Exception {
        StackFrame frame = frame(IN_WALK);
        Value pointer = ((Evaluation) ask(frame, "known")).value();
        assertFalse(ValueWriter.isWritable(pointer));
        List<Child> parts = memory.ask(() -> image.children(memory).of(pointer, 0, 10), Runnable::run).join();
        assertEquals(List.of("*"), parts.stream().map(Child::name).toList());
        assertEquals("42", memory.ask(() -> image.text(memory).of(parts.getFirst().value()), Runnable::run).join());
    }

    /** So that a view knows it again after a step. */
    @Test
    void isEqualToThePointerToTheSamePlace() throws Exception {
        Value before = ((Evaluation) ask(frame(IN_WALK), "known")).value();
        Value after = ((Evaluation) ask(frame(LATE_IN_WALK), "known")).value();
        assertEquals(before.storage(), after.storage());
        assertFalse(before.storage().equals(((Evaluation) ask(frame(LATE_IN_WALK), "end")).value().storage()));
    }

    @Test
    void aConditionOverItIsRefusedWithTheReason() {
        ExpressionException refusal = assertThrows(ExpressionException.class,
                () -> image.condition("*known == 42", IN_WALK));
        assertEquals("known can't be asked for at this address: the compiler did without that pointer.", refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "opaque + 1|The program does not say how large struct opaque is. at 7",
            "nowhere[0]|The program does not say how large const enum nowhere is. at 7",
            "*opaque|<incomplete type>", "*nowhere|<incomplete type>",
            "*nowhere + 1|The program does not say what enum nowhere is. at 0", "none|{length = 1, cells = 0x804b018 <empty>}",
            "cell + 1|(int * const) 0x804b004 <cells+4>", "empty.pair.second|2", "(&pairs[1]).second|4"})
    void whatHasNoSizeHasNoNeighbours(String expression, String text) throws Exception {
        assertEquals(text, text(frame(IN_WALK), expression));
    }
}
