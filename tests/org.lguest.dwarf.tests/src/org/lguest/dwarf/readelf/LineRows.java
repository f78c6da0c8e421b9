/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.readelf;

import java.util.ArrayList;
import java.util.List;

import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.line.DebugLine;
import org.lguest.dwarf.line.LineMachine;
import org.lguest.dwarf.line.LineProgram;

/** The line table as rows. */
final class LineRows {
    private LineRows() {
    }

    static List<String> of(ElfFile file) throws MalformedException {
        List<String> rows = new ArrayList<>();
        DebugLine section = new DebugLine(file.section(".debug_line"), file.section(".debug_line_str"),
                file.section(".debug_str"));
        for (LineProgram program : section.programs(damage -> rows.add("damaged: " + damage.getMessage()))) {
            LineMachine machine = program.run();
            while (machine.next()) {
                int index = machine.file() - program.firstFile();
                String name = index >= 0 && index < program.files().size() ? program.files().get(index).name() : "?";
                boolean end = machine.isEndSequence();
                rows.add(name + ":" + (end ? "-" : machine.line()) + " " + Integer.toHexString(machine.address())
                        + (machine.isStatement() && !end ? " x" : ""));
            }
        }
        return rows;
    }
}
