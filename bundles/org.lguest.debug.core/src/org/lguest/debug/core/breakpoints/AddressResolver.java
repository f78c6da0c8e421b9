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

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.core.runtime.CoreException;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.EventRequest;

/** The station between a {@link BreakpointRequest} and the machine: it knows addresses. */
@FunctionalInterface
public interface AddressResolver {

    /**
     * What a session is asked for. All of it has to be planted for the breakpoint to be.
     *
     * @param registers the debug registers that it takes: at least one, or none for an event
     * @param event     of the machine, which takes none
     * @param movedTo   the line for which it stops, if it is not the one that was asked for
     */
    record Plan(List<DebugRegisterRequest> registers, Optional<EventRequest> event, OptionalInt movedTo) {

        public Plan {
            registers = List.copyOf(registers);
        }
    }

    /**
     * Finds out where a breakpoint is, and compiles what it asks for at each match.
     *
     * @throws CoreException with a status of the catalogue: no code at the line, an unknown name, too large a range
     */
    Plan plan(BreakpointRequest request) throws CoreException;
}
