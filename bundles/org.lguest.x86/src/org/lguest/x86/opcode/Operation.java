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
 * What an instruction does, one constant for each mnemonic of the instruction set reference (SDM volume 2), whatever
 * its operands. Conditional families are one constant with the condition in {@link Instruction#condition}. Segment,
 * control and debug register moves have constants of their own because they are different instructions under one
 * mnemonic.
 */
public enum Operation {
    // Moves
    MOV, MOV_FROM_SEGMENT, MOV_TO_SEGMENT, MOV_FROM_CONTROL, MOV_TO_CONTROL, MOV_FROM_DEBUG, MOV_TO_DEBUG,
    MOVZX, MOVSX, LEA, XCHG, XLAT, BSWAP, CMOVCC, LDS, LES, LFS, LGS, LSS,
    PUSH, PUSH_SEGMENT, POP, POP_SEGMENT, PUSHA, POPA, PUSHF, POPF, SAHF, LAHF, ENTER, LEAVE,
    // Arithmetic and logic
    ADD, ADC, SUB, SBB, CMP, INC, DEC, NEG, MUL, IMUL, DIV, IDIV, AND, OR, XOR, NOT, TEST,
    ROL, ROR, RCL, RCR, SHL, SHR, SAR, SHLD, SHRD, BT, BTS, BTR, BTC, BSF, BSR, SETCC,
    CBW, CWD, AAA, AAS, AAM, AAD, DAA, DAS, SALC, XADD, CMPXCHG, CMPXCHG8B,
    // Strings
    MOVS, CMPS, SCAS, LODS, STOS, INS, OUTS,
    // Transfers of control
    JMP, JMP_FAR, JCC, JCXZ, LOOP, LOOPE, LOOPNE, CALL, CALL_FAR, RET, RET_FAR, INT, INT3, INT1, INTO, IRET, BOUND,
    // Flags, processor control, system
    CLC, STC, CMC, CLD, STD, CLI, STI, NOP, PAUSE, HLT, WAIT, UD2, CPUID, RDTSC, RDMSR, WRMSR, IN, OUT,
    LGDT, SGDT, LIDT, SIDT, LLDT, SLDT, LTR, STR, LMSW, SMSW, CLTS, INVLPG, INVD, WBINVD,
    LAR, LSL, VERR, VERW, ARPL, VMCALL,
    // x87: the escape opcodes D8 to DF
    FADD, FMUL, FCOM, FCOMP, FSUB, FSUBR, FDIV, FDIVR, FLD, FST, FSTP, FLDENV, FLDCW, FNSTENV, FNSTCW, FXCH, FNOP,
    FCHS, FABS, FTST, FXAM, FLD1, FLDL2T, FLDL2E, FLDPI, FLDLG2, FLDLN2, FLDZ, F2XM1, FYL2X, FPTAN, FPATAN, FXTRACT,
    FPREM1, FDECSTP, FINCSTP, FPREM, FYL2XP1, FSQRT, FSINCOS, FRNDINT, FSCALE, FSIN, FCOS, FIADD, FIMUL, FICOM,
    FICOMP, FISUB, FISUBR, FIDIV, FIDIVR, FCMOVB, FCMOVE, FCMOVBE, FCMOVU, FUCOMPP, FILD, FIST, FISTP, FCMOVNB,
    FCMOVNE, FCMOVNBE, FCMOVNU, FNENI, FNDISI, FNCLEX, FNINIT, FNSETPM, FUCOMI, FCOMI, FRSTOR, FNSAVE, FNSTSW, FFREE,
    FUCOM, FUCOMP, FADDP, FMULP, FSUBRP, FSUBP, FDIVRP, FDIVP, FCOMPP, FFREEP, FBLD, FBSTP, FUCOMIP, FCOMIP,
    /** Not an instruction of the model: executing it raises #UD. */
    INVALID;

    /** Whether this is an instruction of the x87, WAIT not counted. */
    public boolean isX87() {
        return this != INVALID && compareTo(FADD) >= 0;
    }
}
