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
import java.util.List;

/** Intel syntax, as objdump writes it. */
final class IntelDisassembler extends Disassembler {

    IntelDisassembler(Symbolizer symbols) {
        super(symbols);
    }

    @Override
    String mnemonic(Instruction i) {
        String name = i.row.mnemonic();
        boolean word = i.operandSize == 2;
        return switch (i.row.operation()) {
            case JCC -> "j" + condition(i);
            case SETCC -> "set" + condition(i);
            case CMOVCC -> "cmov" + condition(i);
            case JCXZ -> i.addressSize == 2 ? "jcxz" : "jecxz";
            case NOP -> isWordNop(i) ? "xchg" : name;
            case CBW -> word ? "cbw" : "cwde";
            case CWD -> word ? "cwd" : "cdq";
            case RET_FAR -> word ? "retfw" : "retf";
            case PUSHA, POPA, PUSHF, POPF, RET, IRET, LEAVE, ENTER -> name + (word ? "w" : "");
            case SGDT, SIDT, LGDT, LIDT -> name + (word ? "w" : "d");
            case PUSH_SEGMENT, POP_SEGMENT -> name + (word ? "w" : "");
            case PUSH -> name + (word && i.kind0 == Instruction.IMMEDIATE ? "w" : "");
            case CALL, JMP -> name + (word && i.row.operands().get(0) == OperandCode.Jz ? "w" : "");
            case FLDENV, FNSTENV, FRSTOR, FNSAVE -> name + (word ? "w" : "");
            default -> name;
        };
    }

    /** Intel syntax does not tell LOOP by CX from LOOP by ECX, so the prefix is printed. */
    @Override
    boolean dependsOnAddressSize(Instruction i) {
        return switch (i.row.operation()) {
            case LOOP, LOOPE, LOOPNE -> false;
            default -> super.dependsOnAddressSize(i);
        };
    }

    @Override
    List<String> operands(Instruction i, int address) {
        List<String> operands = new ArrayList<>();
        for (int n = 0; n < i.row.operands().size(); n++) {
            operands.add(operand(i, n, address));
        }
        if (i.row.operation() == Operation.XLAT) {
            operands.add("BYTE PTR " + segment(i.segment) + ":[" + register(3, i.addressSize) + "]");
        }
        if (isWordNop(i)) {
            operands.addAll(List.of("ax", "ax"));
        }
        return operands;
    }

    private String operand(Instruction i, int n, int address) {
        return switch (i.kind(n)) {
            case Instruction.REGISTER -> register(i, n);
            case Instruction.MEMORY -> memory(i, n);
            case Instruction.IMMEDIATE -> hex(i.immediate);
            case Instruction.IMMEDIATE2 -> hex(i.immediate2);
            case Instruction.RELATIVE -> target(i, address);
            case Instruction.FAR_POINTER -> hex(i.immediate2) + ":" + hex(i.immediate);
            case Instruction.SEGMENT -> segment(i.register(n));
            case Instruction.CONTROL -> "cr" + i.register(n);
            case Instruction.DEBUG -> "dr" + i.register(n);
            case Instruction.ONE -> "1";
            case Instruction.FPU_REGISTER -> stack(i, n);
            case Instruction.STRING_SOURCE ->
                size(i, n) + segment(i.segment) + ":[" + register(6, i.addressSize) + "]";
            case Instruction.STRING_DESTINATION -> size(i, n) + "es:[" + register(7, i.addressSize) + "]";
            default -> throw new IllegalStateException("operand kind " + i.kind(n));
        };
    }

    private static String size(Instruction i, int n) {
        return switch (i.width(n)) {
            case 1 -> "BYTE PTR ";
            case 2 -> "WORD PTR ";
            case 4 -> "DWORD PTR ";
            case 6 -> isIndirect(i) || i.row.operands().get(n) == OperandCode.Mp ? "FWORD PTR " : "";
            case 8 -> "QWORD PTR ";
            case 10 -> "TBYTE PTR ";
            default -> "";
        };
    }

    private static String memory(Instruction i, int n) {
        boolean sib = i.scale > 0 && i.addressSize == 4;
        boolean based = i.base != Instruction.NO_REGISTER;
        StringBuilder text = new StringBuilder(i.row.usesModRM() ? size(i, n) : "");
        if (i.segmentOverride || !based && !sib) {
            text.append(segment(i.segment)).append(':');
        }
        if (!based && !sib) {
            return text.append(hex(i.displacement)).toString();
        }
        text.append('[');
        String plus = "";
        if (based) {
            text.append(register(i.base, i.addressSize));
            plus = "+";
        }
        if (i.index != Instruction.NO_REGISTER) {
            text.append(plus).append(register(i.index, i.addressSize));
            text.append(i.addressSize == 4 ? "*" + i.scale : "");
        } else if (sib && (i.base != 4 || i.scale != 1)) {
            text.append(plus).append("eiz*").append(i.scale);
        }
        if (i.hasDisplacement) {
            text.append(i.displacement >= 0 ? "+" + hex(i.displacement) : signed(i.displacement));
        }
        return text.append(']').toString();
    }
}
