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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.dwarf.frame.CallFrame;
import org.lguest.dwarf.frame.RegisterPlace;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.TargetRegisters;
import org.lguest.dwarf.machine.UnreadableException;

/** From a trap's handler into what it interrupted, by what the kit says of its trap entry. */
class TrapFrameTest {
    private static final int STACK = 0xC0300000;
    private static final int KERNEL_CS = 0x61;
    private static final int USER_CS = 0x73;
    private static final int USER_STACK = 0xBFFF0000;

    private final ProgramImage image = Programs.image("guest/first");
    private final Function entry = image.function("trap_entry").orElseThrow();
    private final int interrupted = image.function("dispatch_trap").orElseThrow().lowPc() + 2;
    private final ByteBuffer stack = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

    /** struct trap_frame with each register a number of its own. */
    private void trapFrame(int at, int cs) {
        int[] words = {0x7B, 0x7C, 0xD1, 0x51, 0xB9, 0, 0xB8, 0xD2, 0xC2, 0xA2, 14, 2, interrupted, cs, 0x202, USER_STACK, 0x7D};
        for (int i = 0; i < words.length; i++) {
            stack.putInt(at + 4 * i, words[i]);
        }
    }

    private Stack stack(int eip, int esp, int ebp) {
        Map<Integer, Integer> values = Map.of(I386Register.EIP.number(), eip, I386Register.ESP.number(), esp,
                I386Register.EBP.number(), ebp, I386Register.EDI.number(), 0xD1, I386Register.EAX.number(), 0xA2);
        TargetRegisters registers = number -> values.containsKey(number)
                ? OptionalInt.of(values.get(number))
                : OptionalInt.empty();
        return image.stack(registers, memory(), 2, Runnable::run).join();
    }

    private TargetMemory memory() {
        return new TargetMemory((address, length) -> CompletableFuture.completedFuture(
                address - STACK >= 0 && address - STACK < 256
                        ? Arrays.copyOfRange(stack.array(), address - STACK, Math.min(address - STACK + length, 256))
                        : new byte[0]));
    }

    private static int value(CallFrame frame, I386Register register) {
        return frame.registers().value(register.number()).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0x61", "0x73"})
    void theInterruptedCodeIsTheCaller(int cs) {
        int frame = 0x20;
        trapFrame(frame, cs);
        int ebp = STACK + frame - 8;
        // After the call of the handler, before the three bytes that drop what was pushed for it.
        Stack stack = stack(entry.highPc() - 3, ebp - 4, ebp);
        assertEquals(2, stack.frames().size(), stack::toString);
        assertEquals("trap_entry", stack.frames().getFirst().function().orElseThrow().name());
        CallFrame caller = stack.frames().getLast().activation();
        assertEquals(interrupted, caller.address());
        assertTrue(caller.isAtInstruction(), "its next instruction is where it stands");
        assertEquals(cs == USER_CS ? USER_STACK : STACK + frame + 60, caller.stackPointer());
        assertEquals(0xB9, caller.framePointer());
        assertEquals(0xD1, value(caller, I386Register.EDI));
        assertEquals(0x51, value(caller, I386Register.ESI));
        assertEquals(0xB8, value(caller, I386Register.EBX));
        assertEquals(0xD2, value(caller, I386Register.EDX));
        assertEquals(0xC2, value(caller, I386Register.ECX));
        assertEquals(0xA2, value(caller, I386Register.EAX));
        assertEquals(cs, value(caller, I386Register.CS));
        assertEquals(0x202, value(caller, I386Register.EFLAGS));
        assertEquals(new RegisterPlace.Saved(STACK + frame + 36),
                caller.registers().place(I386Register.EAX.number()).orElseThrow());
    }

    /** It lies where the rule for it says, which is not just below the canonical frame address. */
    @Test
    void itReturnsToWhatItHasInterrupted() {
        trapFrame(0, KERNEL_CS);
        StackFrame frame = stack(entry.lowPc() + 4, STACK, 0xB9).frames().getFirst();
        TargetMemory memory = memory();
        assertEquals(OptionalInt.of(interrupted), memory.ask(() -> image.returnAddress(frame, memory), Runnable::run).join());
        int below = memory.ask(() -> {
            try {
                return memory.word(image.unwinder().canonicalFrameAddress(frame.activation(), memory) - 4);
            } catch (UnreadableException | NoValueException e) {
                throw new AssertionError(e);
            }
        }, Runnable::run).join();
        assertNotEquals(interrupted, below);
    }

    /** At each instruction of the way in and out what is on the stack is another part of the frame. */
    @Test
    void everyInstructionOfTheWayLeadsToTheSameCaller() {
        trapFrame(0, KERNEL_CS);
        Function leave = image.function("trap_return").orElseThrow();
        int[][] places = {{entry.lowPc(), 40}, {entry.lowPc() + 1, 40}, {entry.lowPc() + 2, 8}, {entry.lowPc() + 3, 4},
            {entry.lowPc() + 4, 0}, {leave.lowPc(), 0}, {leave.lowPc() + 1, 4}, {leave.lowPc() + 2, 8},
            {leave.lowPc() + 3, 40}, {leave.lowPc() + 6, 48}, {leave.highPc() - 1, 48}};
        for (int[] place : places) {
            Stack stack = stack(place[0], STACK + place[1], 0xB9);
            assertEquals(2, stack.frames().size(), () -> Integer.toHexString(place[0]) + ": " + stack);
            CallFrame caller = stack.frames().getLast().activation();
            assertEquals(interrupted, caller.address(), () -> Integer.toHexString(place[0]));
            assertEquals(STACK + 60, caller.stackPointer(), () -> Integer.toHexString(place[0]));
            assertEquals(0xB9, caller.framePointer(), () -> Integer.toHexString(place[0]));
            assertEquals(0xD1, value(caller, I386Register.EDI), () -> Integer.toHexString(place[0]));
            assertEquals(0xA2, value(caller, I386Register.EAX), () -> Integer.toHexString(place[0]));
        }
    }
}
