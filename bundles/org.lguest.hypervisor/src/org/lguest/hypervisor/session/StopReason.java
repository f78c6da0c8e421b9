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

import java.util.List;

/** Why the guest stopped. */
public sealed interface StopReason {

    /** Debug registers of the debugger's matched: at least one. */
    record DebugRegisters(List<Hit> hits) implements StopReason {
        public DebugRegisters {
            hits = List.copyOf(hits);
        }
    }

    /** Events of the machine have happened, or are about to: at least one. */
    record Events(List<EventHit> hits) implements StopReason {
        public Events {
            hits = List.copyOf(hits);
        }
    }

    /** The step that was asked for is done. */
    record Stepped() implements StopReason {
    }

    /** The destination of {@link GuestSession#runTo} is reached. */
    record Arrived() implements StopReason {
    }

    /**
     * The guest's own debug registers or its TF have raised a debug trap, and it is about to get it. Where the
     * debugger's registers matched the same instruction, that stop came first.
     *
     * @param dr6 what the guest's DR6 will say
     */
    record GuestDebugTrap(int dr6) implements StopReason {
    }

    /** As asked by {@link GuestSession#suspend()}. */
    record Suspended() implements StopReason {
    }
}
