/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.conformance;

import org.lguest.x86.opcode.Decoder;
import org.lguest.x86.opcode.OpcodeRow;
import org.lguest.x86.opcode.OperandCode;
import org.lguest.x86.opcode.Operation;

/** Makes encodings of a row of the opcode table: prefixes, ModRM, SIB, displacement and immediates at random. */
final class EncodingGenerator {

    private static final int EBP = 5;
    private static final int[] SEGMENT_PREFIXES = {0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65};

    private final Choices choices;
    private final Decoder decoder = new Decoder();
    private OpcodeRow row;

    /** The encoding, with blanks after it. */
    byte[] code = new byte[16];
    int length;
    /** Where displacement and immediate begin; -1 without ModRM. */
    int displacementAt;

    EncodingGenerator(Choices choices) {
        this.choices = choices;
    }

    /** Makes one. */
    void encode(OpcodeRow wanted) {
        row = wanted;
        code = new byte[16];
        length = 0;
        prefixes();
        String[] bytes = row.encoding().split(" ");
        int at = 0;
        if (bytes.length > 1 && bytes[0].equals("F3")) {
            put(0xF3);
            at++;
        }
        if (bytes.length > at + 1 && bytes[at].equals("0F")) {
            put(0x0F);
            at++;
        }
        String[] opcode = bytes[at].split("/");
        put(choices.in(opcode[0]));
        displacementAt = -1;
        if (at + 1 < bytes.length) {
            put(choices.in(bytes[at + 1]));
        } else if (opcode.length > 1 || row.operands().stream().anyMatch(EncodingGenerator::usesModRM)) {
            modRM(opcode.length > 1 ? Integer.parseInt(opcode[1]) : choices.below(8));
        }
        int immediate = choices.edge();
        int second = choices.below(32);
        if (row.operation() == Operation.ENTER) {
            immediate = choices.below(0x200) | choices.below(8) << 16;
        } else if (row.operation() == Operation.RET_FAR) {
            // AMD's processors look at the outer stack, beyond what is released, before they look at the selector.
            immediate = choices.below(0x100);
        } else if (row.operation() == Operation.CALL_FAR || row.operation() == Operation.JMP_FAR) {
            immediate = choices.target();
            second = Arena.USER_CODE;
        } else if (is(OperandCode.Jz)) {
            immediate = choices.below(0x400) - 0x200;
        }
        for (int i = 0; i < 4; i++) {
            code[length + i] = (byte) (immediate >> 8 * i);
        }
        code[length + 4] = (byte) second;
        length = decoder.decode(code, 0, 16).length;
    }

    private boolean is(OperandCode operand) {
        return row.operands().contains(operand);
    }

    static boolean usesModRM(OperandCode operand) {
        String name = operand.name();
        return "EGMRCDS".indexOf(name.charAt(0)) >= 0 && name.length() > 1 && Character.isLowerCase(name.charAt(1));
    }

    private static boolean isMemoryOnly(OperandCode operand) {
        return operand.name().charAt(0) == 'M';
    }

    private void put(int value) {
        code[length++] = (byte) value;
    }

    private void prefixes() {
        boolean twoByte = row.encoding().contains("0F ");
        if (choices.oneIn(3) && row.operation() != Operation.NOP) {
            put(0x66);
        }
        if (choices.oneIn(10)) {
            put(0x67);
        }
        if (choices.oneIn(12)) {
            put(choices.of(SEGMENT_PREFIXES));
        }
        if (row.lockable() ? choices.oneIn(6) : choices.oneIn(40) && !hasLockMeaning()) {
            put(0xF0);
        }
        boolean string = isString();
        if (string ? !choices.oneIn(3) : !twoByte && !hasRepeatMeaning() && choices.oneIn(40)) {
            put(choices.oneIn(2) ? 0xF2 : 0xF3);
        }
    }

    /** AMD's processors take MOV CR0 with LOCK for MOV CR8, and execute VERR and VERW with LOCK. */
    private boolean hasLockMeaning() {
        return switch (row.operation()) {
            case MOV_FROM_CONTROL, MOV_TO_CONTROL, VERR, VERW -> true;
            default -> false;
        };
    }

    /** The prefix that is reserved by the SDM selects another NOP, or (on AMD's) whether LOOPcc is LOOPE or LOOPNE. */
    private boolean hasRepeatMeaning() {
        return switch (row.operation()) {
            case NOP, LOOPE, LOOPNE -> true;
            default -> false;
        };
    }

    private boolean isString() {
        return switch (row.operation()) {
            case MOVS, CMPS, SCAS, LODS, STOS -> true;
            default -> false;
        };
    }

    private void modRM(int reg) {
        boolean memoryOnly = row.operands().stream().anyMatch(EncodingGenerator::isMemoryOnly);
        int mod = memoryOnly ? choices.below(3) : choices.below(4);
        int rm = choices.below(8);
        put(mod << 6 | reg << 3 | rm);
        if (mod == 3) {
            return;
        }
        boolean wide = decoder.decode(code, 0, 16).addressSize == 4;
        boolean noBase = wide ? rm == EBP && mod == 0 : rm == 6 && mod == 0;
        if (wide && rm == 4) {
            int sib = choices.below(256);
            put(sib);
            noBase = mod == 0 && (sib & 7) == EBP;
        }
        displacementAt = length;
        int bytes = mod == 1 ? 1 : mod == 2 || noBase ? wide ? 4 : 2 : 0;
        for (int i = 0; i < bytes; i++) {
            put(choices.below(256));
        }
    }
}
