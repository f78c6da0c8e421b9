/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Array;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.type.Type.Extent;
import org.lguest.dwarf.type.Type.Member;
import org.lguest.dwarf.type.Type.Structure;

/**
 * Of an array much larger than its text little memory is asked for, in few requests: with each the text is begun anew.
 * What the text is, gdb says with {@code set max-value-size unlimited}, but where a comment says otherwise.
 */
class LargeArrayTest {
    private static final int START = 0x0804_a010;
    private static final Base FLOAT = new Base("float", 4, 4);
    private static final Base INT = new Base("int", 4, 5);
    private static final Base CHAR = new Base("char", 1, 6);

    private byte[] content = new byte[0];
    private int requests;
    private int asked;
    private final TargetMemory memory = new TargetMemory((address, length) -> {
        requests++;
        asked += length;
        int from = address - START;
        byte[] bytes = new byte[Math.max(0, Math.min(length, content.length - from))];
        for (int i = Math.max(0, -from); i < bytes.length; i++) {
            bytes[i] = content[from + i];
        }
        return CompletableFuture.completedFuture(bytes);
    });

    private String text(Type type) {
        ValueText text = new ValueText(new Children(memory, structure -> structure), address -> Optional.empty(),
                reason -> "<" + reason + ">");
        return memory.ask(() -> text.of(Value.at(START, type)), Runnable::run).join();
    }

    private static Array array(Type element, long count) {
        return new Array(element, OptionalLong.of(count));
    }

    private void assertRequests(int most) {
        assertTrue(requests <= most, requests + " requests of memory, of " + asked + " bytes");
    }

    private void store(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(numbers).forEach(bytes::putInt);
        content = bytes.array();
    }

    private static String numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    }

    @Test
    void equalElementsAreCountedToTheEndOfTheArray() {
        content = new byte[400_000];
        assertEquals("{0 <repeats 100000 times>}", text(array(FLOAT, 100_000)));
        assertRequests(8);
        content[399_999] = 0x40;
        memory.forget(START, 400_000);
        assertEquals("{0 <repeats 99999 times>, 2}", text(array(FLOAT, 100_000)));
    }

    @Test
    void ofElementsThatAllDifferTheFirstAreRead() {
        store(IntStream.range(0, 100_000).toArray());
        assertEquals("{" + numbers(0, 200) + "...}", text(array(INT, 100_000)));
        assertRequests(2);
        assertTrue(asked <= 1 << 17, asked + " bytes asked for");
    }

    @Test
    void aRunBehindTheLastElementThatIsWrittenIsNotLookedFor() {
        store(IntStream.range(0, 100_000).map(i -> i < 199 ? i : 7).toArray());
        assertEquals("{" + numbers(0, 199) + ", 7 <repeats 99801 times>}", text(array(INT, 100_000)));
        assertRequests(8);
        store(IntStream.range(0, 100_000).map(i -> i < 200 ? i : 7).toArray());
        memory.forget(START, 400_000);
        requests = 0;
        assertEquals("{" + numbers(0, 200) + "...}", text(array(INT, 100_000)));
        assertRequests(2);
    }

    @Test
    void eachOfManyLongRunsIsCounted() {
        store(IntStream.range(0, 100_000).map(i -> i / 7000).toArray());
        String runs = IntStream.range(0, 14).mapToObj(i -> i + " <repeats 7000 times>").collect(Collectors.joining(", "));
        assertEquals("{" + runs + ", 14 <repeats 2000 times>}", text(array(INT, 100_000)));
        assertRequests(8);
    }

    @Test
    void rowsOfAMatrixAreReadTogether() {
        store(IntStream.range(0, 200_000).map(i -> i / 1000).toArray());
        String rows = IntStream.range(0, 200).mapToObj(i -> "{" + i + " <repeats 1000 times>}")
                .collect(Collectors.joining(", "));
        assertEquals("{" + rows + "}", text(array(array(INT, 1000), 200)));
        assertRequests(14);
    }

    @Test
    void equalRowsAreCounted() {
        content = new byte[400_000];
        assertEquals("{{0 <repeats 1000 times>} <repeats 100 times>}", text(array(array(INT, 1000), 100)));
        assertRequests(8);
    }

    @Test
    void charactersThatGoOnAreCountedToTheEndOfTheArray() {
        content = new byte[300_000];
        content[0] = 'a';
        assertEquals("\"a\", '\\000' <repeats 299998 times>", text(array(CHAR, 300_000)));
        assertRequests(7);
        content[299_999] = 'z';
        memory.forget(START, 300_000);
        assertEquals("\"a\", '\\000' <repeats 299998 times>...", text(array(CHAR, 300_000)));
    }

    /** gdb would count on: it reads all of an array, or by its default nothing of one of more than 64 KiB. */
    @Test
    void whatIsNotSearchedIsToldAsMore() {
        content = new byte[3 << 20];
        assertEquals("{0 <repeats 262143 times>...}", text(array(INT, 3 << 18)));
        assertRequests(18);
        assertEquals("'\\000' <repeats 1048572 times>...", text(array(CHAR, 3 << 20)));
        assertEquals("'\\000' <repeats 1048572 times>", text(array(CHAR, (1 << 20) - 3)));
        assertRequests(20);
    }

    /** gdb tells of no element if one can't be read. */
    @Test
    void aRunEndsWhereMemoryDoes() {
        content = new byte[100_002];
        String text = text(array(INT, 30_000));
        assertTrue(text.startsWith("{0 <repeats 25000 times>, <memory can't be read at 0x80626b2>, <memory"), text);
        assertRequests(400);
    }

    /** As gdb: the bytes between the members count too. */
    @Test
    void elementsAreTheSameIfAllTheirBytesAre() {
        List<Member> members = List.of(new Member("c", 0, Optional.empty(), () -> CHAR),
                new Member("n", 4, Optional.empty(), () -> INT));
        Structure pair = new Structure("struct", "pair", 8, Extent.values()[0], () -> members);
        content = new byte[8 * 30];
        assertEquals("{{c = 0 '\\000', n = 0} <repeats 30 times>}", text(array(pair, 30)));
        content[8 * 12 + 1] = 1;
        memory.forget(START, content.length);
        assertEquals("{{c = 0 '\\000', n = 0} <repeats 12 times>, {c = 0 '\\000', n = 0}, "
                + "{c = 0 '\\000', n = 0} <repeats 17 times>}", text(array(pair, 30)));
    }
}
