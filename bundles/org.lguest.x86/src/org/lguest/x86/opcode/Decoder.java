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
 * Turns bytes into {@link Instruction}s, for code segments with D = 1, as {@link OpcodeTable} says. Has no state and
 * may be used by any thread.
 *
 * <p>Of several prefixes of a group the last one counts; LOCK stands apart from F2 and F3. F2 and F3
 * mean nothing before other than string instructions, but where the table has a row for F3.
 */
public final class Decoder {

    private static final int CS = 1;

    /**
     * Decodes the instruction at {@code code[offset]}, looking at nothing from {@code limit} on. Never throws for any
     * bytes.
     *
     * @return the instruction, with operation INVALID for what raises #UD ({@link Instruction#tooLong}: #GP(0));
     *         {@linkplain Instruction#isIncomplete() incomplete} when it reaches beyond {@code limit}
     */
    public Instruction decode(byte[] code, int offset, int limit) {
        DecodeState state = new DecodeState(code, offset, limit);
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
    private static int prefixes(DecodeState state) {
        while (true) {
            int b = state.fetch8();
            Prefix prefix = Prefix.of(b);
            if (prefix == null) {
                return b;
            }
            state.prefix(prefix);
            switch (prefix) {
                case ES, CS, SS, DS, FS, GS -> state.segmentOverride = prefix.ordinal();
                case OPERAND_SIZE -> state.operandSize = 2;
                case ADDRESS_SIZE -> state.addressSize = 2;
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
    private static boolean legal(DecodeState state) {
        if (state.end != DecodeState.End.WHOLE
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
