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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.value.Storage;

/** Ways that tail calls may have led, where there are many; {@code releng/gdb-compare} has gdb's word on few. */
class TailCallTest {
    private static final int STACK = 0x1000;
    private static final String HEAD = """
            static volatile int sink;
            #define OWN __attribute__((noinline, noclone))
            #define FAST __attribute__((regparm(2)))
            """;

    @TempDir
    private Path folder;

    private ProgramImage build(String source) throws Exception {
        Files.writeString(folder.resolve("main.c"), HEAD + source);
        Process gcc = new ProcessBuilder("gcc", "-m32", "-g", "-O2", "-nostdlib", "-static", "-no-pie", "-fno-pic",
                "-ffreestanding", "-o", "main", "main.c").directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, gcc.waitFor(), said);
        return ProgramImage.open(folder.resolve("main"));
    }

    /** A stack with one return address on it, and else zeros. */
    private static TargetMemory stack(int returnAddress) {
        return new TargetMemory((address, length) -> {
            ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            int at = STACK - address;
            if (at >= 0 && at + Integer.BYTES <= length) {
                bytes.putInt(at, returnAddress);
            }
            return CompletableFuture.completedFuture(bytes.array());
        });
    }

    private static List<StackFrame> frames(ProgramImage image, int eip, TargetMemory memory) {
        return image.stack(number -> number == I386Register.EIP.number() ? OptionalInt.of(eip)
                : OptionalInt.of(number == I386Register.ESP.number() ? STACK : 0), memory, 50, Runnable::run).join()
                .frames();
    }

    /** The functions that have left, for each address of the one that called. */
    private static List<List<String>> left(ProgramImage image, String caller, String callee) {
        int entry = image.function(callee).orElseThrow().lowPc();
        Function calling = image.function(caller).orElseThrow();
        return IntStream.range(calling.lowPc() + 1, calling.highPc())
                .mapToObj(back -> frames(image, entry, stack(back)).stream().filter(StackFrame::isTailCall)
                        .map(f -> f.function().orElseThrow().name()).toList())
                .filter(names -> !names.isEmpty()).toList();
    }

    @Test
    void oneWayIsToldAndOfTwoWhatTheyShare() throws Exception {
        String source = """
                OWN int end(int n) { return sink += n; }
                OWN int last(int n) { sink++; return end(n + 1); }
                OWN int left(int n) { sink += 2; return last(n * 2); }
                OWN int right(int n) { sink += 3; return last(n * 3); }
                OWN int fork(int n) { sink++; return n & 1 ? left(n) : right(n); }
                OWN int first(int n) { sink++; return fork(n + 5); }
                int straight(int n) { return left(n) + 1; }
                int forked(int n) { return first(n) + 1; }
                int _start(int n) { return straight(n) + forked(n); }
                """;
        try (ProgramImage image = build(source)) {
            assertEquals(List.of(List.of("last", "left")), left(image, "straight", "end"));
            assertEquals(List.of(List.of("last", "first")), left(image, "forked", "end"));
        }
    }

    @Test
    void aWayThroughAPointerMayLeadAnywhere() throws Exception {
        String source = """
                OWN int end(int n) { return sink += n; }
                int (*any)(int) = end;
                OWN int other(int n) { sink += 2; return any(n); }
                OWN int fork(int n) { sink++; return n & 1 ? other(n) : end(n + 3); }
                int _start(int n) { return fork(n) + 1; }
                """;
        try (ProgramImage image = build(source)) {
            assertEquals(List.of(), left(image, "_start", "end"));
        }
    }

    /** {@code pong} may have been left, or not: gdb 13.1 shows it all the same. */
    @Test
    void ofACircleThatMayHaveBeenGoneNoneIsTold() throws Exception {
        String source = """
                OWN int end(int n) { return sink += n; }
                OWN int pong(int n);
                OWN int ping(int n) { sink++; if (n > 0) return pong(n - 1); sink++; return end(n); }
                OWN int pong(int n) { sink += 2; return ping(n - 2); }
                int through(int n) { return ping(n) + 1; }
                int around(int n) { return pong(n) + 1; }
                int _start(int n) { return through(n) + around(n); }
                """;
        try (ProgramImage image = build(source)) {
            assertEquals(List.of(List.of("ping")), left(image, "through", "end"));
            assertEquals(List.of(List.of("ping", "pong")), left(image, "around", "end"));
            assertEquals(List.of(List.of("ping")), left(image, "through", "pong"));
        }
    }

    @Test
    void moreWaysThanCanBeTriedAreNoneInTime() throws Exception {
        int rungs = 28;
        StringBuilder source = new StringBuilder("OWN int f" + rungs + "(int n) { return sink += n; }\n");
        for (int i = rungs - 1; i >= 0; i--) {
            source.append("""
                    OWN int a%1$d(int n) { sink += 2; return f%2$d(n * 2); }
                    OWN int b%1$d(int n) { sink += 3; return f%2$d(n * 3); }
                    OWN int f%1$d(int n) { sink++; return n & 1 ? a%1$d(n) : b%1$d(n); }
                    """.formatted(i, i + 1));
        }
        source.append("int _start(int n) { return f0(n) + 1; }\n");
        try (ProgramImage image = build(source.toString())) {
            assertEquals(List.of(List.of("f1")), left(image, "_start", "a1"));
            assertTimeoutPreemptively(Duration.ofMinutes(1),
                    () -> assertEquals(List.of(), left(image, "_start", "f" + rungs)));
        }
    }

    @Test
    void noValueAtTheEntryWhereAFunctionMayHaveJumpedToItself() throws Exception {
        String source = """
                FAST OWN int again(int n, int m);
                FAST OWN int circle(int n, int m) { sink += m; sink++; return m > 3 ? again(n, m - 1) : m; }
                FAST OWN int again(int n, int m) { sink += n; return circle(m, m - 2); }
                FAST OWN int once(int n, int m) { sink += m; sink++; return sink; }
                int _start(int n) { return circle(4, 5) + once(6, 7) + 1; }
                """;
        try (ProgramImage image = build(source)) {
            assertTrue(reasons(image, "circle").stream().anyMatch(r -> r.contains("may have jumped to itself")),
                    () -> reasons(image, "circle").toString());
            assertFalse(reasons(image, "once").stream().anyMatch(r -> r.contains("may have jumped to itself")),
                    () -> reasons(image, "once").toString());
        }
    }

    /** As gcc's {@code sort} and {@code sort.part.0} are, of which the part may jump to itself. */
    @Test
    void ofFunctionsOfOneNameTheOneThatACallNamesIsMeant() throws Exception {
        String source = """
                FAST OWN int same(int n, int m) { sink += m; sink++; return sink; }
                FAST OWN int outer(int n) {
                    auto FAST OWN int same(int n, int m);
                    FAST OWN int again(int n, int m) { sink += n; return same(m, m - 2); }
                    FAST OWN int same(int n, int m) { sink += m; sink++; return m > 3 ? again(n, m - 1) : m; }
                    return same(n, 5) + 1;
                }
                int _start(int n) { return outer(n) + same(6, 7) + 1; }
                """;
        try (ProgramImage image = build(source)) {
            Function inner = image.functionAt(image.symbol("same.0").or(() -> image.symbol("same.1")).orElseThrow().address())
                    .orElseThrow();
            assertEquals("same", inner.name());
            List<String> reasons = reasons(image, inner, image.function("outer").orElseThrow());
            assertTrue(reasons.stream().anyMatch(r -> r.contains("may have jumped to itself")), reasons.toString());
            assertFalse(reasons(image, "same").stream().anyMatch(r -> r.contains("may have jumped to itself")),
                    () -> reasons(image, "same").toString());
            // A call of the one has not led to the other.
            List<String> others = reasons(image, inner, image.function("_start").orElseThrow());
            assertTrue(others.stream().anyMatch(r -> r.contains("called another function")), others.toString());
        }
    }

    /** Why arguments have no value, wherever in a function the program stands and wherever it came from. */
    private static List<String> reasons(ProgramImage image, String name) {
        return reasons(image, image.function(name).orElseThrow(), image.function("_start").orElseThrow());
    }

    private static List<String> reasons(ProgramImage image, Function function, Function start) {
        List<String> found = new ArrayList<>();
        for (int eip = function.lowPc(); eip < function.highPc(); eip++) {
            for (int back = start.lowPc() + 1; back < start.highPc(); back++) {
                TargetMemory memory = stack(back);
                StackFrame frame = frames(image, eip, memory).getFirst();
                memory.ask(() -> image.variables(frame, memory), Runnable::run).join().forEach(named -> {
                    if (named.value().storage() instanceof Storage.Absent(String reason)) {
                        found.add(reason);
                    }
                });
            }
        }
        return found;
    }
}
