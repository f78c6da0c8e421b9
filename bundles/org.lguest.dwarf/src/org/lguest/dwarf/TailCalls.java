/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.lguest.dwarf.CallSites.Site;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.info.EntryReference;

/**
 * Which functions a program has been through when one was called and another stands there: each has left by a tail
 * call, a jump, and nothing on the stack tells of it. Where one way leads from the one to the other, it was that; of
 * several, what they begin and what they end with. A way goes through a call once at most. Where a jump leads to
 * wherever a pointer says, nothing is known.
 *
 * <p>What is found is kept. For any thread.
 */
final class TailCalls {
    /** Functions that are looked at. Where more can be reached, some jump there leads anywhere, as a rule. */
    private static final int MOST_FUNCTIONS = 500;
    /** Jumps that are tried for the ways between two functions. */
    private static final int MOST_JUMPS = 10_000;
    private static final int LONGEST = 64;
    private static final int MOST_KEPT = 4096;

    private record Jump(Site site, int from, int to) {
    }

    private record Ends(int from, int to) {
    }

    private final Declarations declarations;
    private final CallSites sites;
    private final Consumer<MalformedException> damage;
    private final Map<Ends, List<Site>> between = new ConcurrentHashMap<>();
    private final Map<Integer, Boolean> circular = new ConcurrentHashMap<>();

    TailCalls(Declarations declarations, CallSites sites, Consumer<MalformedException> damage) {
        this.declarations = declarations;
        this.sites = sites;
        this.damage = damage;
    }

    /**
     * The jumps that have led from one function to another, the first one first; those of them that are known.
     *
     * @param from its entry, as that of the other
     */
    List<Site> between(int from, int to) {
        if (from == to) {
            return List.of();
        }
        if (between.size() >= MOST_KEPT) {
            between.clear();
        }
        return between.computeIfAbsent(new Ends(from, to), this::search);
    }

    /** Whether a function may have come to be called by itself through jumps alone; if that is not known, it may. */
    boolean isCircular(int function) {
        return circular.computeIfAbsent(function, entry -> {
            Optional<Map<Integer, List<Jump>>> all = reachable(entry, OptionalInt.empty());
            return all.isEmpty()
                    || all.get().values().stream().flatMap(List::stream).anyMatch(j -> j.to == entry || isOf(j, entry));
        });
    }

    /** Whether a jump may lead to a function that is one of its original's copies, as it names only that. */
    private boolean isOf(Jump jump, int entry) {
        try {
            Optional<Function> function = declarations.functionAt(entry);
            return function.isPresent() && sites.isOf(jump.site, function.get());
        } catch (MalformedException e) {
            damage.accept(e);
            return true;
        }
    }

    private List<Site> search(Ends ends) {
        Optional<Map<Integer, List<Jump>>> all = reachable(ends.from, OptionalInt.of(ends.to));
        return all.map(jumps -> new Ways(leadingTo(ends.to, jumps), ends.to).common(ends.from)).orElse(List.of());
    }

    /** The jumps from a function on, by the functions that they are in; empty where that is not known. */
    private Optional<Map<Integer, List<Jump>>> reachable(int from, OptionalInt end) {
        Map<Integer, List<Jump>> found = new HashMap<>();
        List<Integer> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            int function = open.removeLast();
            if (found.containsKey(function) || end.isPresent() && end.getAsInt() == function) {
                continue;
            }
            Optional<List<Jump>> jumps = jumps(function);
            if (jumps.isEmpty() || found.size() == MOST_FUNCTIONS) {
                return Optional.empty();
            }
            found.put(function, jumps.get());
            jumps.get().forEach(jump -> open.add(jump.to));
        }
        return Optional.of(found);
    }

    private Optional<List<Jump>> jumps(int function) {
        Optional<EntryReference> entry = declarations.functionAt(function).filter(f -> f.lowPc() == function)
                .flatMap(f -> declarations.entryAt(function));
        List<Jump> jumps = new ArrayList<>();
        try {
            for (Site site : entry.isPresent() ? sites.tailCalls(entry.get()) : List.<Site>of()) {
                OptionalInt target = sites.target(site);
                if (target.isEmpty()) {
                    return Optional.empty();
                }
                jumps.add(new Jump(site, function, target.getAsInt()));
            }
        } catch (MalformedException e) {
            damage.accept(e);
            return Optional.empty();
        }
        return Optional.of(jumps);
    }

    /** Without those that lead to an end nowhere. */
    private static Map<Integer, List<Jump>> leadingTo(int end, Map<Integer, List<Jump>> jumps) {
        Set<Integer> leading = new HashSet<>(Set.of(end));
        boolean isMore = true;
        while (isMore) {
            isMore = false;
            for (Map.Entry<Integer, List<Jump>> each : jumps.entrySet()) {
                isMore |= each.getValue().stream().anyMatch(j -> leading.contains(j.to)) && leading.add(each.getKey());
            }
        }
        Map<Integer, List<Jump>> found = new HashMap<>();
        jumps.forEach((function, all) -> found.put(function, all.stream().filter(j -> leading.contains(j.to)).toList()));
        return found;
    }

    /** What all ways to a function have in common. */
    private static final class Ways {
        private final Map<Integer, List<Jump>> jumps;
        private final int end;
        private final SequencedSet<Site> way = new LinkedHashSet<>();
        private List<Site> shortest = List.of();
        private int prefix = -1;
        private int suffix;
        private int tried;

        Ways(Map<Integer, List<Jump>> jumps, int end) {
            this.jumps = jumps;
            this.end = end;
        }

        List<Site> common(int from) {
            boolean isKnown = follow(from);
            if (!isKnown || prefix < 0) {
                return List.of();
            }
            // No call is on a way twice, so that the two do not overlap unless there is one way.
            int last = Math.max(prefix, shortest.size() - suffix);
            List<Site> known = new ArrayList<>(shortest.subList(0, prefix));
            known.addAll(shortest.subList(last, shortest.size()));
            return List.copyOf(known);
        }

        /** @return false when it would take too long, or nothing is left in common */
        private boolean follow(int function) {
            for (Jump jump : jumps.getOrDefault(function, List.of())) {
                if (++tried > MOST_JUMPS || way.size() == LONGEST) {
                    return false;
                }
                if (way.add(jump.site)) {
                    boolean isKnown = jump.to == end ? found() : follow(jump.to);
                    way.removeLast();
                    if (!isKnown) {
                        return false;
                    }
                }
            }
            return true;
        }

        private boolean found() {
            List<Site> found = List.copyOf(way);
            if (prefix < 0) {
                shortest = found;
                prefix = found.size();
                suffix = found.size();
                return true;
            }
            int most = Math.min(shortest.size(), found.size());
            int same = 0;
            while (same < Math.min(prefix, most) && shortest.get(same).equals(found.get(same))) {
                same++;
            }
            int sameLast = 0;
            while (sameLast < Math.min(suffix, most) && shortest.get(shortest.size() - 1 - sameLast)
                    .equals(found.get(found.size() - 1 - sameLast))) {
                sameLast++;
            }
            prefix = same;
            suffix = sameLast;
            shortest = found.size() < shortest.size() ? found : shortest;
            return prefix + suffix > 0;
        }
    }
}
