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

/**
 * One decoded instruction: what the interpreter runs, a translator to bytecode will read, and the disassembler prints.
 * Immutable; independent of the address it was decoded at (branch targets are relative), so it is valid wherever the
 * same bytes stand. Fields are public and final because the interpreter's lowering reads them in bulk.
 *
 * <p>Operands are in the order of the SDM's syntax: destination first. Each operand <i>i</i> has a kind, a register
 * number where the kind asks for one, and a width in bytes. At most one operand is in memory.
 */
public final class Instruction {

    /** Operand kinds. */
    public static final int NONE = 0;
    /** General register of the operand's width; numbers as in ModRM (byte registers AL CL DL BL AH CH DH BH). */
    public static final int REGISTER = 1;
    /** Memory at {@link #segment}:[base + index * scale + displacement]. */
    public static final int MEMORY = 2;
    /**
     * {@link #immediate}: sign- or zero-extended to the width of the operation, as the SDM says for the instruction,
     * and zero above that width.
     */
    public static final int IMMEDIATE = 3;
    /** {@link #immediate2}: second immediate of ENTER. */
    public static final int IMMEDIATE2 = 4;
    /** Branch displacement in {@link #immediate}, sign-extended, relative to the next instruction. */
    public static final int RELATIVE = 5;
    /** Far pointer: offset in {@link #immediate}, selector in {@link #immediate2}. */
    public static final int FAR_POINTER = 6;
    /** Segment register, numbered ES CS SS DS FS GS = 0..5. */
    public static final int SEGMENT = 7;
    /** Control register number. */
    public static final int CONTROL = 8;
    /** Debug register number. */
    public static final int DEBUG = 9;
    /** The constant 1 of the short shift forms (held in {@link #immediate} too). */
    public static final int ONE = 10;
    /** x87 stack register, counted from the top. */
    public static final int FPU_REGISTER = 11;
    /** String operand at DS:[ESI] (segment override applies). */
    public static final int STRING_SOURCE = 12;
    /** String operand at ES:[EDI] (no override possible). */
    public static final int STRING_DESTINATION = 13;

    /** No register, in {@link #base} and {@link #index}. */
    public static final int NO_REGISTER = -1;

    /** {@link #repeat}: no prefix, F3, F2; the last one counts. Without meaning but for string instructions. */
    public static final int REPEAT_NONE = 0;
    public static final int REPEAT_EQUAL = 1;
    public static final int REPEAT_NOT_EQUAL = 2;

    public final Operation operation;
    /** Row of the opcode table this instruction came from. */
    public final OpcodeRow row;
    /**
     * Bytes, prefixes included: 1 to 15. Of an invalid instruction: up to and including the byte that makes it so. Of
     * an incomplete one: the bytes that there were.
     */
    public final int length;
    /** Effective operand size in bytes of the whole instruction: 1 for byte forms, else 2 or 4. */
    public final int operandSize;
    /** Effective address size in bytes: 2 or 4. */
    public final int addressSize;
    /** Operand kinds, registers and widths (bytes; 0 where the kind has none), up to three. */
    public final int kind0;
    public final int kind1;
    public final int kind2;
    public final int register0;
    public final int register1;
    public final int register2;
    public final int width0;
    public final int width1;
    public final int width2;
    /**
     * Memory operand: segment register number (override or default SS/DS), base, index, scale (1 2 4 8; 0 without a SIB
     * byte), displacement (sign-extended). With 16-bit addresses the sum is to be cut to 16 bits. The segment also
     * holds for string sources and XLAT.
     */
    public final int segment;
    public final int base;
    public final int index;
    public final int scale;
    public final int displacement;
    public final int immediate;
    public final int immediate2;
    /** Condition 0..15 of JCC, SETCC, CMOVCC (SDM volume 1 appendix B), else 0. */
    public final int condition;
    public final int repeat;
    /**
     * LOCK stood. Where it is not allowed the operation is INVALID, and row and operands still tell what stood there.
     */
    public final boolean lock;
    /** True where an explicit segment-override prefix stood (the disassembler prints it). */
    public final boolean segmentOverride;
    /** The sixteenth byte would be part of it: raises #GP(0) instead of #UD (SDM volume 2, 2.3.11). */
    public final boolean tooLong;
    /** The prefixes as they stood, meaningful or not: {@link Prefix} ordinals + 1, a nibble each, first one lowest. */
    final long prefixes;

    /** A displacement stood in the encoding, perhaps of 0. */
    final boolean hasDisplacement;

    /** The last byte of the opcode, and ModRM; 0 where there is none. */
    public final int opcode;
    public final int modRM;

    private final boolean incomplete;

    Instruction(DecodeState state) {
        operation = state.operation;
        row = state.row;
        length = state.position - state.start;
        operandSize = row.operandSize(state.operandSize);
        addressSize = state.addressSize;
        kind0 = state.kind[0];
        kind1 = state.kind[1];
        kind2 = state.kind[2];
        register0 = state.register[0];
        register1 = state.register[1];
        register2 = state.register[2];
        width0 = state.width[0];
        width1 = state.width[1];
        width2 = state.width[2];
        segment = state.segment;
        base = state.base;
        index = state.index;
        scale = state.scale;
        displacement = state.displacement;
        hasDisplacement = state.hasDisplacement;
        immediate = state.immediate;
        immediate2 = state.immediate2;
        condition = state.condition;
        repeat = state.repeat;
        lock = state.lock;
        segmentOverride = state.segmentOverride >= 0;
        prefixes = state.prefixes;
        tooLong = state.end == DecodeState.End.TOO_LONG;
        opcode = state.opcode;
        modRM = state.modRM;
        incomplete = state.end == DecodeState.End.OUT_OF_BYTES;
    }

    /** The bytes ended before the instruction did. Nothing but {@link #length} means anything then. */
    public boolean isIncomplete() {
        return incomplete;
    }

    /** Number of the operand that is in memory through ModRM or an offset, or -1: string operands are not meant. */
    public int memoryOperand() {
        return kind0 == MEMORY ? 0 : kind1 == MEMORY ? 1 : kind2 == MEMORY ? 2 : -1;
    }

    /** What is done with the operand of {@link #memoryOperand()}; NONE without one. */
    public Access memoryAccess() {
        int operand = memoryOperand();
        return operand < 0 ? Access.NONE : row.access(operand);
    }

    /** Kind of operand {@code i}, 0 to 2. */
    public int kind(int i) {
        return i == 0 ? kind0 : i == 1 ? kind1 : kind2;
    }

    /** Register number of operand {@code i}, 0 to 2. */
    public int register(int i) {
        return i == 0 ? register0 : i == 1 ? register1 : register2;
    }

    /** Width in bytes of operand {@code i}, 0 to 2. */
    public int width(int i) {
        return i == 0 ? width0 : i == 1 ? width1 : width2;
    }

    /** AT&amp;T syntax, as if it stood at address 0. */
    @Override
    public String toString() {
        return Disassembler.att(Symbolizer.NONE).print(this, 0);
    }
}

