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

import org.lguest.hypervisor.session.predicate.PredicateFault;

/**
 * One event for which the guest stops.
 *
 * @param planted     which
 * @param occurrence  what it was
 * @param instruction linear address of the instruction that did it; of one that an interrupt comes before; of the next
 *                    one, where none did it: a call from the ring, a change of mode
 * @param number      how many hits the event has had with this one, those that were passed over included
 * @param fault       why the condition has no value, if it is for that that the guest stops
 */
public record EventHit(PlantedEvent planted, Occurrence occurrence, int instruction, long number,
        Optional<PredicateFault> fault) {
}
