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
import java.util.Optional;

/**
 * All debug registers there are, and what for, at one safe point.
 *
 * @param banks   from bank 0, the guest's own, up to the last that the debugger has something in
 * @param waiting what the debugger has planted and the guest has left no register for
 */
public record DebugRegisterTable(List<Bank> banks, List<Use> waiting) {

    public DebugRegisterTable {
        banks = List.copyOf(banks);
        waiting = List.copyOf(waiting);
    }

    /** Where a register that was granted is; empty if it was taken back, or the guest has left none for it. */
    public Optional<Place> place(Planted planted) {
        for (Bank bank : banks) {
            for (int slot = 0; slot < bank.uses().size(); slot++) {
                if (bank.uses().get(slot).map(Use::planted).filter(planted::equals).isPresent()) {
                    return Optional.of(new Place(bank.number(), slot));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * One bank, as LHCALL_GET_DEBUGREG would tell it.
     *
     * @param number    0 is the guest's own
     * @param addresses DR0 to DR3
     * @param status    DR6, fixed bits included
     * @param control   DR7
     * @param uses      what the debugger uses DR0 to DR3 for: four, empty where it does not, as in bank 0
     */
    public record Bank(int number, List<Integer> addresses, int status, int control, List<Optional<Use>> uses) {
        public Bank {
            addresses = List.copyOf(addresses);
            uses = List.copyOf(uses);
        }
    }

    /**
     * What a register was planted for, and what came of it.
     *
     * @param matches how often it has matched
     * @param hits    how often its condition held then
     */
    public record Use(Planted planted, long matches, long hits) {
    }
}
