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
import java.util.Collections;
import java.util.List;

/** AT&amp;T syntax. */
final class AttDisassembler extends Disassembler {

    AttDisassembler(Symbolizer symbols) {
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
            case LOOP, LOOPE, LOOPNE -> name + (i.addressSize == 2 ? "w" : "");
            case NOP -> isWordNop(i) ? "xchg" : name + (i.kind0 == Instruction.MEMORY ? suffix(i.operandSize) : "");
            case CBW -> word ? "cbtw" : "cwtl";
            case CWD -> word ? "cwtd" : "cltd";
            case MOVZX, MOVSX -> name.substring(0, 4) + suffix(i.width1) + suffix(i.width0);
            case MOVS, CMPS, INS, OUTS -> name + suffix(i.operandSize);
            case CALL_FAR, JMP_FAR, RET_FAR -> "l" + name + (word ? "w" : "");
            case PUSHA, POPA, PUSHF, POPF, RET, IRET, LEAVE, ENTER -> name + (word ? "w" : "");
            case SGDT, SIDT, LGDT, LIDT -> name + suffix(i.operandSize);
            case PUSH_SEGMENT, POP_SEGMENT -> name + (word ? "w" : "");
            default -> i.row.operation().isX87() ? fpu(i, name)
                    : name + (needsSuffix(i) ? suffix(i.operandSize) : "");
        };
    }

    /** No register tells the operand size, or only one that is a count. */
    private static boolean needsSuffix(Instruction i) {
        return switch (i.row.operation()) {
            case ROL, ROR, RCL, RCR, SHL, SHR, SAR -> i.kind0 == Instruction.MEMORY;
            case PUSH, POP, CALL, JMP -> i.operandSize == 2 && i.kind0 != Instruction.REGISTER
                    && i.row.operands().get(0) != OperandCode.Jb;
            case INVLPG, CMPXCHG8B, SETCC, LMSW, LLDT, LTR, VERR, VERW, SLDT, STR, SMSW, LEA -> false;
            default -> i.kind0 == Instruction.MEMORY && i.kind1 != Instruction.REGISTER
                    && i.kind1 != Instruction.SEGMENT;
        };
    }

    private static String suffix(int width) {
        return width == 1 ? "b" : width == 2 ? "w" : "l";
    }

    /**
     * The assembler of old System V mixed up FSUB and FSUBR, FDIV and FDIVR where the destination is not the stack top;
     * AT&amp;T syntax has kept it so.
     */
    private static String fpu(Instruction i, String name) {
        if (i.kind0 == Instruction.FPU_REGISTER && i.kind1 == Instruction.FPU_REGISTER
                && i.row.operands().get(0) == OperandCode.STi && name.matches("f(sub|div).*")) {
            String pop = name.endsWith("p") ? "p" : "";
            String root = name.substring(0, 4);
            return root + (name.startsWith(root + "r") ? "" : "r") + pop;
        }
        if (i.kind0 != Instruction.MEMORY) {
            return name;
        }
        boolean integer = name.startsWith("fi");
        return switch (i.width0) {
            case 2 -> integer ? name + "s" : name;
            case 4 -> name + (integer ? "l" : "s");
            case 8 -> name + (integer ? "ll" : "l");
            case 10 -> name.startsWith("fb") ? name : name + "t";
            case 14, 94 -> name + "s";
            default -> name;
        };
    }

    @Override
    List<String> operands(Instruction i, int address) {
        List<String> operands = new ArrayList<>();
        for (int n = 0; n < i.row.operands().size(); n++) {
            if (i.kind(n) != Instruction.ONE) {
                operands.add(operand(i, n, address));
            }
        }
        switch (i.row.operation()) {
            case XLAT -> operands.add("%" + segment(i.segment) + ":(%" + register(3, i.addressSize) + ")");
            case NOP -> {
                if (isWordNop(i)) {
                    operands.addAll(List.of("%ax", "%ax"));
                }
            }
            case ENTER, BOUND -> {
            }
            default -> Collections.reverse(operands);
        }
        return operands;
    }

    private String operand(Instruction i, int n, int address) {
        return switch (i.kind(n)) {
            case Instruction.REGISTER -> namedRegister(i, n);
            case Instruction.MEMORY -> (isIndirect(i) ? "*" : "") + memory(i);
            case Instruction.IMMEDIATE -> "$" + hex(i.immediate);
            case Instruction.IMMEDIATE2 -> "$" + hex(i.immediate2);
            case Instruction.RELATIVE -> target(i, address);
            case Instruction.FAR_POINTER -> "$" + hex(i.immediate2) + ",$" + hex(i.immediate);
            case Instruction.SEGMENT -> "%" + segment(i.register(n));
            case Instruction.CONTROL -> "%cr" + i.register(n);
            case Instruction.DEBUG -> "%db" + i.register(n);
            case Instruction.FPU_REGISTER -> "%" + stack(i, n);
            case Instruction.STRING_SOURCE -> "%" + segment(i.segment) + ":(%" + register(6, i.addressSize) + ")";
            case Instruction.STRING_DESTINATION -> "%es:(%" + register(7, i.addressSize) + ")";
            default -> throw new IllegalStateException("operand kind " + i.kind(n));
        };
    }

    private static String namedRegister(Instruction i, int n) {
        if (i.row.operands().get(n) == OperandCode.DX) {
            return "(%dx)";
        }
        return (isIndirect(i) ? "*%" : "%") + register(i, n);
    }

    private static String memory(Instruction i) {
        String segment = i.segmentOverride ? "%" + segment(i.segment) + ":" : "";
        boolean sib = i.scale > 0 && i.addressSize == 4;
        boolean based = i.base != Instruction.NO_REGISTER;
        if (!based && !sib) {
            boolean wide = i.addressSize == 4 || !i.row.usesModRM();
            return segment + (wide ? hex(i.displacement) : signed((short) i.displacement));
        }
        StringBuilder text = new StringBuilder(segment);
        if (i.hasDisplacement) {
            text.append(signed(i.displacement));
        }
        text.append('(');
        if (based) {
            text.append('%').append(register(i.base, i.addressSize));
        }
        if (i.index != Instruction.NO_REGISTER) {
            text.append(",%").append(register(i.index, i.addressSize));
            text.append(i.addressSize == 4 ? "," + i.scale : "");
        } else if (sib && (i.base != 4 || i.scale != 1)) {
            text.append(",%eiz,").append(i.scale);
        }
        return text.append(')').toString();
    }
}
