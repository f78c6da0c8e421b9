/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.control;

import java.util.Optional;

import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.ui.DebugUITools;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.core.model.GuestProcess;

/** The guest that the Debug view's selection belongs to. */
final class SelectedGuest {

    private SelectedGuest() {
    }

    /** Empty if something else is selected, or nothing, or a guest that has ended. On the user-interface thread. */
    static Optional<GuestDebugTarget> get() {
        return of(DebugUITools.getDebugContext());
    }

    /**
     * The process of that guest, also of one that is not debugged; empty if the guest has ended, for its console has
     * with it. On the user-interface thread.
     */
    static Optional<GuestProcess> process() {
        Object context = DebugUITools.getDebugContext();
        Object process = context instanceof IDebugElement element && element.getDebugTarget() != null
                ? element.getDebugTarget().getProcess() : context;
        return process instanceof GuestProcess guest && !guest.isTerminated() ? Optional.of(guest) : Optional.empty();
    }

    private static Optional<GuestDebugTarget> of(Object context) {
        return context instanceof IDebugElement element && element.getDebugTarget() instanceof GuestDebugTarget target
                && target.hasThreads() ? Optional.of(target) : Optional.empty();
    }
}
