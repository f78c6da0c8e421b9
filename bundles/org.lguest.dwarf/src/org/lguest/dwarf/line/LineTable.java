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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;

import org.lguest.dwarf.elf.MalformedException;

/**
 * All line programs of a file, run once to learn where their sequences lie. Immutable, for any thread.
 *
 * @param programs those that could be read
 * @param sequences by ascending address
 */
public record LineTable(List<LineProgram> programs, List<LineSequence> sequences) {

    /**
     * Runs all programs.
     *
     * @param isCode whether an address is part of the program; what the linker threw away keeps its rows, at address 0
     *        or so, and is left out
     * @param damage is told what could not be read; the sequences before that place are kept
     * @param progress is told the offset in the section after each program; what it throws ends the reading
     */
    public static LineTable of(DebugLine section, IntPredicate isCode, Consumer<MalformedException> damage,
            LongConsumer progress) {
        List<LineProgram> programs = new ArrayList<>();
        List<LineSequence> sequences = new ArrayList<>();
        for (LineProgram header : section.programs(damage)) {
            programs.add(index(header, isCode, sequences, damage));
            progress.accept(header.end());
        }
        sequences.sort(Comparator.comparingInt(s -> s.low() ^ Integer.MIN_VALUE));
        return new LineTable(List.copyOf(programs), List.copyOf(sequences));
    }

    private static LineProgram index(LineProgram header, IntPredicate isCode, List<LineSequence> sequences,
            Consumer<MalformedException> damage) {
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
        extents.forEach(e -> sequences.add(new LineSequence(program, e.low, e.high, e.start)));
        return program;
    }

    /** The sequence whose code the address is in. */
    public Optional<LineSequence> at(int address) {
        int low = 0;
        int high = sequences.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.compareUnsigned(sequences.get(middle).low(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // Sequences don't overlap in a sound file; in an unsound one a long one may cover its successors.
        for (int i = low - 1; i >= 0 && i >= low - 8; i--) {
            if (sequences.get(i).covers(address)) {
                return Optional.of(sequences.get(i));
            }
        }
        return Optional.empty();
    }
}
