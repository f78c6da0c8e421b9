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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.SectionHeader;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;

/** Stacks on which assembly has put what no call frame information tells of, as Linux does. */
class AssemblyStackTest {
    private static final int STACK = 0x1000;
    private static final String SOURCE = """
            static volatile int sink;
            #define OWN __attribute__((noinline, noclone, used))
            OWN static void inner(void) { sink++; }
            OWN static int around_call(int word)
            {
                asm volatile("push %0\\n\\tcall inner\\nbehind_call:\\tnop\\n\\tlea 4(%%esp), %%esp"
                        : "+a" (word) :: "memory", "ecx", "edx");
                return sink;
            }
            OWN static int popping(int word)
            {
                asm volatile("push %%ecx\\n\\tpush %%edx\\n\\tcall inner\\nbehind_popping:\\tpop %%edx\\n\\tpop %%ecx"
                        :: "c" (word), "d" (word) : "memory", "eax");
                return sink;
            }
            OWN static int far_around_call(int word)
            {
                asm volatile("push %0\\n\\tpush %0\\n\\tpush %0\\n\\tcall inner\\nbehind_far:\\t.fill 12, 1, 0x90\\n"
                        "\\tlea 4(%%esp), %%esp\\n\\tlea 4(%%esp), %%esp\\n\\tlea 4(%%esp), %%esp"
                        : "+a" (word) :: "memory", "ecx", "edx");
                return sink;
            }
            OWN static int around_trap(int word)
            {
                asm volatile("push %%ebx\\n\\tmov %0, %%ebx\\nat_trap:\\tint $0x80\\nbehind_trap:\\tpop %%ebx"
                        :: "ri" (word) : "memory", "eax");
                return sink;
            }
            OWN static void switched_to(void) { sink++; }
            void switching(void);
            asm(".globl switching\\n\\t.type switching, @function\\n"
                "switching:\\tpush %ebp\\n\\tpush %ebx\\n\\tmov %esp, (%eax)\\nswitching_now:\\tmov (%edx), %esp\\n"
                "switched:\\tpop %ebx\\n\\tpop %ebp\\n\\tjmp switched_to\\n\\t.size switching, . - switching");
            void _start(void)
            {
                sink += around_call(1);
                sink += popping(2);
                sink += around_trap(3);
                sink += far_around_call(4);
                switching();
                sink++;
            }
            """;

    @TempDir
    private Path folder;
    private ProgramImage image;
    private ByteBuffer code;
    private int low;

    @BeforeEach
    void build() throws Exception {
        Files.writeString(folder.resolve("main.c"), SOURCE);
        Process gcc = new ProcessBuilder("gcc", "-m32", "-g", "-O2", "-nostdlib", "-static", "-no-pie", "-fno-pic",
                "-ffreestanding", "-o", "main", "main.c").directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, gcc.waitFor(), said);
        image = ProgramImage.open(folder.resolve("main"));
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("main")));
        SectionHeader text = ElfFile.parse(content).header(".text").orElseThrow();
        code = content.slice((int) text.offset(), (int) text.size()).order(ByteOrder.LITTLE_ENDIAN);
        low = (int) text.address();
    }

    private int symbol(String name) {
        return image.symbol(name).orElseThrow().address();
    }

    /** Where a call of {@code _start} returns to. */
    private int behindCallOf(String function) {
        int start = symbol("_start") - low;
        for (int at = start; at + 5 <= code.limit(); at++) {
            if ((code.get(at) & 0xFF) == 0xE8 && low + at + 5 + code.getInt(at + 1) == symbol(function)) {
                return low + at + 5;
            }
        }
        throw new AssertionError("nothing calls " + function);
    }

    private TargetMemory memory(int... stack) {
        ByteBuffer words = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(stack).forEach(words::putInt);
        return new TargetMemory((address, length) -> {
            ByteBuffer from = address >= STACK && address < STACK + words.capacity() ? words : code;
            int at = address - (from == code ? low : STACK);
            byte[] bytes = new byte[at < 0 || at > from.capacity() ? 0 : Math.min(length, from.capacity() - at)];
            from.get(at, bytes);
            return CompletableFuture.completedFuture(bytes);
        });
    }

    private List<StackFrame> frames(int eip, int... stack) {
        return image.stack(number -> number == I386Register.EIP.number() ? OptionalInt.of(eip)
                : OptionalInt.of(number == I386Register.ESP.number() ? STACK : 0xB0 + number), memory(stack), 50,
                Runnable::run).join().frames();
    }

    private static List<String> names(List<StackFrame> frames) {
        return frames.stream().map(frame -> frame.function().map(Function::name).orElse("")).toList();
    }

    private static int register(StackFrame frame, I386Register register) {
        return frame.activation().registers().value(register.number()).orElseThrow();
    }

    @Test
    void aWordThatWasPushedForACallIsNoReturnAddress() {
        List<StackFrame> frames = frames(symbol("inner"), symbol("behind_call"), 1, behindCallOf("around_call"), 0);
        assertEquals(List.of("inner", "around_call", "_start"), names(frames), frames::toString);
        assertEquals(STACK + 4, frames.get(1).stackPointer(), "as it is when the call returns");
        assertEquals(STACK + 12, frames.get(2).stackPointer());
    }

    @Test
    void aWordThatMightBeOneIsPassedToo() {
        int behind = behindCallOf("around_call");
        List<StackFrame> frames = frames(symbol("inner"), symbol("behind_call"), symbol("_start"), behind, 0);
        assertEquals(List.of("inner", "around_call", "_start"), names(frames), frames::toString);
        assertEquals(behind, frames.get(2).address());
    }

    /** As a hostile program may have it: code may go on for ever in taking back, and be far behind the call. */
    @Test
    void whatIsTakenBackInManyStepsIsCountedToItsEnd() {
        List<StackFrame> frames = frames(symbol("inner"), symbol("behind_far"), 1, 1, 1, behindCallOf("far_around_call"), 0);
        assertEquals(List.of("inner", "far_around_call", "_start"), names(frames), frames::toString);
        assertEquals(STACK + 20, frames.get(2).stackPointer());
    }

    @Test
    void registersThatAreKeptAroundACallArePopped() {
        List<StackFrame> frames = frames(symbol("inner"), symbol("behind_popping"), 0xD, 0xC, behindCallOf("popping"), 0);
        assertEquals(List.of("inner", "popping", "_start"), names(frames), frames::toString);
        assertEquals(STACK + 16, frames.get(2).stackPointer());
    }

    @Test
    void aRegisterThatIsKeptAroundATrapHasItsValueInTheCaller() {
        for (String place : List.of("at_trap", "behind_trap")) {
            List<StackFrame> frames = frames(symbol(place), 0xEBB, behindCallOf("around_trap"), 0);
            assertEquals(List.of("around_trap", "_start"), names(frames), frames::toString);
            assertEquals(0xEBB, register(frames.get(1), I386Register.EBX));
            assertEquals(STACK + 8, frames.get(1).stackPointer());
        }
    }

    /** What the function has pushed is on the other stack by then, and may be more or less. */
    @Test
    void aFunctionThatHasTakenAnotherStackIsLeftByWhatItTakesBack() {
        int behind = behindCallOf("switching");
        List<StackFrame> frames = frames(symbol("switched"), 0xEBB, 0xEBE, behind, 0);
        assertEquals(List.of("switching", "_start"), names(frames), frames::toString);
        assertEquals(0xEBB, register(frames.get(1), I386Register.EBX));
        assertEquals(0xEBE, register(frames.get(1), I386Register.EBP));
        List<StackFrame> next = frames(symbol("switched") + 1, 0xEBE, behind, 0);
        assertEquals(List.of("switching", "_start"), names(next), next::toString);
        assertEquals(0xEBE, register(next.get(1), I386Register.EBP));
        List<StackFrame> last = frames(symbol("switched") + 2, behind, 0);
        assertEquals(List.of("switching", "_start"), names(last), last::toString);
        List<StackFrame> before = frames(symbol("switching_now"), 0xEBB, 0xEBE, behind, 0);
        assertEquals(List.of("switching", "_start"), names(before), before::toString);
    }
}
