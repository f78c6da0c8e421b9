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

import org.eclipse.core.runtime.IStatus;
import org.lguest.debug.core.LguestStatus;

/** What one guest has made of a breakpoint. */
public sealed interface BreakpointState {

    /**
     * A debug register.
     *
     * @param bank   0 is the guest's own; 1 and up are the debugger's
     * @param number 0 to 3, of DR0 to DR3
     */
    record Slot(int bank, int number) {
    }

    /**
     * It is armed.
     *
     * @param places  the debug registers that it is in, in the order in which they were taken; empty until the guest
     *                has told, and for what needs none
     * @param movedTo the line at which it stands, if there is no code at the one that it was set at
     * @param hits    how often it was hit, hits that did not stop included
     * @param fault   why its condition has no value, if it has none
     */
    record Installed(List<Slot> places, OptionalInt movedTo, long hits, Optional<IStatus> fault)
            implements BreakpointState {

        public Installed {
            places = List.copyOf(places);
        }
    }

    /**
     * It will be armed when there is what it waits for: a debug register, or in another guest the symbol or line.
     *
     * @param why     in a status of the catalogue
     * @param holders of the debug registers, if it waits for one: DR0's, DR1's and so on
     */
    record Pending(IStatus why, List<String> holders) implements BreakpointState {

        public Pending {
            holders = List.copyOf(holders);
        }

        /** Whether a breakpoint that can't be armed for that reason is pending, and not refused for good. */
        static boolean isFor(IStatus why) {
            int code = why.getCode();
            return code == LguestStatus.NO_FREE_SLOT.code() || code == LguestStatus.DISPLACED.code()
                    || code == LguestStatus.FUNCTION_UNKNOWN.code() || code == LguestStatus.EXPRESSION_UNRESOLVED.code()
                    || code == LguestStatus.NO_CODE_AT_LINE.code();
        }
    }

    /** No guest can do what it asks for. @param why in a status of the catalogue */
    record Refused(IStatus why) implements BreakpointState {
    }

    /** Why it is not as the user wants it, or not quite; empty if it is. */
    default Optional<IStatus> problem() {
        return switch (this) {
            case Installed installed -> installed.fault();
            case Pending pending -> Optional.of(pending.why());
            case Refused refused -> Optional.of(refused.why());
        };
    }
}
