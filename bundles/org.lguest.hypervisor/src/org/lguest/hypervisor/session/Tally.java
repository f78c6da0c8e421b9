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

    /** The numbers, which the registers of one breakpoint share. */
    static final class Count {

        private long matches;
        private long hits;
        private boolean faulted;
        /** The latest debug trap that was counted, and whether it stops. */
        private long trap;
        private boolean stops;
        /** How many registers have it. */
        private int sharers;

        void share() {
            sharers++;
        }

        /** @return whether no register has it any more */
        boolean leave() {
            return --sharers == 0;
        }
    }

    private final Condition condition;
    private final Count count;
    /** Of the match for which the guest stops now. */
    private Optional<PredicateFault> fault = Optional.empty();

    Tally(Condition condition) {
        this(condition, new Count());
    }

    Tally(Condition condition, Count count) {
        this.condition = condition;
        this.count = count;
    }

    Count count() {
        return count;
    }

    /** Whether a register that shares the count has been asked at this trap. @param trap from 1 */
    boolean isCounted(long trap) {
        return count.trap == trap;
    }

    /** What came of it. */
    boolean stops() {
        return count.stops;
    }

    /** It has been asked at this trap. @return what came of it */
    boolean counted(long trap, boolean stops) {
        count.trap = trap;
        count.stops = stops;
        return stops;
    }

    /** It has matched. @return whether its condition holds often enough, or faults at first */
    boolean matched(PredicateEvaluator evaluator, GuestState guest) {
        count.matches++;
        Outcome outcome = evaluator.evaluate(condition.predicate(), guest, count.matches);
        if (outcome == Outcome.FAULT) {
            fault = count.faulted ? Optional.empty() : evaluator.fault();
            count.faulted = true;
            return fault.isPresent();
        }
        return outcome == Outcome.TRUE && ++count.hits > condition.ignoreCount();
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
        return count.matches;
    }

    long hits() {
        return count.hits;
    }
}
