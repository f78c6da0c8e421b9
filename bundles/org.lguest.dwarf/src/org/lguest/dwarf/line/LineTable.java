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

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The sequences of many line programs. Immutable, for any thread.
 *
 * @param sequences by ascending address
 */
public record LineTable(List<LineSequence> sequences) {
    static final Comparator<LineSequence> BY_ADDRESS = Comparator.comparingInt(s -> s.low() ^ Integer.MIN_VALUE);

    /** Of programs that have been run. */
    public static LineTable of(Collection<ProgramRun> runs) {
        return new LineTable(runs.stream().flatMap(r -> r.sequences().stream()).sorted(BY_ADDRESS).toList());
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
