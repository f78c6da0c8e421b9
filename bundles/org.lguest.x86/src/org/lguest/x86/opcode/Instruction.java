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
 * Immutable; independent of the address it was decoded at (branch targets are relative), so it is valid wherever the same
 * bytes stand. Fields are public and final because the interpreter's lowering reads them in bulk.
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
    /** {@link #immediate}, already sign- or zero-extended to the width of the operation. */
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
    /** x87 stack register. */
    public static final int FPU_REGISTER = 11;
    /** String operand at DS:[ESI] (segment override applies). */
    public static final int STRING_SOURCE = 12;
    /** String operand at ES:[EDI] (no override possible). */
    public static final int STRING_DESTINATION = 13;

    /** No register, in {@link #base} and {@link #index}. */
    public static final int NO_REGISTER = -1;

    /** {@link #repeat}: no prefix, F3, F2. */
    public static final int REPEAT_NONE = 0;
    public static final int REPEAT_EQUAL = 1;
    public static final int REPEAT_NOT_EQUAL = 2;

    public final Operation operation;
    /** Row of the opcode table this instruction came from. */
    public final OpcodeRow row;
    /** Bytes, prefixes included: 1 to 15. */
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
    /** Memory operand: segment register number (override or default SS/DS), base, index, scale (1 2 4 8), displacement. */
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
    public final boolean lock;
    /** True where an explicit segment-override prefix stood (the disassembler prints it). */
    public final boolean segmentOverride;

