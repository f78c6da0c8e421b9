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

import org.lguest.hypervisor.session.predicate.GuestState;
import org.lguest.hypervisor.session.predicate.PredicateEvaluator;
import org.lguest.hypervisor.session.predicate.PredicateEvaluator.Outcome;
import org.lguest.hypervisor.session.predicate.PredicateFault;

/** How often something planted has matched, and what its condition made of it. On the emulator thread. */
final class Tally {

    private final Condition condition;
    private long matches;
    private long hits;
    private boolean faulted;
    /** Of the match for which the guest stops now. */
    private Optional<PredicateFault> fault = Optional.empty();

    Tally(Condition condition) {
        this.condition = condition;
    }

    /** It has matched. @return whether its condition holds often enough, or faults at first */
    boolean matched(PredicateEvaluator evaluator, GuestState guest) {
        matches++;
        Outcome outcome = evaluator.evaluate(condition.predicate(), guest, matches);
        if (outcome == Outcome.FAULT) {
            fault = faulted ? Optional.empty() : evaluator.fault();
            faulted = true;
            return fault.isPresent();
        }
        return outcome == Outcome.TRUE && ++hits > condition.ignoreCount();
    }

    /** Whether it is for a fault of its condition that the match is a hit. */
    boolean faulty() {
        return fault.isPresent();
    }

    /** That fault, once. */
    Optional<PredicateFault> takeFault() {
        Optional<PredicateFault> taken = fault;
        fault = Optional.empty();
        return taken;
    }

    long matches() {
        return matches;
    }

    long hits() {
        return hits;
    }
}
