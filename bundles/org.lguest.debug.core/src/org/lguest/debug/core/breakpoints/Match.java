/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import java.util.Optional;

import org.lguest.hypervisor.session.EventHit;
import org.lguest.hypervisor.session.Hit;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.predicate.PredicateFault;

/**
 * What the session has planted and now tells of, a debug register or an event of the machine.
 *
 * @param id      of the session's, which tells it from all others of either kind
 * @param request what it was planted for
 * @param fault   why its condition has no value, if it is for that that the guest stops
 */
record Match(long id, Object request, Optional<PredicateFault> fault) {

    static Match of(Hit hit) {
        return new Match(hit.planted().id(), hit.planted().request(), hit.fault());
    }

    static Match of(EventHit hit) {
        return new Match(hit.planted().id(), hit.planted().request(), hit.fault());
    }

    static Match of(Planted register) {
        return new Match(register.id(), register.request(), Optional.empty());
    }
}
