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

import org.lguest.hypervisor.session.predicate.PrintProgram;

/**
 * An event of the machine that a debugger asks for.
 *
 * @param label     for messages, e.g. {@code page fault}
 * @param condition when it stops
 * @param print     what it prints instead of stopping: the guest then goes on
 */
public record EventRequest(MachineEvent event, String label, Condition condition, Optional<PrintProgram> print) {

    /** Every one stops. */
    public EventRequest(MachineEvent event, String label) {
        this(event, label, Condition.NONE, Optional.empty());
    }
}
