/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.opcode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Compares our decoder and disassembler with the lines of {@link Objdump}, instruction by instruction. After bytes that
 * are beyond our model it goes on at objdump's next line.
 */
final class DisassemblyComparison {

    /**
     * What later processors made of encodings that the P6 knows as hint NOPs, as WBINVD, and of prefixes and LOCK that
     * were without meaning.
     */
    private static final Pattern LATER = Pattern.compile("\\b(bnd(ldx|stx|mov|c[lnu]|mk)|prefetch\\w+"
            + "|wbnoinvd|xacquire|xrelease|rdssp\\w|rdsspd|cldemote|cr[89]|cr1[0-5])\\b");

    private static final int LISTED = 1000;

    private final Decoder decoder = new Decoder();
    private final Disassembler disassembler;
    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> beyond = new TreeMap<>();
    private final UnaryOperator<Reading> fault;
    private long comparedBytes;
    private long compared;
    private long beyondBytes;
    private long differing;

    /** What we make of the bytes. */
    record Reading(String text, int length) {
    }

    DisassemblyComparison(Disassembler disassembler) {
        this(disassembler, UnaryOperator.identity());
    }

    /** {@code fault} is done to each of our readings. */
    DisassemblyComparison(Disassembler disassembler, UnaryOperator<Reading> fault) {
        this.disassembler = disassembler;
        this.fault = fault;
    }

    void compare(List<Objdump.Line> lines) {
        lines.forEach(this::compare);
    }

    void compare(Objdump.Line line) {
        if (line.bytes().length > 1 && decoder.decode(line.bytes(), 0, 1).operation == Operation.WAIT) {
            // To objdump WAIT is a prefix of the x87 instruction after it, which then loses the n of "no wait".
            byte[] rest = Arrays.copyOfRange(line.bytes(), 1, line.bytes().length);
            String text = disassembler.print(decoder.decode(rest, 0, rest.length), line.address() + 1);
            String noWait = line.text().replaceFirst("^f(?=st|save|init|clex|eni|disi|setpm)", "fn")
                    .replaceFirst("^(\\w{6,}) +", "$1 ");
            compare(new Objdump.Line(line.address() + 1, rest, text.equals(noWait) ? noWait : line.text()));
            return;
        }
        String expected = normalise(line.text());
        Instruction instruction = decoder.decode(line.bytes(), 0, line.bytes().length);
        String ours = disassembler.print(instruction, line.address()).strip();
        if (LATER.matcher(expected).find() && !expected.equals(ours) || isCutBranch(instruction)) {
            beyond(line, expected);
            return;
        }
        if (expected.contains(Disassembler.BAD)) {
            if (!ours.contains(Disassembler.BAD) && !instruction.isIncomplete()
                    && instruction.operation != Operation.INVALID && !isUnknownToObjdump(instruction)) {
                difference(line, expected, ours);
            }
            return;
        }
        if (ours.equals(Disassembler.BAD) && !instruction.isIncomplete()) {
            beyond(line, expected);
            return;
        }
        compared++;
        comparedBytes += line.bytes().length;
        Reading reading = fault.apply(new Reading(ours, instruction.length));
        if (!expected.equals(reading.text()) || reading.length() != line.bytes().length) {
            difference(line, expected, reading.text() + (instruction.isIncomplete() ? " beyond its end"
                    : reading.length() == line.bytes().length ? "" : " of " + reading.length() + " bytes"));
        }
    }

    private void beyond(Objdump.Line line, String expected) {
        beyondBytes += line.bytes().length;
        beyond.merge(expected.split(" ")[0], 1, Integer::sum);
    }

    /** SALC is undocumented; WBINVD shares its opcode with instructions that later processors tell apart by prefix. */
    private static boolean isUnknownToObjdump(Instruction instruction) {
        return instruction.operation == Operation.SALC
                || instruction.operation == Operation.WBINVD && instruction.length > 2;
    }

    /** The processor cuts EIP to 16 bits after any branch with prefix 66; objdump does so for the long forms only. */
    private static boolean isCutBranch(Instruction instruction) {
        return instruction.operandSize == 2 && instruction.kind0 == Instruction.RELATIVE && instruction.width0 == 1;
    }

    private void difference(Objdump.Line line, String expected, String ours) {
        if (differing++ >= LISTED) {
            return;
        }
        differences.add("%x: %s: objdump says \"%s\", we \"%s\"".formatted(line.address(),
                HexFormat.ofDelimiter(" ").formatHex(line.bytes()), expected, ours));
    }

    /** Branch targets as addresses alone, no comments, no trailing blanks. */
    private static String normalise(String text) {
        return text.replaceFirst("\\s+#.*$", "").replaceFirst("\\((8087|287) only\\)", "")
                .replaceFirst("\\b([0-9a-f]+) <[^>]*>$", "0x$1").strip();
    }

    /** One line for each of the first {@value #LISTED} instructions that are not the same. */
    List<String> differences() {
        return differences;
    }

    /** What objdump knows and our model does not: mnemonics with the number of instructions. */
    Map<String, Integer> beyond() {
        return beyond;
    }

    /** How many instructions are not the same. */
    long differing() {
        return differing;
    }

    /** In how many bytes stands what is beyond our model. */
    long beyondBytes() {
        return beyondBytes;
    }

    long compared() {
        return compared;
    }

    long comparedBytes() {
        return comparedBytes;
    }
}
