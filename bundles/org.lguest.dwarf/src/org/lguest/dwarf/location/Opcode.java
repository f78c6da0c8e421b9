/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.location;

/** The operations of DWARF expressions (DWARF 5, section 7.7.1), and GNU's before the standard had them. */
final class Opcode {
    static final int DW_OP_ADDR = 0x03;
    static final int DW_OP_DEREF = 0x06;
    static final int DW_OP_CONST1U = 0x08;
    static final int DW_OP_CONST1S = 0x09;
    static final int DW_OP_CONST2U = 0x0A;
    static final int DW_OP_CONST2S = 0x0B;
    static final int DW_OP_CONST4U = 0x0C;
    static final int DW_OP_CONST4S = 0x0D;
    static final int DW_OP_CONST8U = 0x0E;
    static final int DW_OP_CONST8S = 0x0F;
    static final int DW_OP_CONSTU = 0x10;
    static final int DW_OP_CONSTS = 0x11;
    static final int DW_OP_DUP = 0x12;
    static final int DW_OP_DROP = 0x13;
    static final int DW_OP_OVER = 0x14;
    static final int DW_OP_PICK = 0x15;
    static final int DW_OP_SWAP = 0x16;
    static final int DW_OP_ROT = 0x17;
    static final int DW_OP_XDEREF = 0x18;
    static final int DW_OP_ABS = 0x19;
    static final int DW_OP_AND = 0x1A;
    static final int DW_OP_DIV = 0x1B;
    static final int DW_OP_MINUS = 0x1C;
    static final int DW_OP_MOD = 0x1D;
    static final int DW_OP_MUL = 0x1E;
    static final int DW_OP_NEG = 0x1F;
    static final int DW_OP_NOT = 0x20;
    static final int DW_OP_OR = 0x21;
    static final int DW_OP_PLUS = 0x22;
    static final int DW_OP_PLUS_UCONST = 0x23;
    static final int DW_OP_SHL = 0x24;
    static final int DW_OP_SHR = 0x25;
    static final int DW_OP_SHRA = 0x26;
    static final int DW_OP_XOR = 0x27;
    static final int DW_OP_BRA = 0x28;
    static final int DW_OP_EQ = 0x29;
    static final int DW_OP_GE = 0x2A;
    static final int DW_OP_GT = 0x2B;
    static final int DW_OP_LE = 0x2C;
    static final int DW_OP_LT = 0x2D;
    static final int DW_OP_NE = 0x2E;
    static final int DW_OP_SKIP = 0x2F;
    static final int DW_OP_LIT0 = 0x30;
    static final int DW_OP_REG0 = 0x50;
    static final int DW_OP_BREG0 = 0x70;
    static final int DW_OP_REGX = 0x90;
    static final int DW_OP_FBREG = 0x91;
    static final int DW_OP_BREGX = 0x92;
    static final int DW_OP_PIECE = 0x93;
    static final int DW_OP_DEREF_SIZE = 0x94;
    static final int DW_OP_NOP = 0x96;
    static final int DW_OP_PUSH_OBJECT_ADDRESS = 0x97;
    static final int DW_OP_CALL2 = 0x98;
    static final int DW_OP_CALL4 = 0x99;
    static final int DW_OP_CALL_REF = 0x9A;
    static final int DW_OP_FORM_TLS_ADDRESS = 0x9B;
    static final int DW_OP_CALL_FRAME_CFA = 0x9C;
    static final int DW_OP_BIT_PIECE = 0x9D;
    static final int DW_OP_IMPLICIT_VALUE = 0x9E;
    static final int DW_OP_STACK_VALUE = 0x9F;
    static final int DW_OP_IMPLICIT_POINTER = 0xA0;
    static final int DW_OP_ADDRX = 0xA1;
    static final int DW_OP_CONSTX = 0xA2;
    static final int DW_OP_ENTRY_VALUE = 0xA3;
    static final int DW_OP_CONST_TYPE = 0xA4;
    static final int DW_OP_REGVAL_TYPE = 0xA5;
    static final int DW_OP_DEREF_TYPE = 0xA6;
    static final int DW_OP_CONVERT = 0xA8;
    static final int DW_OP_REINTERPRET = 0xA9;
    static final int DW_OP_GNU_PUSH_TLS_ADDRESS = 0xE0;
    static final int DW_OP_GNU_UNINIT = 0xF0;
    static final int DW_OP_GNU_IMPLICIT_POINTER = 0xF2;
    static final int DW_OP_GNU_ENTRY_VALUE = 0xF3;
    static final int DW_OP_GNU_CONST_TYPE = 0xF4;
    static final int DW_OP_GNU_REGVAL_TYPE = 0xF5;
    static final int DW_OP_GNU_DEREF_TYPE = 0xF6;
    static final int DW_OP_GNU_CONVERT = 0xF7;
    static final int DW_OP_GNU_REINTERPRET = 0xF9;
    static final int DW_OP_GNU_PARAMETER_REF = 0xFA;
    static final int DW_OP_GNU_ADDR_INDEX = 0xFB;
    static final int DW_OP_GNU_CONST_INDEX = 0xFC;
    static final int DW_OP_GNU_VARIABLE_VALUE = 0xFD;

    private Opcode() {
    }
}
