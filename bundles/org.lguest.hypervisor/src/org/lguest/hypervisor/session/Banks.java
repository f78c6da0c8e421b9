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

import org.lguest.hypervisor.host.DebugRegisters;

/** How the debugger's debug registers relate to the guest's own four. */
public enum Banks {
    /** The debugger has banks of its own, as many as it needs, up to 256 with 1,024 registers. */
    EXTENDED(DebugRegisters.DEBUGGER_BANKS * DebugRegisters.SLOTS),
    /**
     * Guest and debugger share four registers as they would on a real processor; where both want one, the guest wins.
     */
    AS_THE_HARDWARE(DebugRegisters.SLOTS);

    private final int registers;

    Banks(int registers) {
        this.registers = registers;
    }

    /** How many debug registers the debugger can have at most. */
    public int registers() {
        return registers;
    }
}
