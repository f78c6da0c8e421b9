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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.Messages;
import org.lguest.debug.core.breakpoints.BreakpointState.Slot;
import org.lguest.hypervisor.session.DebugRegisterTable;
import org.lguest.hypervisor.session.DebugRegisterTable.Bank;
import org.lguest.hypervisor.session.DebugRegisterTable.Use;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.PlantedEvent;

/** Who has which debug register, and how often each was hit, and each event of the machine. */
final class DebugRegisterCensus {

    private final Map<Planted, Slot> places = new HashMap<>();
    private final Map<Planted, Long> hits = new HashMap<>();
    private final Map<PlantedEvent, Long> events = new HashMap<>();
    private final List<String> holders = new ArrayList<>();

    DebugRegisterCensus(DebugRegisterTable table, List<PlantedEvent.Use> asked) {
        asked.forEach(use -> events.put(use.planted(), use.hits()));
        for (Bank bank : table.banks()) {
            for (int slot = 0; slot < bank.uses().size(); slot++) {
                Optional<Use> use = bank.uses().get(slot);
                if (use.isPresent()) {
                    places.put(use.get().planted(), new Slot(bank.number(), slot));
                    hits.put(use.get().planted(), use.get().hits());
                }
            }
        }
        table.waiting().forEach(use -> hits.put(use.planted(), use.hits()));
        // With banks of its own the debugger has more registers than anybody would read through.
        if (table.banks().size() == 2) {
            table.banks().getLast().uses().forEach(use -> holders.add(holder(use)));
        }
    }

    private String holder(Optional<Use> use) {
        String name = use.map(known -> known.planted().request().label()).orElse(Messages.DebugRegisterCensus_guest);
        return NLS.bind(Messages.DebugRegisterCensus_holder, holders.size(), name);
    }

    /** Where it is armed; empty if it is not. */
    Optional<Slot> place(Planted register) {
        return Optional.ofNullable(places.get(register));
    }

    long hits(Planted register) {
        return hits.getOrDefault(register, 0L);
    }

    long hits(PlantedEvent event) {
        return events.getOrDefault(event, 0L);
    }

    /** Of DR0 to DR3, if guest and debugger share these. */
    List<String> holders() {
        return holders;
    }
}
