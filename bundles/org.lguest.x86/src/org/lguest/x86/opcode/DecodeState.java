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

/** The instruction while its bytes are walked; {@link Instruction} is what remains of it. */
final class DecodeState {

    /** How the walk ended. */
    enum End {
        WHOLE, OUT_OF_BYTES, TOO_LONG
    }

    private static final int MAXIMUM_LENGTH = 15;
    private static final int ESP = 4;
    private static final int EBP = 5;
    private static final int ES = 0;
    private static final int SS = 2;
    private static final int DS = 3;
    /** Base and index of 16-bit addresses by ModRM.rm (SDM volume 2, table 2-1). */
    private static final int[] BASE_16 = {3, 3, 5, 5, 6, 7, 5, 3};
    private static final int[] INDEX_16 = {6, 7, 6, 7, -1, -1, -1, -1};

    private final byte[] code;
    private final int limit;
    final int start;
    int position;
    End end = End.WHOLE;

    long prefixes;
    private int prefixCount;
    int operandSize;
    int addressSize;
    int segmentOverride = -1;
    int repeat = Instruction.REPEAT_NONE;
    boolean lock;

    Operation operation = Operation.INVALID;
    OpcodeRow row = OpcodeRow.INVALID;
    int opcode;
    int modRM;
    final int[] kind = new int[3];
    final int[] register = new int[3];
    final int[] width = new int[3];
    int segment = DS;
    int base = Instruction.NO_REGISTER;
    int index = Instruction.NO_REGISTER;
    int scale;
    int displacement;
    boolean hasDisplacement;
    int immediate;
    int immediate2;
    int condition;

    DecodeState(byte[] code, int offset, int limit) {
        this.code = code;
        this.start = offset;
        this.position = offset;
        this.limit = limit;
    }

    /** Next byte, unsigned; 0 from then on when there is none or it would be the sixteenth. */
    int fetch8() {
        if (end != End.WHOLE) {
            return 0;
        }
        if (position - start == MAXIMUM_LENGTH) {
            end = End.TOO_LONG;
            return 0;
        }
        if (position >= limit) {
            end = End.OUT_OF_BYTES;
            return 0;
        }
        return code[position++] & 0xFF;
    }

    void prefix(Prefix prefix) {
        prefixes |= prefix.ordinal() + 1L << 4 * prefixCount++;
    }

    /** Next 1, 2 or 4 bytes, zero-extended. */
    private int fetch(int bytes) {
        int value = fetch8();
        for (int shift = 8; shift < 8 * bytes; shift += 8) {
            value |= fetch8() << shift;
        }
        return value;
    }

    private int fetchSigned(int bytes) {
        int unused = 32 - 8 * bytes;
        return fetch(bytes) << unused >> unused;
    }

    /** Fetches what the operand consists of and describes it. Memory operands have been addressed before. */
    void operand(int i, OperandCode code) {
        int size = code.width(operandSize);
        int rm = modRM & 7;
        int reg = modRM >> 3 & 7;
        switch (code.method) {
            case MODRM -> {
                if (modRM >= 0xC0) {
                    set(i, Instruction.REGISTER, rm, size);
                } else {
                    set(i, Instruction.MEMORY, 0, size);
                }
            }
            case MODRM_REGISTER_OR_WORD -> {
                if (modRM >= 0xC0) {
                    set(i, Instruction.REGISTER, rm, size);
                } else {
                    set(i, Instruction.MEMORY, 0, 2);
                }
            }
            case MEMORY -> set(i, Instruction.MEMORY, 0, size);
            case RM_REGISTER -> set(i, Instruction.REGISTER, rm, size);
            case REG_REGISTER -> set(i, Instruction.REGISTER, reg, size);
            case REG_SEGMENT -> set(i, Instruction.SEGMENT, reg, size);
            case REG_CONTROL -> set(i, Instruction.CONTROL, reg, size);
            case REG_DEBUG -> set(i, Instruction.DEBUG, reg, size);
            case OPCODE_REGISTER -> set(i, Instruction.REGISTER, opcode & 7, size);
            case IMMEDIATE -> {
                immediate = fetch(size);
                set(i, Instruction.IMMEDIATE, 0, size);
            }
            case IMMEDIATE_SIGNED -> {
                immediate = fetchSigned(1) & (size == 2 ? 0xFFFF : -1);
                set(i, Instruction.IMMEDIATE, 0, size);
            }
            case IMMEDIATE2 -> {
                immediate2 = fetch(size);
                set(i, Instruction.IMMEDIATE2, 0, size);
            }
            case RELATIVE -> {
                immediate = fetchSigned(size);
                set(i, Instruction.RELATIVE, 0, size);
            }
            case FAR_POINTER -> {
                immediate = fetch(operandSize);
                immediate2 = fetch(2);
                set(i, Instruction.FAR_POINTER, 0, size);
            }
            case OFFSET -> {
                displacement = fetch(addressSize);
                chooseSegment(DS);
                set(i, Instruction.MEMORY, 0, size);
            }
            case STRING_SOURCE -> {
                chooseSegment(DS);
                set(i, Instruction.STRING_SOURCE, 0, size);
            }
            case STRING_DESTINATION -> set(i, Instruction.STRING_DESTINATION, ES, size);
            case FIXED_REGISTER -> set(i, Instruction.REGISTER, code.fixedRegister, size);
            case FIXED_SEGMENT -> set(i, Instruction.SEGMENT, code.fixedRegister, size);
            case ONE -> {
                immediate = 1;
                set(i, Instruction.ONE, 0, size);
            }
            case FPU_TOP -> set(i, Instruction.FPU_REGISTER, 0, size);
            case FPU_REGISTER -> set(i, Instruction.FPU_REGISTER, rm, size);
        }
    }

    private void set(int i, int kind, int register, int width) {
        this.kind[i] = kind;
        this.register[i] = register;
        this.width[i] = width;
    }

    /** Reads SIB and displacement, if the row takes memory here; ModRM has been read. */
    void address() {
        if (modRM >= 0xC0 || row.ignoresMod()) {
            return;
        }
        if (addressSize == 2) {
            address16(modRM >> 6, modRM & 7);
        } else {
            address32(modRM >> 6, modRM & 7);
        }
        chooseSegment(base == EBP || base == ESP ? SS : DS);
    }

    void chooseSegment(int byDefault) {
        segment = segmentOverride >= 0 ? segmentOverride : byDefault;
    }

    private void address16(int mod, int rm) {
        if (mod == 0 && rm == 6) {
            hasDisplacement = true;
            displacement = fetch(2);
            return;
        }
        hasDisplacement = mod != 0;
        base = BASE_16[rm];
        index = INDEX_16[rm];
        scale = index >= 0 ? 1 : 0;
        displacement = mod == 0 ? 0 : fetchSigned(mod);
    }

    private void address32(int mod, int rm) {
        base = rm;
        if (rm == 4) {
            int sib = fetch8();
            base = sib & 7;
            index = sib >> 3 & 7;
            scale = 1 << (sib >> 6);
            if (index == 4) {
                index = Instruction.NO_REGISTER;
            }
        }
        if (mod == 0 && base == EBP) {
            base = Instruction.NO_REGISTER;
            hasDisplacement = true;
            displacement = fetch(4);
        } else if (mod != 0) {
            hasDisplacement = true;
            displacement = fetchSigned(mod == 1 ? 1 : 4);
        }
    }
}
