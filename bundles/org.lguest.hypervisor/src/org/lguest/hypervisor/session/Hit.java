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
 * One debug register that matched, and for which the guest stops.
 *
 * @param planted     the register
 * @param access      what the instruction did there
 * @param instruction linear address of the instruction: of the one that accessed the data, which is not the one that is
 *                    next; of the one that is about to be executed
 * @param number      how many hits the register, with those counted together with it, has had with this one; those
 *                    that were passed over included
 * @param change      what a write made of the watched bytes; empty for a read or an instruction
 * @param fault       why the condition has no value, if it is for that that the guest stops
 */
public record Hit(Planted planted, Access access, int instruction, long number, Optional<Change> change,
        Optional<PredicateFault> fault) {

    public enum Access {
        EXECUTE, READ, WRITE, READ_AND_WRITE
    }

    /**
     * The watched bytes before and after the instruction, the lowest address's lowest, zero-extended. They may be the
     * same: a write is a write.
     */
    public record Change(int before, int after) {
    }
}
