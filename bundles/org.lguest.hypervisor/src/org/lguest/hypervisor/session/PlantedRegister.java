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

/** What the session keeps of one debug register that was planted. On the emulator thread. */
final class PlantedRegister {

    private final Planted planted;
    private Optional<Place> place = Optional.empty();
    private long matches;
    private long hits;
    private boolean faulted;
    /** Of the match for which the guest stops now. */
    private Optional<PredicateFault> fault = Optional.empty();

    PlantedRegister(Planted planted) {
        this.planted = planted;
    }

    Planted planted() {
        return planted;
    }

    DebugRegisterRequest request() {
        return planted.request();
    }

    /** Where it is armed; empty while there is no register for it. */
    Optional<Place> place() {
        return place;
    }

    void armed(Place where) {
        place = Optional.of(where);
    }

    void disarmed() {
        place = Optional.empty();
    }

    /** It has matched. @return whether the guest is to stop: its condition holds often enough, or faults at first */
    boolean matched(PredicateEvaluator evaluator, GuestState guest) {
        matches++;
        Condition condition = request().condition();
        Outcome outcome = evaluator.evaluate(condition.predicate(), guest, matches);
        if (outcome == Outcome.FAULT) {
            fault = faulted ? Optional.empty() : evaluator.fault();
            faulted = true;
            return fault.isPresent();
        }
        return outcome == Outcome.TRUE && ++hits > condition.ignoreCount();
    }

    /** Why the guest stops, if its condition has faulted. */
    Optional<PredicateFault> takeFault() {
        Optional<PredicateFault> taken = fault;
        fault = Optional.empty();
        return taken;
    }

    long hits() {
        return hits;
    }

    DebugRegisterTable.Use use() {
        return new DebugRegisterTable.Use(planted, matches, hits);
    }
}
