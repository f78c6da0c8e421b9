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
 * One row of the opcode table: an encoding, what it does, and how its operands are found and used.
 *
 * @param encoding  opcode as in the table: bytes in hexadecimal, {@code /digit} of ModRM.reg for a group
 * @param operation what it does
 * @param mnemonic  the SDM's mnemonic in lower case, or the name under which a disassembler knows this encoding
 * @param operands  up to three, destination first
 * @param accesses  what is done with each operand; as long as {@code operands}
 * @param lockable  whether LOCK is allowed when the first operand is in memory (SDM volume 2, LOCK)
 * @param since     family of the first processor that has it: 5 or 6; {@value #ALWAYS} for what all have
 */
public record OpcodeRow(String encoding, Operation operation, String mnemonic, List<OperandCode> operands,
        List<Access> accesses, boolean lockable, int since) {

    static final int ALWAYS = 4;

    /** Stands for every encoding that has no row. */
    static final OpcodeRow INVALID = new OpcodeRow("", Operation.INVALID, "(bad)", List.of(), List.of(), false,
            ALWAYS);

    public OpcodeRow {
        operands = List.copyOf(operands);
        accesses = List.copyOf(accesses);
        if (operands.size() > 3 || operands.size() != accesses.size()) {
            throw new IllegalArgumentException(encoding + ": operands and accesses");
        }
    }

    /** What is done with operand {@code i}; NONE beyond the last. */
    public Access access(int i) {
        return i < accesses.size() ? accesses.get(i) : Access.NONE;
    }

    /** Effective operand size of the instruction: 1 for a byte form, else what the prefixes give. */
    int operandSize(int size) {
        boolean bytes = false;
        for (OperandCode operand : operands) {
            if (operand.followsOperandSize() && operand.method != OperandCode.Method.RELATIVE) {
                return size;
            }
            bytes |= operand.isByte() && !operand.isImmediate() && operand != OperandCode.ONE;
        }
        return bytes ? 1 : size;
    }

    /** Whether an operand can only be memory, so that a ModRM byte with mod 3 is another instruction or none. */
    boolean memoryOnly() {
        return operands.stream().anyMatch(o -> o.method == OperandCode.Method.MEMORY);
    }

    /** Whether ModRM.rm is a register whatever ModRM.mod says. */
    boolean ignoresMod() {
        for (OperandCode operand : operands) {
            if (operand.method == OperandCode.Method.RM_REGISTER) {
                return true;
            }
        }
        return false;
    }

    boolean usesModRM() {
        return operands.stream().anyMatch(OperandCode::usesModRM);
    }
}
