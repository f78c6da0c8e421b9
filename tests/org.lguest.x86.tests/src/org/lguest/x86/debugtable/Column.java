/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debugtable;

import java.util.List;
import java.util.Optional;

/**
 * What one of the processors did.
 *
 * @param name   as in the notes of {@code rules.txt}
 * @param detail which it is
 * @param said   for each case, in order; empty where it could not be asked
 */
record Column(String name, String detail, List<Optional<String>> said) {

    boolean differs(DebugCase one, int row) {
        return said.get(row).isPresent() && !one.accepts(said.get(row).get());
    }

    /** Why it differs, if the row says so of just this difference. */
    Optional<String> why(DebugCase one, int row) {
        return Optional.ofNullable(one.notes().get(name))
                .filter(note -> said.get(row).map(DebugCase::folded).equals(Optional.of(note.outcome())))
                .map(DebugCase.Note::why);
    }

    boolean unexplained(DebugCase one, int row) {
        return differs(one, row) && why(one, row).isEmpty();
    }

    String summary(List<DebugCase> cases) {
        int asked = 0;
        int different = 0;
        for (int i = 0; i < cases.size(); i++) {
            asked += said.get(i).isPresent() ? 1 : 0;
            different += differs(cases.get(i), i) ? 1 : 0;
        }
        return asked - different + " of " + asked + " rows as the SDM has it"
                + (asked < cases.size() ? ", " + (cases.size() - asked) + " could not be asked" : "");
    }
}
