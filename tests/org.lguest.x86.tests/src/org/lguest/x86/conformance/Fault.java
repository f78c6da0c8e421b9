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

import java.util.Locale;
import java.util.function.UnaryOperator;

/** Faults planted in our outcomes, to see that the comparison finds them. */
enum Fault {
    WRONG_FLAG {
        @Override
        Outcome damaged(Outcome o) {
            return new Outcome(o.registers(), o.eflags() ^ 0x400, o.eip(), o.vector(), o.errorCode(), o.cr2(),
                    o.selectors(),
                    o.changes(), o.hash(), o.changed());
        }
    },
    WRONG_BYTE {
        @Override
        Outcome damaged(Outcome o) {
            return new Outcome(o.registers(), o.eflags(), o.eip(), o.vector(), o.errorCode(), o.cr2(), o.selectors(),
                    o.changes() + 1, o.hash() ^ 0x100, o.changed());
        }
    },
    MISSING_FAULT {
        @Override
        Outcome damaged(Outcome o) {
            return new Outcome(o.registers(), o.eflags(), o.eip(), o.vector() ^ 13, o.errorCode(), o.cr2(),
                    o.selectors(),
                    o.changes(), o.hash(), o.changed());
        }
    };

    private static final int WHEN = 1000;

    abstract Outcome damaged(Outcome outcome);

    /** By its name on the command line, as wrong-flag. */
    static Fault named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Does it once, to the {@value #WHEN}th case. */
    UnaryOperator<Outcome> once() {
        int[] count = new int[1];
        return outcome -> ++count[0] == WHEN ? damaged(outcome) : outcome;
    }
}
