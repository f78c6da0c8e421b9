/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.x87;

/**
 * The x87's registers (SDM volume 1, 8.1): eight numbers in a ring, control and status word, which of the eight are
 * empty, and where the last instruction that was not one of control stood and what it pointed to. At first as after
 * FNINIT, with which systems begin.
 */
public final class X87Registers {

    /** Control word after FNINIT: everything masked, extended precision, round to nearest. */
    static final int INITIAL_CONTROL = 0x037F;

    /** Bits of the control word that can be loaded; bit 6 reads as one. */
    private static final int CONTROL_BITS = 0x1F3F;
    private static final int CONTROL_ONE = 0x0040;
    private static final int EXCEPTIONS = 0x3F;
    private static final int SUMMARY = 0x80;
    private static final int BUSY = 0x8000;
    private static final int TOP = 0x3800;
    private static final int TOP_SHIFT = 11;
    private static final int ALL_EMPTY = 0xFF;
    private static final int TAG_VALID = 0;
    private static final int TAG_ZERO = 1;
    private static final int TAG_SPECIAL = 2;
    private static final int TAG_EMPTY = 3;

    private final int[] signExponent = new int[8];
    private final long[] significand = new long[8];
    private int empty;
    private int top;
    private int control;
    /** Without TOP, ES and B. */
    private int status;

    /** Last instruction: EIP and selector of CS, the opcode's last 11 bits; its operand: offset and selector. */
    private int instructionOffset;
    private int instructionSelector;
    private int opcode;
    private int dataOffset;
    private int dataSelector;

    X87Registers() {
        initialise();
    }

    /** FNINIT: the numbers stay, as empty registers. */
    public void initialise() {
        control = INITIAL_CONTROL;
        status = 0;
        top = 0;
        empty = ALL_EMPTY;
        instructionOffset = 0;
        instructionSelector = 0;
        opcode = 0;
        dataOffset = 0;
        dataSelector = 0;
    }

    /** Control word. */
    public int control() {
        return control;
    }

    /** Sets the control word, of which some bits are fixed. */
    public void setControl(int value) {
        control = value & CONTROL_BITS | CONTROL_ONE;
    }

    /** Status word, with TOP, and the summary of unmasked exceptions in ES and B. */
    public int status() {
        return status | top << TOP_SHIFT | (pending() ? SUMMARY | BUSY : 0);
    }

    /** FLDENV: sets control, status and tag word; of the tags only what is empty counts. */
    public void load(int controlWord, int statusWord, int tagWord) {
        setControl(controlWord);
        setStatus(statusWord);
        setTags(tagWord);
    }

    private void setStatus(int value) {
        status = value & ~(TOP | SUMMARY | BUSY) & 0xFFFF;
        top = value >>> TOP_SHIFT & 7;
    }

    /** Sets and clears bits of the status word other than TOP, ES and B. */
    void changeStatus(int clear, int set) {
        status = status & ~clear | set;
    }

    /** Whether an exception that is not masked waits for the next instruction. */
    public boolean pending() {
        return (status & ~control & EXCEPTIONS) != 0;
    }

    /** Tag word: for each physical register 0 valid, 1 zero, 2 special, 3 empty. */
    public int tags() {
        int tags = 0;
        for (int i = 7; i >= 0; i--) {
            tags = tags << 2 | tag(i);
        }
        return tags;
    }

    private int tag(int physical) {
        if ((empty >>> physical & 1) != 0) {
            return TAG_EMPTY;
        }
        return switch (Extended.kind(signExponent[physical], significand[physical])) {
            case NORMAL -> TAG_VALID;
            case ZERO -> TAG_ZERO;
            default -> TAG_SPECIAL;
        };
    }

    private void setTags(int tags) {
        empty = 0;
        for (int i = 0; i < 8; i++) {
            empty |= (tags >>> 2 * i & 3) == TAG_EMPTY ? 1 << i : 0;
        }
    }

    /** Whether ST(i) is empty. */
    public boolean isEmpty(int i) {
        return (empty >>> (top + i & 7) & 1) != 0;
    }

    void setEmpty(int i) {
        empty |= 1 << (top + i & 7);
    }

    /** Sign and exponent of ST(i), the low 16 bits. */
    public int signExponent(int i) {
        return signExponent[top + i & 7];
    }

    /** Significand of ST(i), with its integer bit. */
    public long significand(int i) {
        return significand[top + i & 7];
    }

    /** Sets ST(i), which is no longer empty. */
    void set(int i, int newSignExponent, long newSignificand) {
        int physical = top + i & 7;
        signExponent[physical] = newSignExponent;
        significand[physical] = newSignificand;
        empty &= ~(1 << physical);
    }

    /** Sets what ST(i) holds, whether it is empty or not. */
    public void restore(int i, int newSignExponent, long newSignificand) {
        int physical = top + i & 7;
        signExponent[physical] = newSignExponent & 0xFFFF;
        significand[physical] = newSignificand;
    }

    /** Turns the ring: by -1 for a push, 1 for a pop. */
    void turn(int by) {
        top = top + by & 7;
    }

    /** Notes the last instruction: EIP and selector of CS, and the last 11 bits of its opcode. */
    public void rememberInstruction(int offset, int selector, int lastOpcode) {
        instructionOffset = offset;
        instructionSelector = selector;
        opcode = lastOpcode;
    }

    /** Notes its operand in memory: offset, and selector of the segment. */
    public void rememberData(int offset, int selector) {
        dataOffset = offset;
        dataSelector = selector;
    }

    /** EIP of the last instruction that was not one of control. */
    public int instructionOffset() {
        return instructionOffset;
    }

    /** Selector of CS there. */
    public int instructionSelector() {
        return instructionSelector;
    }

    /** Its last 11 bits of opcode. */
    public int opcode() {
        return opcode;
    }

    /** Offset of the last operand in memory. */
    public int dataOffset() {
        return dataOffset;
    }

    /** Selector of its segment. */
    public int dataSelector() {
        return dataSelector;
    }
}
