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
 * Operand codes of the opcode table: addressing method and type, as in the SDM (volume 2, appendix A.2). Where they go
 * beyond the SDM's list it is said at the constant.
 */
public enum OperandCode {
    /** ModRM: general register or memory. */
    Eb(Method.MODRM, 1), Ew(Method.MODRM, 2), Ev(Method.MODRM, OperandCode.V),
    /** ModRM, where a register is of the operand size but memory is always a word (SLDT, MOV from Sreg). */
    RvMw("Rv/Mw", Method.MODRM_REGISTER_OR_WORD, OperandCode.V),
    /** ModRM, memory only. Bare M: only the address counts, or the instruction knows the size. */
    M(Method.MEMORY, 0), Mb(Method.MEMORY, 1), Mw(Method.MEMORY, 2), Md(Method.MEMORY, 4), Mq(Method.MEMORY, 8),
    /** Far pointer, pair of bounds, pseudo-descriptor in memory. */
    Mp(Method.MEMORY, OperandCode.P), Ma(Method.MEMORY, OperandCode.A), Ms(Method.MEMORY, 6),
    /** 80-bit real or packed decimal; x87 environment (14 or 28 bytes) and state (94 or 108). Not in the SDM's list. */
    Mt(Method.MEMORY, 10), Me(Method.MEMORY, OperandCode.FPU_ENVIRONMENT), Mf(Method.MEMORY, OperandCode.FPU_STATE),
    /** General register in ModRM.rm whatever ModRM.mod says (moves of control and debug registers). */
    Rd(Method.RM_REGISTER, 4),
    /** ModRM.reg: general, segment, control, debug register. */
    Gb(Method.REG_REGISTER, 1), Gw(Method.REG_REGISTER, 2), Gv(Method.REG_REGISTER, OperandCode.V),
    Sw(Method.REG_SEGMENT, 2), Cd(Method.REG_CONTROL, 4), Dd(Method.REG_DEBUG, 4),
    /** General register in the low three bits of the opcode; the SDM spells out eight columns instead. */
    Zb(Method.OPCODE_REGISTER, 1), Zv(Method.OPCODE_REGISTER, OperandCode.V),
    /** Immediates; Ibs is a byte that is sign-extended to the operand size (a footnote in the SDM). */
    Ib(Method.IMMEDIATE, 1), Iw(Method.IMMEDIATE, 2), Iv(Method.IMMEDIATE, OperandCode.V),
    Iz(Method.IMMEDIATE, OperandCode.V), Ibs(Method.IMMEDIATE_SIGNED, OperandCode.V),
    /** The second immediate of ENTER. Not in the SDM's list. */
    Ib2(Method.IMMEDIATE2, 1),
    /** Branch displacements; far pointer in the instruction. */
    Jb(Method.RELATIVE, 1), Jz(Method.RELATIVE, OperandCode.V), Ap(Method.FAR_POINTER, OperandCode.P),
    /** Offset in the instruction, of the address size. */
    Ob(Method.OFFSET, 1), Ov(Method.OFFSET, OperandCode.V),
    /** String operands at DS:[ESI] and ES:[EDI]. */
    Xb(Method.STRING_SOURCE, 1), Xv(Method.STRING_SOURCE, OperandCode.V), Xz(Method.STRING_SOURCE, OperandCode.V),
    Yb(Method.STRING_DESTINATION, 1), Yv(Method.STRING_DESTINATION, OperandCode.V),
    Yz(Method.STRING_DESTINATION, OperandCode.V),
    /** Fixed registers. */
    AL(0, 1), CL(1, 1), DX(2, 2), rAX(0, OperandCode.V),
    /** Fixed segment registers. */
    ES(0), CS(1), SS(2), DS(3), FS(4), GS(5),
    /** The constant 1. */
    ONE("1", Method.ONE, 1),
    /** x87 stack top and ModRM.rm'th stack register. Not in the SDM's list. */
    ST(Method.FPU_TOP, 10), STi(Method.FPU_REGISTER, 10),
    /** The word register AX of FNSTSW AX. */
    AX(0, 2);

    /** How the operand is found. */
    enum Method {
        MODRM, MODRM_REGISTER_OR_WORD, MEMORY, RM_REGISTER, REG_REGISTER, REG_SEGMENT, REG_CONTROL, REG_DEBUG,
        OPCODE_REGISTER, IMMEDIATE, IMMEDIATE_SIGNED, IMMEDIATE2, RELATIVE, FAR_POINTER, OFFSET, STRING_SOURCE,
        STRING_DESTINATION, FIXED_REGISTER, FIXED_SEGMENT, ONE, FPU_TOP, FPU_REGISTER
    }

    /** Widths that follow the operand size: v and z (2, 4), p (4, 6), a (4, 8), and the two of the x87. */
    static final int V = -1;
    static final int P = -2;
    static final int A = -3;
    static final int FPU_ENVIRONMENT = -4;
    static final int FPU_STATE = -5;

    final String notation;
    final Method method;
    final int fixedRegister;
    private final int size;

    OperandCode(String notation, Method method, int size) {
        this.notation = notation.isEmpty() ? name() : notation;
        this.method = method;
        this.size = size;
        this.fixedRegister = 0;
    }

    OperandCode(Method method, int size) {
        this("", method, size);
    }

    OperandCode(int register, int size) {
        this.notation = name();
        this.method = Method.FIXED_REGISTER;
        this.size = size;
        this.fixedRegister = register;
    }

    OperandCode(int segment) {
        this.notation = name();
        this.method = Method.FIXED_SEGMENT;
        this.size = 2;
        this.fixedRegister = segment;
    }

    /** Width in bytes under an operand size of 2 or 4 bytes; 0 where the operand has none. */
    int width(int operandSize) {
        boolean word = operandSize == 2;
        return switch (size) {
            case V -> operandSize;
            case P -> operandSize + 2;
            case A -> 2 * operandSize;
            case FPU_ENVIRONMENT -> word ? 14 : 28;
            case FPU_STATE -> word ? 94 : 108;
            default -> size;
        };
    }

    /** Whether the width follows the operand size. */
    boolean followsOperandSize() {
        return size < 0;
    }

    boolean isByte() {
        return size == 1;
    }

    boolean usesModRM() {
        return switch (method) {
            case MODRM, MODRM_REGISTER_OR_WORD, MEMORY, RM_REGISTER, REG_REGISTER, REG_SEGMENT, REG_CONTROL, REG_DEBUG,
                 FPU_REGISTER -> true;
            default -> false;
        };
    }

    boolean isImmediate() {
        return method == Method.IMMEDIATE || method == Method.IMMEDIATE_SIGNED || method == Method.IMMEDIATE2
                || method == Method.RELATIVE;
    }

    /** The code that the opcode table writes as {@code notation}. */
    static OperandCode of(String notation) {
        for (OperandCode code : values()) {
            if (code.notation.equals(notation)) {
                return code;
            }
        }
        throw new IllegalArgumentException("operand code " + notation);
    }
}
