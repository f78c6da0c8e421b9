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

import java.util.function.UnaryOperator;

/** Faults planted in our outcomes, to see that the comparison finds them. Each is done once, to the thousandth case. */
enum Fault implements UnaryOperator<Outcome> {
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

    private int count;

    abstract Outcome damaged(Outcome outcome);

    @Override
    public Outcome apply(Outcome outcome) {
        return ++count == 1000 ? damaged(outcome) : outcome;
    }
}
