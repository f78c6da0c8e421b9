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

import org.lguest.x86.opcode.OperandCode.Method;

/**
 * Prints instructions as objdump does: prefixes and mnemonic, blanks up to column 7, operands. What is beyond the model
 * prints
 * {@code (bad)}. Immutable; may be used by any thread.
 */
public abstract sealed class Disassembler permits AttDisassembler, IntelDisassembler {

    private static final String[] CONDITIONS = {
        "o", "no", "b", "ae", "e", "ne", "be", "a", "s", "ns", "p", "np", "l", "ge", "le", "g"};
    static final String BAD = "(bad)";
    private static final String[] REGISTERS_8 = {"al", "cl", "dl", "bl", "ah", "ch", "dh", "bh"};
    private static final String[] REGISTERS_16 = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};
    private static final String[] SEGMENTS = {"es", "cs", "ss", "ds", "fs", "gs", "?", "?"};

    private final Symbolizer symbols;

    Disassembler(Symbolizer symbols) {
        this.symbols = symbols;
    }

    /** AT&amp;T syntax, source first, as the GNU tools and the kernel's sources have it. */
    public static Disassembler att(Symbolizer symbols) {
        return new AttDisassembler(symbols);
    }

    /** Intel syntax, destination first. */
    public static Disassembler intel(Symbolizer symbols) {
        return new IntelDisassembler(symbols);
    }

    /**
     * The text of an instruction.
     *
     * @param address linear address at which it stands, from which branch targets are counted
     */
    public String print(Instruction instruction, int address) {
        if (instruction.row == OpcodeRow.INVALID || instruction.tooLong || instruction.isIncomplete()) {
            return BAD;
        }
        StringBuilder text = new StringBuilder();
        prefixes(instruction, text);
        text.append(mnemonic(instruction));
        List<String> operands = operands(instruction, address);
        if (!operands.isEmpty()) {
            text.append(" ".repeat(Math.max(1, 7 - text.length())));
            text.append(String.join(",", operands));
        }
        return text.toString();
    }

    /** XCHG AX,AX: opcode 90 is a NOP by another name. */
    static boolean isWordNop(Instruction instruction) {
        return instruction.row.operation() == Operation.NOP && instruction.row.operands().isEmpty()
                && instruction.operandSize == 2 && !instruction.row.encoding().startsWith("F3");
    }

    abstract String mnemonic(Instruction instruction);

    /** The operands as printed, in printed order. */
    abstract List<String> operands(Instruction instruction, int address);

    /** The memory operand's bytes are at DS or SS by default, and were given another segment. */
    static boolean printsSegment(Instruction instruction) {
        return instruction.segmentOverride && (instruction.memoryOperand() >= 0 || hasStringSource(instruction));
    }

    static boolean hasStringSource(Instruction instruction) {
        return instruction.operation == Operation.XLAT || instruction.kind0 == Instruction.STRING_SOURCE
                || instruction.kind1 == Instruction.STRING_SOURCE;
    }

    /** Whether the instruction is another one under a 16-bit operand size. */
    static boolean dependsOnOperandSize(Instruction instruction) {
        return switch (instruction.row.operation()) {
            case CBW, CWD, PUSHA, POPA, PUSHF, POPF, IRET, RET, RET_FAR, LEAVE, ENTER, PUSH_SEGMENT, POP_SEGMENT,
                 SGDT, SIDT, LGDT, LIDT -> true;
            case NOP -> true;
            case MOV_TO_SEGMENT -> instruction.kind1 == Instruction.REGISTER;
            case MOV_FROM_SEGMENT, SLDT, STR, SMSW -> instruction.kind0 == Instruction.REGISTER;
            default -> instruction.row.operands().stream().anyMatch(OperandCode::followsOperandSize);
        };
    }

    /** Whether a 16-bit address size changes what is printed. */
    boolean dependsOnAddressSize(Instruction instruction) {
        return switch (instruction.row.operation()) {
            case LOOP, LOOPE, LOOPNE, JCXZ, XLAT -> true;
            // Not for an offset in the instruction, though its length depends on it: so does objdump.
            default -> instruction.memoryOperand() >= 0 && instruction.row.usesModRM() || hasStringSource(instruction)
                    || instruction.kind0 == Instruction.STRING_DESTINATION
                    || instruction.kind1 == Instruction.STRING_DESTINATION;
        };
    }

    /** Names each prefix that is not part of the instruction; of several of a kind, the last one is. */
    private void prefixes(Instruction instruction, StringBuilder text) {
        Prefix[] prefixes = Prefix.unpack(instruction.prefixes);
        List<Prefix> pending = new ArrayList<>();
        if (printsSegment(instruction)) {
            pending.add(Prefix.DS);
        }
        if (dependsOnOperandSize(instruction)) {
            pending.add(Prefix.OPERAND_SIZE);
        }
        if (dependsOnAddressSize(instruction)) {
            pending.add(Prefix.ADDRESS_SIZE);
        }
        if (instruction.row.encoding().startsWith("F3 ")) {
            pending.add(Prefix.REP);
        }
        String printed = "";
        for (int i = prefixes.length - 1; i >= 0; i--) {
            Prefix prefix = prefixes[i];
            if (!pending.remove(prefix.isSegment() ? Prefix.DS : prefix)) {
                printed = name(prefix, instruction) + " " + printed;
            }
        }
        text.append(printed);
    }

    private static String name(Prefix prefix, Instruction instruction) {
        return switch (instruction.row.operation()) {
            case MOVS, STOS, LODS, INS, OUTS -> prefix == Prefix.REP ? "rep" : prefix.printed;
            case CALL, JMP, RET, JCC -> prefix == Prefix.REPNE ? "bnd"
                    : prefix == Prefix.DS && isIndirect(instruction) ? "notrack" : prefix.printed;
            default -> prefix.printed;
        };
    }

    static boolean isIndirect(Instruction instruction) {
        return switch (instruction.row.operation()) {
            case CALL, JMP, CALL_FAR, JMP_FAR ->
                instruction.kind0 == Instruction.REGISTER || instruction.kind0 == Instruction.MEMORY;
            default -> false;
        };
    }

    static String condition(Instruction instruction) {
        return CONDITIONS[instruction.condition];
    }

    static String register(int number, int width) {
        return switch (width) {
            case 1 -> REGISTERS_8[number];
            case 2 -> REGISTERS_16[number];
            default -> "e" + REGISTERS_16[number];
        };
    }

    /** A selector in a register is shown as the whole register, though only its low word counts. */
    static String register(Instruction instruction, int operand) {
        int width = switch (instruction.row.operation()) {
            case MOV_TO_SEGMENT, LAR, LSL -> instruction.operandSize;
            default -> instruction.width(operand);
        };
        return register(instruction.register(operand), width);
    }

    static String segment(int number) {
        return SEGMENTS[number];
    }

    static String stack(Instruction instruction, int operand) {
        boolean top = instruction.row.operands().get(operand).method == Method.FPU_TOP;
        return top ? "st" : "st(" + instruction.register(operand) + ")";
    }

    static String hex(int value) {
        return "0x" + Integer.toHexString(value);
    }

    /** Signed hexadecimal, as displacements are written. */
    static String signed(int value) {
        return value < 0 ? "-0x" + Integer.toHexString(-value) : hex(value);
    }

    /** Where a relative branch goes, with its symbol if it has one. */
    String target(Instruction instruction, int address) {
        int target = address + instruction.length + instruction.immediate;
        if (instruction.operandSize == 2) {
            target &= 0xFFFF;
        }
        String symbol = symbols.symbol(target);
        return symbol.isEmpty() ? hex(target) : Integer.toHexString(target) + " <" + symbol + ">";
    }
}
