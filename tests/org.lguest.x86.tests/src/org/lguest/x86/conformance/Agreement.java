/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.conformance;

import org.lguest.x86.conformance.UndefinedBehaviour.Row;
import org.lguest.x86.conformance.UndefinedBehaviour.What;
import org.lguest.x86.opcode.Instruction;

/** Where the real processor, too, does what ours chose to do, of the undefined flags. */
final class Agreement {

    private static final int STATUS = 0x8D5;

    private final int[] cases = new int[UndefinedBehaviour.TABLE.size()];
    private final int[] other = new int[UndefinedBehaviour.TABLE.size()];

    void count(TestCase testCase, Outcome real, Outcome ours) {
        Instruction instruction = testCase.instruction();
        boolean done = Comparison.isDone(testCase, real);
        int differ = (real.eflags() ^ ours.eflags()) & STATUS;
        for (int i = 0; i < cases.length; i++) {
            Row row = UndefinedBehaviour.TABLE.get(i);
            boolean counts = row.what() == What.FLAGS && done
                    || row.what() == What.FLAGS_AFTER_DIVIDE_ERROR && real.vector() == 0;
            if (counts && row.appliesTo(testCase, instruction)) {
                cases[i]++;
                other[i] |= differ & row.flags();
            }
        }
    }

    /** Of the table's row: same, which flags are not always the same, or - where that was not looked at. */
    String of(int row) {
        int flags = UndefinedBehaviour.TABLE.get(row).flags();
        if (cases[row] == 0) {
            return "-";
        }
        return other[row] == 0 ? "same" : other[row] == flags ? "other" : "same, but not "
                + UndefinedBehaviour.names(other[row]);
    }
}
