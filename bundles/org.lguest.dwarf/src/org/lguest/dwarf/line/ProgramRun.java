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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

import org.lguest.dwarf.elf.MalformedException;

/**
 * What a line program has shown when it was run once. Immutable, for any thread.
 *
 * @param program with the files that its instructions define
 * @param sequences in the program's order
 */
public record ProgramRun(LineProgram program, List<LineSequence> sequences) {

    /**
     * Runs a program.
     *
     * @param isCode whether an address is part of the program; what the linker threw away keeps its rows, at address 0
     *        or so, and is left out
     * @param damage is told what could not be read; the sequences before that place are kept
     */
    public static ProgramRun of(LineProgram header, IntPredicate isCode, Consumer<MalformedException> damage) {
        record Extent(int low, int high, int start) {
        }
        List<Extent> extents = new ArrayList<>();
        List<FileEntry> definedFiles = List.of();
        try {
            LineMachine machine = header.run();
            int start = header.start();
            int low = -1;
            while (machine.next()) {
                low = Integer.compareUnsigned(machine.address(), low) < 0 ? machine.address() : low;
                if (machine.isEndSequence()) {
                    if (Integer.compareUnsigned(low, machine.address()) < 0 && isCode.test(low)) {
                        extents.add(new Extent(low, machine.address(), start));
                    }
                    start = machine.offset();
                    low = -1;
                }
            }
            definedFiles = machine.definedFiles();
        } catch (MalformedException e) {
            damage.accept(e);
        }
        LineProgram program = definedFiles.isEmpty() ? header : header.with(definedFiles);
        return new ProgramRun(program,
                extents.stream().map(e -> new LineSequence(program, e.low, e.high, e.start)).toList());
    }

    /** The sequence of this program whose code the address is in; of several the last by their start. */
    public Optional<LineSequence> at(int address) {
        return sequences.stream().filter(s -> s.covers(address)).max(LineTable.BY_ADDRESS);
    }
}
