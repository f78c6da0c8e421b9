/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.line;

import java.util.ArrayList;
import java.util.List;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;

/**
 * The line number machine (DWARF 5, section 6.2.5): runs a program to its next row, whose columns are then the
 * registers. Every row and every skipped instruction consumes at least one byte, so it always ends. For one thread.
 */
public final class LineMachine {
    private static final int DW_LNS_COPY = 1;
    private static final int DW_LNS_ADVANCE_PC = 2;
    private static final int DW_LNS_ADVANCE_LINE = 3;
    private static final int DW_LNS_SET_FILE = 4;
    private static final int DW_LNS_SET_COLUMN = 5;
    private static final int DW_LNS_NEGATE_STMT = 6;
    private static final int DW_LNS_SET_BASIC_BLOCK = 7;
    private static final int DW_LNS_CONST_ADD_PC = 8;
    private static final int DW_LNS_FIXED_ADVANCE_PC = 9;
    private static final int DW_LNS_SET_PROLOGUE_END = 10;
    private static final int DW_LNS_SET_EPILOGUE_BEGIN = 11;
    private static final int DW_LNS_SET_ISA = 12;
    private static final int DW_LNE_END_SEQUENCE = 1;
    private static final int DW_LNE_SET_ADDRESS = 2;
    private static final int DW_LNE_DEFINE_FILE = 3;
    private static final int DW_LNE_SET_DISCRIMINATOR = 4;

    private final LineProgram program;
    private final Reader instructions;
    private final List<FileEntry> definedFiles = new ArrayList<>();
    private int address;
    private long operation;
    private int file;
    private int line;
    private int column;
    private long discriminator;
    private boolean statement;
    private boolean prologueEnd;
    private boolean endSequence;
    private boolean rowTaken;

    LineMachine(LineProgram program, Reader instructions) {
        this.program = program;
        this.instructions = instructions;
        reset();
    }

    /**
     * Runs to the next row.
     *
     * @return false at the end of the program
     */
    public boolean next() throws MalformedException {
        if (rowTaken) {
            leaveRow();
        }
        while (instructions.hasRemaining()) {
            if (execute(instructions.u8())) {
                rowTaken = true;
                return true;
            }
        }
        return false;
    }

    /** What a row resets: the flags of the instruction it describes, and after the last row everything. */
    private void leaveRow() {
        rowTaken = false;
        if (endSequence) {
            reset();
            return;
        }
        discriminator = 0;
        prologueEnd = false;
    }

    private void reset() {
        address = 0;
        operation = 0;
        file = 1;
        line = 1;
        column = 0;
        discriminator = 0;
        statement = program.defaultIsStatement();
        prologueEnd = false;
        endSequence = false;
    }

    /** @return whether the instruction makes a row */
    private boolean execute(int opcode) throws MalformedException {
        if (opcode >= program.opcodeBase()) {
            int adjusted = opcode - program.opcodeBase();
            advance(adjusted / program.lineRange());
            line += program.lineBase() + adjusted % program.lineRange();
            return true;
        }
        switch (opcode) {
            case 0 -> {
                return executeExtended();
            }
            case DW_LNS_COPY -> {
                return true;
            }
            case DW_LNS_ADVANCE_PC -> advance(instructions.uleb());
            case DW_LNS_ADVANCE_LINE -> line += (int) instructions.sleb();
            case DW_LNS_SET_FILE -> file = instructions.ulebInt();
            case DW_LNS_SET_COLUMN -> column = instructions.ulebInt();
            case DW_LNS_NEGATE_STMT -> statement = !statement;
            case DW_LNS_CONST_ADD_PC -> advance((255 - program.opcodeBase()) / program.lineRange());
            case DW_LNS_FIXED_ADVANCE_PC -> {
                address += instructions.u16();
                operation = 0;
            }
            case DW_LNS_SET_PROLOGUE_END -> prologueEnd = true;
            case DW_LNS_SET_BASIC_BLOCK, DW_LNS_SET_EPILOGUE_BEGIN -> { /* no operands, and nobody asks */ }
            case DW_LNS_SET_ISA -> instructions.skipLeb();
            default -> {
                // A later standard's opcode: the header says how many operands to pass over.
                for (int i = program.operandCounts()[opcode - 1] & 0xFF; i > 0; i--) {
                    instructions.skipLeb();
                }
            }
        }
        return false;
    }

    private boolean executeExtended() throws MalformedException {
        int at = instructions.offset();
        Reader operands = instructions.window(instructions.uleb());
        if (!operands.hasRemaining()) {
            throw instructions.malformed(at, "an extended instruction of no bytes");
        }
        switch (operands.u8()) {
            case DW_LNE_END_SEQUENCE -> {
                endSequence = true;
                return true;
            }
            case DW_LNE_SET_ADDRESS -> {
                address = operands.address(operands.remaining());
                operation = 0;
            }
            case DW_LNE_DEFINE_FILE -> definedFiles.add(LineHeader.oldFile(operands.string(), operands));
            case DW_LNE_SET_DISCRIMINATOR -> discriminator = operands.uleb();
            default -> {
                // A vendor's: its length has been passed over with it.
            }
        }
        return false;
    }

    /** Advances by operations; on machines with one operation an instruction, as i386, by instruction units. */
    private void advance(long operations) {
        long total = operation + operations;
        address += (int) (program.minimumInstructionLength() * (total / program.operationsPerInstruction()));
        operation = total % program.operationsPerInstruction();
    }

    /**
     * Where in {@code .debug_line} the next instruction is. After an end of sequence, the next sequence begins there.
     */
    public int offset() {
        return instructions.offset();
    }

    /** Unsigned. */
    public int address() {
        return address;
    }

    /** The number of the source file, as {@link LineProgram#firstFile()} counts. */
    public int file() {
        return file;
    }

    /** Files that the program named so far besides those of its header; they are numbered after them. */
    public List<FileEntry> definedFiles() {
        return List.copyOf(definedFiles);
    }

    /** From 1; 0 for code that belongs to no line. */
    public int line() {
        return line;
    }

    /** From 1; 0 when the compiler doesn't say. */
    public int column() {
        return column;
    }

    public long discriminator() {
        return discriminator;
    }

    /** Whether the compiler recommends the address for a breakpoint. */
    public boolean isStatement() {
        return statement;
    }

    public boolean isPrologueEnd() {
        return prologueEnd;
    }

    /** Whether the address is the first one after the sequence; the row then describes no code. */
    public boolean isEndSequence() {
        return endSequence;
    }
}
