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

import java.util.List;
import java.util.stream.Stream;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Section;

/**
 * One compilation unit's line program: the header's constants, its files, and the place of its instructions
 * (DWARF 5, section 6.2.4). The rows come from a {@link LineMachine}. Immutable.
 *
 * @param offset of the program in {@code .debug_line}; units refer to it by {@code DW_AT_stmt_list}
 * @param operandCounts of the standard opcodes; opcode 1 first
 * @param directories the first is the compilation directory, empty before DWARF 5, which leaves it to the unit
 * @param files numbered from 1 before DWARF 5, from 0 since
 * @param start of the instructions in {@code .debug_line}
 * @param end of the instructions
 */
public record LineProgram(int offset, int version, int minimumInstructionLength, int operationsPerInstruction,
        boolean defaultIsStatement, int lineBase, int lineRange, int opcodeBase, byte[] operandCounts,
        List<String> directories, List<FileEntry> files, Section section, int start, int end) {

    /** This program with the files that its instructions define, which are numbered after the header's. */
    LineProgram with(List<FileEntry> definedFiles) {
        return new LineProgram(offset, version, minimumInstructionLength, operationsPerInstruction,
                defaultIsStatement, lineBase, lineRange, opcodeBase, operandCounts, directories,
                Stream.concat(files.stream(), definedFiles.stream()).toList(), section, start, end);
    }

    /** A machine at the program's first instruction. */
    public LineMachine run() throws MalformedException {
        return runFrom(start);
    }

    /** A machine at an instruction that begins a sequence, where all registers have their initial values. */
    public LineMachine runFrom(int offset) throws MalformedException {
        return new LineMachine(this, section.reader(offset).window(end - offset));
    }

    /** The number by which rows refer to the first of {@link #files()}. */
    public int firstFile() {
        return version >= 5 ? 0 : 1;
    }
}
