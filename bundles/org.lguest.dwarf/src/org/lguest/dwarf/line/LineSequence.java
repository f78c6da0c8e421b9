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

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.lguest.dwarf.elf.MalformedException;

/**
 * A run of rows over one piece of code (DWARF 5, section 6.2.1). Kept is only where it lies; its rows are decoded when
 * asked for and dropped when memory is short, so that a kernel's line table costs what is looked at. For any thread.
 */
public final class LineSequence {
    private final LineProgram program;
    private final int low;
    private final int high;
    private final int start;
    private volatile SoftReference<List<LineRow>> rows = new SoftReference<>(null);

    LineSequence(LineProgram program, int low, int high, int start) {
        this.program = program;
        this.low = low;
        this.high = high;
        this.start = start;
    }

    public LineProgram program() {
        return program;
    }

    /** The first address, unsigned. */
    public int low() {
        return low;
    }

    /** The first address after the code, unsigned. */
    public int high() {
        return high;
    }

    boolean covers(int address) {
        return Integer.compareUnsigned(low, address) <= 0 && Integer.compareUnsigned(address, high) < 0;
    }

    /**
     * By ascending address, in the program's order where several rows share one; the end of sequence is the last. Rows
     * that only go on with the line of the row before, in another of its blocks as discriminators tell (6.2.2), are
     * left out: a user who steps into the middle of a loop's head is in it, and not at its beginning.
     */
    public List<LineRow> rows() {
        List<LineRow> known = rows.get();
        if (known == null) {
            known = decode();
            rows = new SoftReference<>(known);
        }
        return known;
    }

    private List<LineRow> decode() {
        List<LineRow> decoded = new ArrayList<>();
        try {
            LineMachine machine = program.runFrom(start);
            LineRow before = null;
            boolean isInBlocks = false;
            while (machine.next()) {
                LineRow row = LineRow.of(machine);
                boolean isSameLine = before != null && row.isSameLineAs(before);
                isInBlocks = isSameLine && isInBlocks || machine.discriminator() != 0;
                if (!isSameLine || !isInBlocks || row.isEndSequence() || row.isPrologueEnd()) {
                    decoded.add(row);
                }
                before = row;
                if (machine.isEndSequence()) {
                    break;
                }
            }
        } catch (MalformedException e) {
            // They have been run once to their end: somebody has rewritten the file since. Nothing is known any more.
            return List.of(new LineRow(low, 0, 0, 0, false, false, true));
        }
        decoded.sort(Comparator.comparing(LineRow::isEndSequence)
                .thenComparingInt(r -> r.address() ^ Integer.MIN_VALUE));
        return List.copyOf(decoded);
    }

    /**
     * The index of the row that the instruction at an address belongs to. Of several rows at one address the last
     * counts, since only it has code; but one that begins a statement goes before one that doesn't.
     */
    public int indexOf(int address) {
        List<LineRow> all = rows();
        int from = 0;
        int to = all.size() - 1;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Integer.compareUnsigned(all.get(middle).address(), address) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        int last = Math.max(from - 1, 0);
        for (int i = last; i >= 0 && all.get(i).address() == all.get(last).address(); i--) {
            if (all.get(i).isStatement()) {
                return i;
            }
        }
        return last;
    }

    /**
     * The same, but that code of line 0, which the compiler attributes to no line (DWARF 5, section 6.2.2), belongs to
     * the row before it, as in gdb: it is what the compiler added on the way.
     */
    public int attributedIndexOf(int address) {
        int index = indexOf(address);
        while (index > 0 && rows().get(index).line() == 0 && !rows().get(index).isEndSequence()) {
            index = indexOf(rows().get(index).address() - 1);
        }
        return index;
    }

    /** Where the code of a row ends: the next address that another row of a line begins at, unsigned. */
    public int endOf(int index) {
        List<LineRow> all = rows();
        int address = all.get(index).address();
        for (int i = index + 1; i < all.size(); i++) {
            if (all.get(i).address() != address && (all.get(i).line() != 0 || all.get(i).isEndSequence())) {
                return all.get(i).address();
            }
        }
        return high;
    }
}
