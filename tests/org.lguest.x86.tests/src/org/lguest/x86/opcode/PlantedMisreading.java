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

import java.util.function.UnaryOperator;

/** Faults planted in what we read, to see that the comparison finds them. */
enum PlantedMisreading {
    MNEMONIC {
        @Override
        DisassemblyComparison.Reading damaged(DisassemblyComparison.Reading reading) {
            return new DisassemblyComparison.Reading("x" + reading.text(), reading.length());
        }
    },
    LENGTH {
        @Override
        DisassemblyComparison.Reading damaged(DisassemblyComparison.Reading reading) {
            return new DisassemblyComparison.Reading(reading.text(), reading.length() + 1);
        }
    },
    OPERAND {
        @Override
        DisassemblyComparison.Reading damaged(DisassemblyComparison.Reading reading) {
            String text = reading.text();
            int last = text.length() - 1;
            return new DisassemblyComparison.Reading(text.substring(0, last) + (text.charAt(last) == '1' ? '2' : '1'),
                    reading.length());
        }

        @Override
        boolean fits(DisassemblyComparison.Reading reading) {
            return reading.text().matches("\\w+ +.*[0-9a-f]");
        }
    };

    private static final int WHEN = 200;

    abstract DisassemblyComparison.Reading damaged(DisassemblyComparison.Reading reading);

    boolean fits(DisassemblyComparison.Reading reading) {
        return true;
    }

    /** Does it once, to the {@value #WHEN}th instruction that it fits. */
    UnaryOperator<DisassemblyComparison.Reading> once() {
        int[] count = new int[1];
        return reading -> fits(reading) && ++count[0] == WHEN ? damaged(reading) : reading;
    }
}
