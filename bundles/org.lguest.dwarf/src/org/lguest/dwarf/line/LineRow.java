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

/**
 * One row of the line table: the instructions from an address up to the next row's.
 *
 * @param address unsigned
 * @param file as {@link LineProgram#firstFile()} counts
 * @param line from 1; 0 for code that belongs to no line
 * @param column from 1; 0 when the compiler doesn't say
 * @param isStatement whether the compiler recommends the address for a breakpoint
 * @param isPrologueEnd whether the function's frame is set up here
 * @param isEndSequence whether the row only says where the one before it ends
 */
public record LineRow(int address, int file, int line, int column, boolean isStatement, boolean isPrologueEnd,
        boolean isEndSequence) {

    boolean isSameLineAs(LineRow other) {
        return line == other.line && file == other.file;
    }

    static LineRow of(LineMachine machine) {
        return new LineRow(machine.address(), machine.file(), machine.line(), machine.column(),
                machine.isStatement(), machine.isPrologueEnd(), machine.isEndSequence());
    }
}
