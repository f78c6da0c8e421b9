/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.systemtable;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Faults planted in our outcomes, to see that the comparison finds them. */
enum SystemFault {
    MISSING_FAULT {
        @Override
        SystemOutcome damaged(SystemOutcome outcome) {
            return outcome.with(SystemOutcome.VECTOR, outcome.vector() ^ 3 ^ 13);
        }
    },
    WRONG_ERROR_CODE {
        @Override
        SystemOutcome damaged(SystemOutcome outcome) {
            return outcome.with(SystemOutcome.ERROR_CODE, outcome.errorCode() ^ 0x10);
        }
    },
    WRONG_SELECTOR {
        @Override
        SystemOutcome damaged(SystemOutcome outcome) {
            return outcome.with(SystemOutcome.SS, outcome.word(SystemOutcome.SS) ^ 1);
        }
    },
    WRONG_MEMORY {
        @Override
        SystemOutcome damaged(SystemOutcome outcome) {
            return outcome.with(SystemOutcome.HASH, outcome.word(SystemOutcome.HASH) ^ 1);
        }
    };

    abstract SystemOutcome damaged(SystemOutcome outcome);

    /** By its name on the command line, as wrong-selector. */
    static SystemFault named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Does it to the first outcome, a query of a selector. */
    UnaryOperator<List<SystemOutcome>> once() {
        return outcomes -> {
            outcomes.set(0, damaged(outcomes.get(0)));
            return outcomes;
        };
    }
}
