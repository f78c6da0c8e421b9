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

import org.lguest.hypervisor.session.predicate.PredicateProgram;

/**
 * When a match of a debug register is a hit, and which hits stop. All of it is decided on the emulator thread: a match
 * that does not stop makes no event, and the guest goes on as it was.
 *
 * @param predicate   evaluated at each match; where it holds, that is a hit. Where it faults, the guest stops the first
 *                    time, with the fault in the {@link Hit}, and later times not
 * @param ignoreCount how many hits are passed over before one stops; not negative
 */
public record Condition(PredicateProgram predicate, int ignoreCount) {

    /** Every match stops. */
    public static final Condition NONE = new Condition(PredicateProgram.ALWAYS, 0);

    public Condition {
        if (ignoreCount < 0) {
            throw new IllegalArgumentException("an ignore count of " + ignoreCount);
        }
    }
}
