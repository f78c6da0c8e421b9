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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.dwarf.DataLocation;
import org.lguest.dwarf.ExpressionException;
import org.lguest.dwarf.FrameLocation;
import org.lguest.dwarf.NamedValue;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.Programs;
import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.gdb.Recording.Stop;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.value.Child;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;
import org.lguest.dwarf.value.ValueWriter;
import org.lguest.dwarf.value.Write;

/** What gdb does not tell, and so can't be compared: reasons, parts, and what to write to change a value. */
class VariablesTest {
    private static final Path FOLDER = Programs.path("recorded/x").getParent();

    private ProgramImage image = Programs.image("recorded/structures-dwarf5-O2");
    private TargetMemory memory = new TargetMemory((address, length) -> CompletableFuture.completedFuture(new byte[0]));

    private void open(String program) {
        image = Programs.image("recorded/" + program);
    }

    private List<Stop> stops(String program) throws Exception {
        open(program);
        return Recording.read(FOLDER.resolve(program + ".txt"), FOLDER.resolve(program + ".elf")).stops();
    }

    private StackFrame innermost(Stop stop) {
        memory = new TargetMemory(stop.machine());
        return image.stack(stop.machine(), memory, 1, Runnable::run).join().frames().getFirst();
    }

    private <T> T ask(Supplier<T> question) {
        return memory.ask(question, Runnable::run).join();
    }

    /** The first variable of that kind at any of a program's stops. */
    private Value first(String program, Predicate<NamedValue> wanted) throws Exception {
        for (Stop stop : stops(program)) {
            StackFrame frame = innermost(stop);
            for (NamedValue named : ask(() -> image.variables(frame, memory))) {
                if (wanted.test(named)) {
                    return named.value();
                }
            }
        }
        throw new AssertionError("no such variable at any stop of " + program);
    }

    private Value global(String program, String name) throws Exception {
        for (Stop stop : stops(program)) {
            innermost(stop);
        }
        return ask(() -> image.global(name, "", memory)).orElseThrow().value();
    }

    @Test
    void aVariableThatIsElsewhereSaysWhereItIsLive() throws Exception {
        Value value = first("calls-dwarf5-O2", n -> n.value().storage() instanceof Storage.Absent(String reason)
                && reason.startsWith("it is in no location"));
        String reason = ((Storage.Absent) value.storage()).reason();
        assertTrue(reason.matches("it is in no location at this address; it is live at 0x[0-9a-f]+-0x[0-9a-f]+.*"), reason);
        assertEquals("<" + reason + ">", ask(() -> image.text(memory).of(value)));
        assertFalse(ValueWriter.isWritable(value));
    }

    @Test
    void aVariableThatTheCompilerRemovedSaysSo() throws Exception {
        Value removed = first("calls-dwarf5-O2", n -> n.value().storage() instanceof Storage.Absent(String reason)
                && !reason.startsWith("it is in no location"));
        assertEquals(new Storage.Absent("the compiler did without it"), removed.storage());
    }

    private static <T> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anArrayIsReadPageByPage() throws Exception {
        Value grid = global("matrices-dwarf4-O2", "a");
        List<Child> rows = ask(() -> image.children(memory).of(grid, 1, 1));
        assertEquals(List.of("[1]"), rows.stream().map(Child::name).toList());
        List<Child> cells = ask(() -> image.children(memory).of(rows.getFirst().value(), 1, 2));
        assertEquals(List.of("[1]", "[2]"), cells.stream().map(Child::name).toList());
        assertEquals(Stream.of(4 + 1, 4 + 2).map(i -> grid.address().getAsInt() + 8 * i).toList(),
                cells.stream().map(c -> c.value().address().getAsInt()).toList());
    }

    @Test
    void aPointerHasWhatItPointsTo() throws Exception {
        Value head = global("structures-dwarf3-O1", "head");
        List<Child> target = ask(() -> image.children(memory).of(head, 0, 1));
        assertEquals("*", target.getFirst().name());
        assertEquals("struct node", target.getFirst().value().type().text());
    }

    @Test
    void aBitFieldIsWrittenWithoutItsNeighbours() throws Exception {
        Value bits = global("structures-dwarf3-O1", "bits");
        Child minus = ask(() -> image.children(memory).of(bits, 0, 10)).get(2);
        assertEquals("minus", minus.name());
        int address = bits.address().orElseThrow();
        byte[] before = ask(() -> unchecked(() -> memory.read(address, 2)));
        Write.ToMemory write = (Write.ToMemory) ask(() -> unchecked(() ->
                ValueWriter.write(minus.value(), new byte[] {0}, memory))).getFirst();
        assertEquals(address, write.address());
        int mask = 0x1F << 4;
        int old = before[0] & 0xFF | (before[1] & 0xFF) << 8;
        assertArrayEquals(new byte[] {(byte) (old & ~mask), (byte) ((old & ~mask) >> 8)}, write.bytes());
    }

    @Test
    void aValueInARegisterIsWrittenThere() throws Exception {
        Value value = first("calls-dwarf5-O2", n -> n.value().storage() instanceof Storage.Bytes bytes
                && bytes.place().isPresent() && n.value().type().size() == 4);
        assertTrue(ValueWriter.isWritable(value));
        Write write = ask(() -> unchecked(() -> ValueWriter.write(value, new byte[] {1, 2, 3, 4}, memory))).getFirst();
        assertEquals(0x04030201, assertInstanceOf(Write.ToRegister.class, write).value());
    }

    @Test
    void aConstantIsNotWritten() throws Exception {
        Value value = first("matrices-dwarf4-O2", n -> n.value().storage() instanceof Storage.Bytes bytes
                && bytes.place().isEmpty());
        assertFalse(ValueWriter.isWritable(value));
        assertThrows(NoValueException.class, () -> ValueWriter.write(value, new byte[4], memory));
    }

    private Object located(String expression, StackFrame frame) {
        return ask(() -> {
            try {
                return image.locate(expression, 0, frame, memory);
            } catch (ExpressionException e) {
                return e.getMessage();
            }
        });
    }

    /** A watch of a local variable has to end with its frame, and one of other data has not. */
    @Test
    void whatIsPartOfAFrameIsToldFromWhatOutlivesIt() throws Exception {
        Set<String> kinds = new TreeSet<>();
        for (String program : List.of("calls-dwarf2-Og", "calls-dwarf5-O2")) {
            for (Stop stop : stops(program)) {
                memory = new TargetMemory(stop.machine());
                List<StackFrame> frames = image.stack(stop.machine(), memory, 20, Runnable::run).join().frames();
                for (int i = 0; i + 1 < frames.size(); i++) {
                    StackFrame frame = frames.get(i);
                    Set<String> seen = new TreeSet<>();
                    for (NamedValue named : ask(() -> image.variables(frame, memory))) {
                        if (seen.add(named.name())) {
                            kinds.add(kind(named, frame, frames.get(i + 1)));
                        }
                    }
                }
            }
        }
        assertEquals(Set.of("computed", "in a register", "nowhere", "of the frame", "of the program"), kinds);
    }

    private String kind(NamedValue named, StackFrame frame, StackFrame caller) {
        Object answer = located(named.name(), frame);
        if (answer instanceof FrameLocation(DataLocation data, OptionalInt end)) {
            assertEquals(named.value().address().orElseThrow(), data.address(), named.name());
            assertEquals(named.value().type().size(), data.size(), named.name());
            boolean isOfProgram = named.name().equals("calls") || named.name().equals("range");
            assertEquals(isOfProgram, end.isEmpty(), named.name());
            if (!isOfProgram && !frame.isInlined()) {
                assertEquals(caller.activation().registers().value(I386Register.ESP.number()), end, named.name());
            }
            return isOfProgram ? "of the program" : "of the frame";
        }
        assertTrue(named.value().address().isEmpty(), () -> named.name() + ": " + answer);
        return ((String) answer).startsWith("This has no place: ") ? "nowhere"
                : answer.equals("This is in a register, not in memory.") ? "in a register"
                : answer.equals("This is computed, and lies nowhere in memory.") ? "computed" : (String) answer;
    }

    /** As gdb does: the 200 characters, and what of them goes on behind. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', value = {"51|49|abc\", 'q' <repeats 51 times>...",
            "21|0|abc\", 'q' <repeats 21 times>", "1|1|abcq\"...", "2|1|abcqq\"...", "1|0|abcq\""})
    void aRunOfCharactersIsWrittenToItsEnd(int run, int behind, String end) {
        String text = "abcdefg".repeat(28) + "abc" + "q".repeat(run) + "r".repeat(behind);
        Value value = new Value(new Type.Array(new Type.Base("char", 1, 6), OptionalLong.of(text.length())),
                new Storage.Bytes(text.getBytes(StandardCharsets.US_ASCII), Optional.empty()));
        String written = ask(() -> image.text(memory).of(value));
        assertTrue(written.endsWith(end), written);
    }
}
