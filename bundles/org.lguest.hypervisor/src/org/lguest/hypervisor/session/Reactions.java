/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import java.util.Optional;
import java.util.function.LongSupplier;

import org.lguest.hypervisor.session.predicate.GuestState;
import org.lguest.hypervisor.session.predicate.PredicateEvaluator;
import org.lguest.hypervisor.session.predicate.PrintProgram;

/** What becomes of a match: nothing, a printout, or a stop. On the emulator thread. */
final class Reactions {

    private final GuestState guest;
    private final LongSupplier retired;
    private final SessionOutput output;
    private final PredicateEvaluator evaluator = new PredicateEvaluator();

    Reactions(GuestState guest, LongSupplier retired, SessionOutput output) {
        this.guest = guest;
        this.retired = retired;
        this.output = output;
    }

    /** It has matched. @return whether the guest is to stop for it; allocates nothing if its condition does not hold */
    boolean stops(Tally tally, Optional<PrintProgram> print, long id, String label) {
        if (!tally.matched(evaluator, guest)) {
            return false;
        }
        if (print.isEmpty() || tally.faulty()) {
            return true;
        }
        output.print(new Printout(id, label, retired.getAsLong(), print.get().text(guest, tally.matches())));
        return false;
    }
}
