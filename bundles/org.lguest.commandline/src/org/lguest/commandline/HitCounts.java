/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.commandline;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.Hit;

/** How often each breakpoint was hit. On the emulator thread, and after it. */
final class HitCounts {

    private final Map<DebugRegisterRequest, Long> counts = new LinkedHashMap<>();
    private final Set<DebugRegisterRequest> displaced = new HashSet<>();

    void begin(DebugRegisterRequest request) {
        counts.put(request, 0L);
    }

    void count(List<Hit> hits) {
        hits.forEach(hit -> counts.merge(hit.planted().request(), 1L, Long::sum));
    }

    /** The guest has taken the last register there was for it. */
    void displaced(DebugRegisterRequest request) {
        displaced.add(request);
    }

    /** A line for each, in the order in which they were given. */
    List<String> lines() {
        return counts.entrySet().stream().map(entry -> entry.getKey().label() + ": " + entry.getValue()
                + (entry.getValue() == 1 ? " hit" : " hits") + (displaced.contains(entry.getKey())
                        ? ", and none while the guest left it no debug register" : "")).toList();
    }
}
