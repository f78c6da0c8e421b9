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

import java.util.List;

/**
 * Turns bytes into {@link Instruction}s, as {@link OpcodeTable} says. Immutable; may be used by any thread.
 *
 * <p>Of several prefixes of a group the last one counts; LOCK stands apart from F2 and F3. F2 and F3
 * mean nothing before other than string instructions, but where the table has a row for F3.
 */
public final class Decoder {

    private static final int CS = 1;

    private final int family;
    private final int size;

    /** For 32-bit code, and every instruction that there is. */
    public Decoder() {
        this(Integer.MAX_VALUE, true);
    }

    /**
     * For one model and kind of code.
     *
     * @param family of the processor: what only later ones have is INVALID
     * @param big    whether the code segment has D = 1: operands and addresses are of 32 bits, else of 16
     */
    public Decoder(int family, boolean big) {
        this.family = family;
        size = big ? 4 : 2;
    }

    /**
     * Decodes the instruction at {@code code[offset]}, looking at nothing from {@code limit} on. Never throws for any
     * bytes.
     *
     * @return the instruction, with operation INVALID for what raises #UD ({@link Instruction#tooLong}: #GP(0));
     *         {@linkplain Instruction#isIncomplete() incomplete} when it reaches beyond {@code limit}
     */
    public Instruction decode(byte[] code, int offset, int limit) {
        DecodeState state = new DecodeState(code, offset, limit);
        state.operandSize = size;
        state.addressSize = size;
        int first = prefixes(state);
        boolean twoByte = first == 0x0F;
        state.opcode = twoByte ? state.fetch8() : first;
        OpcodeRow[] rows = OpcodeTable.rows(twoByte, state.opcode, state.repeat == Instruction.REPEAT_EQUAL);
        if (rows != null && state.end == DecodeState.End.WHOLE) {
            if (rows.length > 1) {
                state.modRM = state.fetch8();
                state.row = select(state, twoByte, rows);
                state.address();
            } else {
                state.row = rows[0];
            }
            operands(state);
        }
        if (legal(state)) {
            state.operation = state.row.operation();
        }
        return new Instruction(state);
    }

    /** Walks the prefixes and returns the byte after them. */
    private int prefixes(DecodeState state) {
        while (true) {
            int b = state.fetch8();
            Prefix prefix = Prefix.of(b);
            if (prefix == null) {
                return b;
            }
            state.prefix(prefix);
            switch (prefix) {
                case ES, CS, SS, DS, FS, GS -> state.segmentOverride = prefix.ordinal();
                case OPERAND_SIZE -> state.operandSize = size ^ 6;
                case ADDRESS_SIZE -> state.addressSize = size ^ 6;
                case LOCK -> state.lock = true;
                case REPNE -> state.repeat = Instruction.REPEAT_NOT_EQUAL;
                case REP -> state.repeat = Instruction.REPEAT_EQUAL;
            }
        }
    }

    /** The row for the ModRM byte: F3's own if there is one, else the common one. */
    private static OpcodeRow select(DecodeState state, boolean twoByte, OpcodeRow[] rows) {
        OpcodeRow row = OpcodeTable.row(rows, state.modRM);
        if (row == OpcodeRow.INVALID && state.repeat == Instruction.REPEAT_EQUAL) {
            OpcodeRow[] common = OpcodeTable.rows(twoByte, state.opcode, false);
            if (common != null && common.length > 1) {
                return OpcodeTable.row(common, state.modRM);
            }
        }
        return row;
    }

    private static void operands(DecodeState state) {
        List<OperandCode> codes = state.row.operands();
        for (int i = 0; i < codes.size(); i++) {
            state.operand(i, codes.get(i));
        }
        switch (state.row.operation()) {
            case JCC, SETCC, CMOVCC -> state.condition = state.opcode & 15;
            case XLAT -> state.chooseSegment(state.segment);
            default -> {
            }
        }
    }

    /** What the table can't say: LOCK, and registers that do not exist (SDM volume 2, MOV; volume 3, 2.5). */
    private boolean legal(DecodeState state) {
        if (state.end != DecodeState.End.WHOLE || state.row.since() > family
                || state.lock && !(state.row.lockable() && state.kind[0] == Instruction.MEMORY)) {
            return false;
        }
        return switch (state.row.operation()) {
            case MOV_FROM_SEGMENT -> state.register[1] <= 5;
            case MOV_TO_SEGMENT -> state.register[0] <= 5 && state.register[0] != CS;
            case MOV_FROM_CONTROL -> isControlRegister(state.register[1]);
            case MOV_TO_CONTROL -> isControlRegister(state.register[0]);
            default -> true;
        };
    }

    private static boolean isControlRegister(int number) {
        return number == 0 || number >= 2 && number <= 4;
    }
}
