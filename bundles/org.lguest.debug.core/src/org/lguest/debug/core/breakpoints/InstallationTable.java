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

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.breakpoints.AddressResolver.Plan;

/**
 * All breakpoints of one guest, and which of them have or want debug registers. There may be ten thousand, and the
 * emulator thread asks at each stop: so each is found in a map. Any thread.
 */
final class InstallationTable {

    private record Entry(Installation installation, OperationQueue.Repeated changes) {
    }

    /** By identity, for a breakpoint whose marker is gone is equal to no other, nor to itself. */
    private final Map<IBreakpoint, Entry> byBreakpoint = Collections.synchronizedMap(new IdentityHashMap<>());
    /** By what the session was asked for, from before that until it is taken back. */
    private final Map<Object, List<Installation>> byRequest = new ConcurrentHashMap<>();
    // By age.
    private final Set<Installation> all = new ConcurrentSkipListSet<>();
    private final Set<Installation> planted = new ConcurrentSkipListSet<>();
    private final Set<Installation> waiting = new ConcurrentSkipListSet<>();

    /** @param changes what is to be done when its breakpoint changes */
    void add(Installation installation, OperationQueue.Repeated changes) {
        byBreakpoint.put(installation.breakpoint(), new Entry(installation, changes));
        all.add(installation);
    }

    void remove(Installation installation) {
        byBreakpoint.remove(installation.breakpoint());
        all.remove(installation);
    }

    boolean has(Installation installation) {
        return all.contains(installation);
    }

    Optional<Installation> of(IBreakpoint breakpoint) {
        return Optional.ofNullable(byBreakpoint.get(breakpoint)).map(Entry::installation);
    }

    /** What is to be done when the breakpoint changes. */
    Optional<OperationQueue.Repeated> changes(IBreakpoint breakpoint) {
        return Optional.ofNullable(byBreakpoint.get(breakpoint)).map(Entry::changes);
    }

    /** The oldest first, as are the others. */
    Collection<Installation> all() {
        return all;
    }

    /** Those that are planted. */
    Collection<Installation> planted() {
        return planted;
    }

    /** Those that would be planted if there were enough free registers. */
    Collection<Installation> waiting() {
        return waiting;
    }

    void setPlanted(Installation installation, boolean isPlanted) {
        set(planted, installation, isPlanted);
    }

    void setWaiting(Installation installation, boolean isWaiting) {
        set(waiting, installation, isWaiting);
    }

    private static void set(Set<Installation> set, Installation installation, boolean in) {
        if (in) {
            set.add(installation);
        } else {
            set.remove(installation);
        }
    }

    /** The session is about to be asked for this. */
    void asks(Installation installation, Plan plan) {
        requests(plan).forEach(request -> byRequest.merge(request, List.of(installation), (before, more) ->
                before.contains(installation) ? before : Stream.of(before, more).flatMap(List::stream).sorted().toList()));
    }

    /** It has been refused, or taken back. */
    void asksNoMore(Installation installation, Plan plan) {
        requests(plan).forEach(request -> byRequest.computeIfPresent(request, (same, before) -> {
            List<Installation> left = before.stream().filter(each -> each != installation).toList();
            return left.isEmpty() ? null : left;
        }));
    }

    private static Stream<Object> requests(Plan plan) {
        return Stream.concat(plan.registers().stream(), plan.event().stream());
    }

    /** Those for which the session has planted something. */
    List<Installation> of(Match match) {
        return byRequest.getOrDefault(match.request(), List.of()).stream()
                .filter(installation -> installation.isHitBy(match)).toList();
    }

    /** How many entries all maps and sets have together: 0 when nothing is left. For tests. */
    int size() {
        return byBreakpoint.size() + byRequest.size() + all.size() + planted.size() + waiting.size();
    }
}
