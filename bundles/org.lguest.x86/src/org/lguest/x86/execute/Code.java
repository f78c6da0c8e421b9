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

/**
 * The dense numbers under which the interpreter's switch knows the forms that programs are made of. 32-bit operands
 * unless the name says 8 or 16; R, M and I are register, memory and immediate, destination first. Memory is flat and
 * addressed by 32 bits.
 */
final class Code {

    // Whatever General executes: within a block, and as its end.
    static final int GENERAL = 0;
    static final int GENERAL_END = 1;

    // Moves.
    static final int MOV_RR = 2;
    static final int MOV_RI = 3;
    static final int LOAD = 4;
    static final int STORE = 5;
    static final int STORE_I = 6;
    static final int LEA = 7;
    static final int NOP = 8;
    static final int MOV8_RR = 9;
    static final int MOV8_RI = 10;
    static final int LOAD8 = 11;
    static final int STORE8 = 12;
    static final int STORE8_I = 13;
    static final int LOAD16 = 14;
    static final int STORE16 = 15;
    static final int STORE16_I = 16;
    static final int MOVZX8_R = 17;
    static final int MOVZX8_M = 18;
    static final int MOVZX16_R = 19;
    static final int MOVZX16_M = 20;
    static final int MOVSX8_R = 21;
    static final int MOVSX8_M = 22;
    static final int MOVSX16_R = 23;
    static final int MOVSX16_M = 24;
    static final int XCHG_RR = 25;
    static final int CMOV_RR = 26;
    static final int CDQ = 27;
    static final int CWDE = 28;

    // The eight of the ALU in the order of their opcodes, five forms each: the lowering counts on it.
    static final int ADD_RR = 29;
    static final int ADD_RI = 30;
    static final int ADD_RM = 31;
    static final int ADD_MR = 32;
    static final int ADD_MI = 33;
    static final int OR_RR = 34;
    static final int OR_RI = 35;
    static final int OR_RM = 36;
    static final int OR_MR = 37;
    static final int OR_MI = 38;
    static final int ADC_RR = 39;
    static final int ADC_RI = 40;
    static final int ADC_RM = 41;
    static final int ADC_MR = 42;
    static final int ADC_MI = 43;
    static final int SBB_RR = 44;
    static final int SBB_RI = 45;
    static final int SBB_RM = 46;
    static final int SBB_MR = 47;
    static final int SBB_MI = 48;
    static final int AND_RR = 49;
    static final int AND_RI = 50;
    static final int AND_RM = 51;
    static final int AND_MR = 52;
    static final int AND_MI = 53;
    static final int SUB_RR = 54;
    static final int SUB_RI = 55;
    static final int SUB_RM = 56;
    static final int SUB_MR = 57;
    static final int SUB_MI = 58;
    static final int XOR_RR = 59;
    static final int XOR_RI = 60;
    static final int XOR_RM = 61;
    static final int XOR_MR = 62;
    static final int XOR_MI = 63;
    static final int CMP_RR = 64;
    static final int CMP_RI = 65;
    static final int CMP_RM = 66;
    static final int CMP_MR = 67;
    static final int CMP_MI = 68;

    // Bytes and words that compilers compare and mask.
    static final int CMP8_RR = 69;
    static final int CMP8_RI = 70;
    static final int CMP8_RM = 71;
    static final int CMP8_MR = 72;
    static final int CMP8_MI = 73;
    static final int CMP16_RM = 74;
    static final int CMP16_MR = 75;
    static final int CMP16_MI = 76;
    static final int AND8_RI = 77;
    static final int OR8_RI = 78;
    static final int XOR8_RR = 79;

    // TEST.
    static final int TEST_RR = 80;
    static final int TEST_RI = 81;
    static final int TEST_MR = 82;
    static final int TEST_MI = 83;
    static final int TEST8_RR = 84;
    static final int TEST8_RI = 85;
    static final int TEST8_MI = 86;

    // One operand.
    static final int INC_R = 87;
    static final int INC_M = 88;
    static final int DEC_R = 89;
    static final int DEC_M = 90;
    static final int NEG_R = 91;
    static final int NOT_R = 92;

    // Shifts; by the constant, by CL.
    static final int SHL_RI = 93;
    static final int SHR_RI = 94;
    static final int SAR_RI = 95;
    static final int ROL_RI = 96;
    static final int ROR_RI = 97;
    static final int SHL_RC = 98;
    static final int SHR_RC = 99;
    static final int SAR_RC = 100;
    static final int SHLD_RI = 101;
    static final int SHRD_RI = 102;

    // Products and quotients.
    static final int IMUL_RR = 103;
    static final int IMUL_RM = 104;
    static final int IMUL_RRI = 105;
    static final int IMUL_RMI = 106;
    static final int MUL_R = 107;
    static final int MUL_M = 108;
    static final int DIV_R = 109;
    static final int IDIV_R = 110;

    // Stack.
    static final int PUSH_R = 111;
    static final int PUSH_I = 112;
    static final int PUSH_M = 113;
    static final int POP_R = 114;
    static final int LEAVE = 115;

    // Transfers of control.
    static final int JMP = 116;
    static final int JMP_R = 117;
    static final int JMP_M = 118;
    static final int CALL = 119;
    static final int CALL_R = 120;
    static final int CALL_M = 121;
    static final int RET = 122;
    static final int RET_I = 123;

    // Sixteen conditions each, in the SDM's order: the lowering counts on it.
    static final int JO = 124;
    static final int JNO = 125;
    static final int JB = 126;
    static final int JAE = 127;
    static final int JE = 128;
    static final int JNE = 129;
    static final int JBE = 130;
    static final int JA = 131;
    static final int JS = 132;
    static final int JNS = 133;
    static final int JP = 134;
    static final int JNP = 135;
    static final int JL = 136;
    static final int JGE = 137;
    static final int JLE = 138;
    static final int JG = 139;
    static final int SETCC_R = 140;

    private Code() {
    }
}
