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
import java.util.OptionalInt;

import org.eclipse.core.runtime.CoreException;
import org.lguest.hypervisor.session.DebugRegisterRequest;

/** The station between a {@link BreakpointRequest} and the debug registers: it knows addresses. */
@FunctionalInterface
public interface AddressResolver {

    /**
     * The debug registers that the request takes, at least one. All of them have to be planted for it to be.
     *
     * @throws CoreException with a status of the catalogue: no code at the line, an unknown name, too large a range
     */
    List<DebugRegisterRequest> resolve(BreakpointRequest request) throws CoreException;

    /** The line for which it stops, if it is not the one that was asked for; empty too for what is at no line. */
    default OptionalInt movedTo(BreakpointRequest request) {
        return OptionalInt.empty();
    }
}
