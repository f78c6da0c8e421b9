/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.TargetRegisters;
import org.lguest.dwarf.type.Type;

/** Through a kernel's entry code, of which no compiler says how, into what it has interrupted. */
class EntryCodeTest {
    /** struct pt_regs of Linux 2.6.23. */
    private static final String OLD = "ebx ecx edx esi edi ebp eax xds xes xfs orig_eax eip xcs eflags esp xss";
    /** And of 4.10. */
    private static final String NEW = "bx cx dx si di bp ax ds es fs gs orig_ax ip cs flags sp ss";
    private static final int STACK = 0x8000;
    private static final int ENTRY_CODE = 0x1000;
    private static final int INTERRUPTED = 0x2004;
    private static final int KERNEL_CS = 0x61;
    private static final int USER_CS = 0x73;
    private static final int USER_CODE = 0xB7F0_0000;
    private static final int USER_STACK = 0xBFFF_0000;

    private final ByteBuffer memory = ByteBuffer.allocate(0x10000).order(ByteOrder.LITTLE_ENDIAN);

    private static List<Type.Member> members(String names) {
        List<Type.Member> members = new ArrayList<>();
        for (String name : names.split(" ")) {
            members.add(new Type.Member(name, 4L * members.size(), Optional.empty(), () -> {
                throw new AssertionError("its type is of no interest");
            }));
        }
        return members;
    }

    /** Saves registers, each with a number of its own but for those that are given. */
    private void save(String names, Map<String, Integer> values) {
        int at = STACK;
        for (String name : names.split(" ")) {
            memory.putInt(at, values.getOrDefault(name.startsWith("x") ? name.substring(1) : name, at));
            at += 4;
        }
    }

    private static Map<String, Integer> values(int eip, int cs, int eflags) {
        return Map.of("eip", eip, "ip", eip, "cs", cs, "eflags", eflags, "flags", eflags, "esp", USER_STACK, "sp",
                USER_STACK, "ss", 0x7B);
    }

    private Unwinder.Step caller(CallFrame frame, Optional<TrapFrame> trapFrame) {
        Unwinder unwinder = new Unwinder(List.of(),
                address -> address >= 0 && address < 0x4000 ? OptionalInt.of(address & ~0xFFF) : OptionalInt.empty(),
                () -> trapFrame, damage -> {
                    throw new AssertionError(damage);
                });
        TargetMemory target = new TargetMemory((address, length) -> CompletableFuture.completedFuture(
                address >= 0 && address < memory.limit()
                        ? Arrays.copyOfRange(memory.array(), address, Math.min(address + length, memory.limit()))
                        : new byte[0]));
        return target.ask(() -> unwinder.caller(frame, target), Runnable::run).join();
    }

    private static CallFrame standing(int eip, int esp, int ebx) {
        Map<Integer, Integer> values = new HashMap<>(Map.of(I386Register.EIP.number(), eip, I386Register.ESP.number(), esp,
                I386Register.EBX.number(), ebx, I386Register.EBP.number(), 0x100));
        TargetRegisters registers = number -> values.containsKey(number)
                ? OptionalInt.of(values.get(number)) : OptionalInt.empty();
        return Unwinder.innermost(registers);
    }

    private CallFrame frame(Unwinder.Step step) {
        assertTrue(step instanceof Unwinder.Step.Caller, step::toString);
        return ((Unwinder.Step.Caller) step).frame();
    }

    private static int value(CallFrame frame, I386Register register) {
        return frame.registers().value(register.number()).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void theKernelThatWasInterruptedGoesOnWhereItStood(String names) {
        save(names, values(INTERRUPTED, KERNEL_CS, 0x246));
        CallFrame caller = frame(caller(standing(ENTRY_CODE, STACK, 7), TrapFrame.of(members(names))));
        assertEquals(INTERRUPTED, caller.address());
        assertTrue(caller.isAtInstruction());
        assertEquals(Recovery.TRAP_FRAME, caller.recovery());
        assertEquals(STACK + 4 * (names.split(" ").length - 2), caller.stackPointer(), "nothing is pushed for esp and ss");
        assertEquals(STACK, value(caller, I386Register.EBX));
        assertEquals(STACK + 20, value(caller, I386Register.EBP));
        assertEquals(STACK + 24, value(caller, I386Register.EAX));
        assertEquals(new RegisterPlace.Saved(STACK + 24), caller.registers().place(I386Register.EAX.number()).orElseThrow());
        assertEquals(KERNEL_CS, value(caller, I386Register.CS));
        assertEquals(0x246, value(caller, I386Register.EFLAGS));
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void whatWasInterruptedInUserSpaceHasAStackOfItsOwn(String names) {
        save(names, values(USER_CODE, USER_CS, 0x202));
        CallFrame caller = frame(caller(standing(ENTRY_CODE, STACK, 7), TrapFrame.of(members(names))));
        assertEquals(USER_CODE, caller.address());
        assertEquals(USER_STACK, caller.stackPointer());
        assertEquals(0x7B, value(caller, I386Register.SS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2004 61 0", "2004 61 8246", "2004 0 246", "9000 61 246"})
    void whatIsNoSuchStructureIsNotTakenForOne(String saved) {
        int[] words = Arrays.stream(saved.split(" ")).mapToInt(w -> Integer.parseInt(w, 16)).toArray();
        save(OLD, values(words[0], words[1], words[2]));
        Unwinder.Step step = caller(standing(ENTRY_CODE, STACK, 7), TrapFrame.of(members(OLD)));
        assertEquals(Recovery.PROLOGUE, frame(step).recovery());
    }

    /** As it is saved word by word, and taken back, what is not there yet or no more is still in the registers. */
    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void amidTheSavingWhatIsNotSavedIsLive(String names) {
        List<String> saved = List.of(names.split(" "));
        int eip = saved.indexOf("eip") + saved.indexOf("ip") + 1;
        for (int cs : new int[] {KERNEL_CS, USER_CS}) {
            save(names, values(cs == USER_CS ? USER_CODE : INTERRUPTED, cs, 0x246));
            for (int missing = 1; missing <= eip; missing++) {
                int live = missing;
                // What is below the stack pointer is of the past.
                memory.putInt(STACK + 4 * missing - 4, 0xBAD);
                CallFrame caller = frame(caller(standing(ENTRY_CODE, STACK + 4 * missing, 7), TrapFrame.of(members(names))));
                assertEquals(cs == USER_CS ? USER_CODE : INTERRUPTED, caller.address(), () -> live + " missing");
                assertEquals(Recovery.TRAP_FRAME, caller.recovery(), () -> live + " missing");
                assertEquals(cs == USER_CS ? USER_STACK : STACK + 4 * (saved.size() - 2), caller.stackPointer(),
                        () -> live + " missing");
                assertEquals(7, value(caller, I386Register.EBX), () -> live + " missing");
                assertEquals(missing <= 5 ? STACK + 20 : 0x100, value(caller, I386Register.EBP), () -> live + " missing");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aWordThatIsKeptOnTopDuringACallIsPassed(int words) {
        save(NEW, values(USER_CODE, USER_CS, 0x202));
        memory.putInt(STACK - 4, 0xC1E0).putInt(STACK - 8, 0xC1E4);
        CallFrame caller = frame(caller(standing(ENTRY_CODE, STACK - 4 * words, 7), TrapFrame.of(members(NEW))));
        assertEquals(USER_CODE, caller.address());
        assertEquals(Recovery.TRAP_FRAME, caller.recovery());
        assertEquals(STACK, value(caller, I386Register.EBX));
    }

    @Test
    void whatEntryCodeHasCalledReturnsThere() {
        save(NEW, values(USER_CODE, USER_CS, 0x202));
        memory.putInt(STACK - 4, ENTRY_CODE + 0x10);
        CallFrame caller = frame(caller(standing(0x3000, STACK - 4, 7), TrapFrame.of(members(NEW))));
        assertEquals(ENTRY_CODE + 0x10, caller.address());
        assertEquals(STACK, caller.stackPointer());
    }

    @Test
    void aStructureOfThatNameInAnotherOrderIsNone() {
        assertEquals(Optional.empty(), TrapFrame.of(members("bx cx ip flags cs sp ss")));
        assertEquals(Optional.empty(), TrapFrame.of(members(NEW + " more")));
        assertEquals(Optional.empty(), TrapFrame.of(List.of()));
    }

    /** Linux handles interrupts on a stack of their own, and has its old one in ebx meanwhile. */
    @Test
    void aFunctionThatHasCalledOnAnotherStackIsLeftByItsOwn() {
        int handler = 0x3000;
        memory.put(handler, (byte) 0x53);
        memory.put(handler + 0x10, (byte) 0x89).put(handler + 0x11, (byte) 0xDC);
        memory.putInt(STACK, handler + 0x10);
        int own = 0x9000;
        memory.putInt(own, 0xB0).putInt(own + 4, INTERRUPTED);
        CallFrame onOther = frame(caller(standing(ENTRY_CODE, STACK, own), Optional.empty()));
        assertEquals(handler + 0x10, onOther.address());
        CallFrame caller = frame(caller(onOther, Optional.empty()));
        assertEquals(INTERRUPTED, caller.address());
        assertEquals(own + 8, caller.stackPointer());
        assertEquals(0xB0, value(caller, I386Register.EBX));
    }
}
