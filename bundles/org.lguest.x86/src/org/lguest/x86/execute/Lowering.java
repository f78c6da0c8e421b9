/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.execute;

import org.lguest.x86.opcode.Instruction;
import org.lguest.x86.opcode.Operation;
import org.lguest.x86.segment.SegmentRegister;

/**
 * Chooses for each decoded instruction the code under which the interpreter runs it. Forms without a code of their
 * own stay {@link Code#GENERAL}, as does every memory operand that is not flat: FS, GS and CS, 16-bit addresses, and
 * everything while CS, SS, DS or ES is not flat.
 */
final class Lowering {

    private static final int R = Instruction.REGISTER;
    private static final int M = Instruction.MEMORY;
    private static final int I = Instruction.IMMEDIATE;

    private Lowering() {
    }

    /** Whether a block must end after this instruction. */
    static boolean ends(Instruction in) {
        return switch (in.operation) {
            case JMP, JMP_FAR, JCC, JCXZ, LOOP, LOOPE, LOOPNE, CALL, CALL_FAR, RET, RET_FAR, INT, INT3, INT1, INTO,
                 IRET, POPF, POP_SEGMENT, MOV_TO_SEGMENT, LDS, LES, LFS, LGS, LSS, STI, HLT, UD2, INVALID, VMCALL, RDTSC,
                 MOV_TO_CONTROL, MOV_TO_DEBUG, LGDT, LIDT, LLDT, LTR, LMSW, CLTS, INVLPG, INVD, WBINVD -> true;
            default -> false;
        };
    }

    /** Whether it must be a block of its own. */
    static boolean repeated(Instruction in) {
        return in.repeat != Instruction.REPEAT_NONE && switch (in.operation) {
            case MOVS, CMPS, SCAS, LODS, STOS, INS, OUTS -> true;
            default -> false;
        };
    }

    static Op lower(Instruction in, boolean flat, int start) {
        int code = flat && flatOperand(in) ? code(in) : Code.GENERAL;
        if (code == Code.GENERAL) {
            return new Op(ends(in) ? Code.GENERAL_END : code, 0, 0, in.immediate, start, in);
        }
        int a = in.kind0 == R ? in.register0 : in.register1;
        return new Op(code, a, in.kind0 == R ? in.register1 : 0, immediate(in), start, in);
    }

    private static boolean flatOperand(Instruction in) {
        boolean memory = in.memoryOperand() >= 0;
        return !memory || in.addressSize == 4 && (in.operation == Operation.LEA
                || in.segment != SegmentRegister.CS && in.segment <= SegmentRegister.DS);
    }

    private static int immediate(Instruction in) {
        return switch (in.operation) {
            case SETCC, CMOVCC -> in.condition;
            case SHL, SHR, SAR, ROL, ROR, SHLD, SHRD -> in.immediate & 31;
            default -> in.immediate;
        };
    }

    private static int code(Instruction in) {
        return switch (in.operandSize) {
            case 4 -> code32(in);
            case 1 -> code8(in);
            default -> code16(in);
        };
    }

    private static int code32(Instruction in) {
        return switch (in.operation) {
            case MOV -> form(in, Code.MOV_RR, Code.MOV_RI, Code.LOAD, Code.STORE, Code.STORE_I);
            case LEA -> Code.LEA;
            case NOP, PAUSE -> Code.NOP;
            case MOVZX -> in.width1 == 1 ? form(in, Code.MOVZX8_R, 0, Code.MOVZX8_M, 0, 0)
                    : form(in, Code.MOVZX16_R, 0, Code.MOVZX16_M, 0, 0);
            case MOVSX -> in.width1 == 1 ? form(in, Code.MOVSX8_R, 0, Code.MOVSX8_M, 0, 0)
                    : form(in, Code.MOVSX16_R, 0, Code.MOVSX16_M, 0, 0);
            case XCHG -> form(in, Code.XCHG_RR, 0, 0, 0, 0);
            case CMOVCC -> form(in, Code.CMOV_RR, 0, 0, 0, 0);
            case CWD -> Code.CDQ;
            case CBW -> Code.CWDE;
            case ADD -> alu(in, Code.ADD_RR);
            case OR -> alu(in, Code.OR_RR);
            case ADC -> alu(in, Code.ADC_RR);
            case SBB -> alu(in, Code.SBB_RR);
            case AND -> alu(in, Code.AND_RR);
            case SUB -> alu(in, Code.SUB_RR);
            case XOR -> alu(in, Code.XOR_RR);
            case CMP -> alu(in, Code.CMP_RR);
            case TEST -> form(in, Code.TEST_RR, Code.TEST_RI, 0, Code.TEST_MR, Code.TEST_MI);
            case INC -> in.kind0 == R ? Code.INC_R : Code.INC_M;
            case DEC -> in.kind0 == R ? Code.DEC_R : Code.DEC_M;
            case NEG -> in.kind0 == R ? Code.NEG_R : 0;
            case NOT -> in.kind0 == R ? Code.NOT_R : 0;
            case SHL -> shift(in, Code.SHL_RI, Code.SHL_RC);
            case SHR -> shift(in, Code.SHR_RI, Code.SHR_RC);
            case SAR -> shift(in, Code.SAR_RI, Code.SAR_RC);
            case ROL -> shift(in, Code.ROL_RI, 0);
            case ROR -> shift(in, Code.ROR_RI, 0);
            case SHLD -> in.kind0 == R && in.kind2 == I ? Code.SHLD_RI : 0;
            case SHRD -> in.kind0 == R && in.kind2 == I ? Code.SHRD_RI : 0;
            case IMUL -> in.kind1 == Instruction.NONE ? 0 : in.kind2 == I
                    ? form(in, Code.IMUL_RRI, 0, Code.IMUL_RMI, 0, 0) : form(in, Code.IMUL_RR, 0, Code.IMUL_RM, 0, 0);
            case MUL -> in.kind0 == R ? Code.MUL_R : Code.MUL_M;
            case DIV -> in.kind0 == R ? Code.DIV_R : 0;
            case IDIV -> in.kind0 == R ? Code.IDIV_R : 0;
            case PUSH -> in.kind0 == R ? Code.PUSH_R : in.kind0 == I ? Code.PUSH_I : Code.PUSH_M;
            case POP -> in.kind0 == R ? Code.POP_R : 0;
            case LEAVE -> Code.LEAVE;
            case JMP -> near(in, Code.JMP, Code.JMP_R, Code.JMP_M);
            case CALL -> near(in, Code.CALL, Code.CALL_R, Code.CALL_M);
            case RET -> in.kind0 == I ? Code.RET_I : Code.RET;
            case JCC -> Code.JO + in.condition;
            default -> Code.GENERAL;
        };
    }

    private static int code8(Instruction in) {
        return switch (in.operation) {
            case MOV -> form(in, Code.MOV8_RR, Code.MOV8_RI, Code.LOAD8, Code.STORE8, Code.STORE8_I);
            case CMP -> form(in, Code.CMP8_RR, Code.CMP8_RI, Code.CMP8_RM, Code.CMP8_MR, Code.CMP8_MI);
            case TEST -> form(in, Code.TEST8_RR, Code.TEST8_RI, 0, 0, Code.TEST8_MI);
            case AND -> form(in, 0, Code.AND8_RI, 0, 0, 0);
            case OR -> form(in, 0, Code.OR8_RI, 0, 0, 0);
            case XOR -> form(in, Code.XOR8_RR, 0, 0, 0, 0);
            case SETCC -> in.kind0 == R ? Code.SETCC_R : 0;
            default -> Code.GENERAL;
        };
    }

    private static int code16(Instruction in) {
        return switch (in.operation) {
            case MOV -> form(in, 0, 0, Code.LOAD16, Code.STORE16, Code.STORE16_I);
            case CMP -> form(in, 0, 0, Code.CMP16_RM, Code.CMP16_MR, Code.CMP16_MI);
            default -> Code.GENERAL;
        };
    }

    private static int alu(Instruction in, int first) {
        return form(in, first, first + 1, first + 2, first + 3, first + 4);
    }

    /** The code for the kinds of the first two operands; 0, which is GENERAL, where there is none. */
    private static int form(Instruction in, int rr, int ri, int rm, int mr, int mi) {
        if (in.kind0 == R) {
            return in.kind1 == R ? rr : in.kind1 == M ? rm : in.kind1 == I ? ri : 0;
        }
        return in.kind0 != M ? 0 : in.kind1 == R ? mr : in.kind1 == I ? mi : 0;
    }

    private static int shift(Instruction in, int byConstant, int byCl) {
        return in.kind0 != R ? 0 : in.kind1 == R ? byCl : (in.immediate & 31) == 0 ? Code.NOP : byConstant;
    }

    private static int near(Instruction in, int relative, int register, int memory) {
        return in.kind0 == Instruction.RELATIVE ? relative : in.kind0 == R ? register : memory;
    }
}
