/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.systemtable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

import org.lguest.x86.Vector;

/** How a case ended: struct outcome of system.c. Words by the names of {@link #NAMES}, then the changed dwords. */
record SystemOutcome(int[] words, int[] changed) {

    static final int CHANGES = 16;
    private static final String[] NAMES = {"exception", "error code", "EIP", "CS", "EFLAGS", "ESP", "SS", "EAX", "ECX",
        "EDX", "EBX", "EBP", "ESI", "EDI", "DS", "ES", "FS", "GS", "CR0", "CR2", "CR4", "TR", "LDTR", "changes",
        "hash of changes"};
    static final int VECTOR = 0;
    static final int ERROR_CODE = 1;
    static final int EFLAGS = 4;
    static final int EAX = 7;
    static final int CR2 = 19;
    private static final int COUNT = 23;
    static final int HASH = 24;
    static final int SS = 6;
    private static final int RF = 0x10000;
    /** Of the struct. */
    static final int SIZE = 4 * NAMES.length + 8 * CHANGES;
    /** CR0.ET and what else is fixed or not there in one machine or the other: NE, NW, CD. */
    static final int CR0 = 18;
    private static final int CR0_COMPARED = 0x8005000F;

    static SystemOutcome readFrom(ByteBuffer buffer) {
        int[] words = new int[NAMES.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = buffer.getInt();
        }
        words[CR0] &= CR0_COMPARED;
        int[] changed = new int[2 * Math.min(CHANGES, words[COUNT])];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = buffer.getInt();
        }
        return new SystemOutcome(words, changed);
    }

    /** What the kernel prints: the struct in hexadecimal, as far as it is filled. */
    static SystemOutcome ofHex(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return readFrom(ByteBuffer.wrap(Arrays.copyOf(bytes, SIZE)).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** One line of text: the words, then the changed dwords. */
    String toLine() {
        StringJoiner line = new StringJoiner(" ");
        for (int[] values : new int[][] {words, changed}) {
            for (int value : values) {
                line.add(Integer.toHexString(value));
            }
        }
        return line.toString();
    }

    static SystemOutcome ofLine(String line) {
        String[] words = line.split(" ");
        int[] values = new int[words.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Integer.parseUnsignedInt(words[i], 16);
        }
        return new SystemOutcome(Arrays.copyOf(values, NAMES.length),
                Arrays.copyOfRange(values, NAMES.length, values.length));
    }

    int vector() {
        return words[VECTOR];
    }

    int errorCode() {
        return words[ERROR_CODE];
    }

    /** Whether all is the same but for the memory that has changed. */
    boolean differsInMemoryAlone(SystemOutcome other) {
        return Arrays.equals(words, 0, COUNT, other.words, 0, COUNT);
    }

    /** Whether all is the same but for memory and one of the words. */
    boolean differsIn(int word, SystemOutcome other) {
        int[] equal = words.clone();
        equal[word] = other.words[word];
        return words[word] != other.words[word] && Arrays.equals(equal, 0, COUNT, other.words, 0, COUNT);
    }

    SystemOutcome with(int number, int value) {
        int[] other = words.clone();
        other[number] = value;
        return new SystemOutcome(other, changed);
    }

    int word(int number) {
        return words[number];
    }

    /** Without RF, and without the memory into which it would have been pushed: as QEMU has it. */
    SystemOutcome withoutResumeFlag() {
        int[] fewer = words.clone();
        fewer[EFLAGS] &= ~RF;
        fewer[COUNT] = 0;
        fewer[HASH] = 0;
        return new SystemOutcome(fewer, new int[0]);
    }

    /** One line for each difference; empty if there is none. */
    static List<String> differences(SystemOutcome theirs, SystemOutcome ours) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < NAMES.length - 1; i++) {
            if (theirs.words[i] != ours.words[i]) {
                differences.add(i == VECTOR ? "exception " + Vector.name(theirs.words[i]) + " is "
                        + Vector.name(ours.words[i])
                        : String.format(Locale.ROOT, "%s %x is %x", NAMES[i], theirs.words[i], ours.words[i]));
            }
        }
        if (theirs.words[HASH] != ours.words[HASH]) {
            int at = Arrays.mismatch(theirs.changed, ours.changed);
            differences.add(at < 0 ? "memory differs" : "memory differs from " + at(theirs, at) + " on, which is "
                    + at(ours, at));
        }
        return differences;
    }

    private static String at(SystemOutcome outcome, int at) {
        return at / 2 * 2 >= outcome.changed.length ? "the end"
                : "[%x]=%x".formatted(outcome.changed[at / 2 * 2], outcome.changed[at / 2 * 2 + 1]);
    }
}
