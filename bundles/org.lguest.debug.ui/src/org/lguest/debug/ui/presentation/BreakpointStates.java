/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.presentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointState;
import org.lguest.debug.core.breakpoints.BreakpointState.Installed;
import org.lguest.debug.core.breakpoints.BreakpointState.Pending;
import org.lguest.debug.core.breakpoints.BreakpointState.Refused;
import org.lguest.debug.core.breakpoints.BreakpointState.Slot;
import org.lguest.debug.core.breakpoints.DebuggedGuest;
import org.lguest.debug.core.breakpoints.Installations;
import org.lguest.debug.ui.Messages;

/** What guests have made of a breakpoint, in words: short ones for a label, and whole sentences. */
public final class BreakpointStates {

    /** More debug registers than this are told by their number. */
    private static final int MOST_PLACES = 4;

    private BreakpointStates() {
    }

    /** What there is to say in a label; nothing while there is no guest. */
    static List<String> words(Installations made) {
        List<BreakpointState> states = List.copyOf(made.states().values());
        List<String> words = new ArrayList<>();
        List<Installed> installed = states.stream().filter(Installed.class::isInstance).map(Installed.class::cast).toList();
        if (installed.size() == 1) {
            words.add(places(installed.getFirst()));
        } else if (!installed.isEmpty()) {
            words.add(NLS.bind(Messages.BreakpointLabels_installedInSeveral, installed.size()));
        }
        made.movedTo().ifPresent(line -> words.add(NLS.bind(Messages.BreakpointLabels_movedTo, line)));
        if (made.hits() > 0) {
            words.add(NLS.bind(Messages.BreakpointLabels_hits, made.hits()));
        }
        if (installed.stream().anyMatch(each -> each.fault().isPresent())) {
            words.add(Messages.BreakpointLabels_faulted);
        }
        states.stream().filter(state -> !(state instanceof Installed)).findFirst().map(BreakpointStates::unarmed)
                .ifPresent(words::add);
        return words;
    }

    private static String unarmed(BreakpointState state) {
        if (!(state instanceof Pending(IStatus why, List<String> holders))) {
            return Messages.BreakpointLabels_refused;
        }
        boolean forRegister = why.getCode() == LguestStatus.NO_FREE_SLOT.code()
                || why.getCode() == LguestStatus.DISPLACED.code();
        if (!forRegister) {
            return Messages.BreakpointLabels_pendingForSymbol;
        }
        return holders.isEmpty() ? Messages.BreakpointLabels_pendingForRegister
                : NLS.bind(Messages.BreakpointLabels_pendingForOne, String.join(", ", holders));
    }

    private static String places(Installed state) {
        List<Slot> places = state.places();
        if (places.isEmpty()) {
            return Messages.BreakpointLabels_installed;
        }
        return places.size() > MOST_PLACES
                ? NLS.bind(Messages.BreakpointLabels_installedInMany, places.size(), place(places.getFirst()))
                : places.stream().map(BreakpointStates::place).collect(Collectors.joining(", "));
    }

    private static String place(Slot place) {
        return NLS.bind(Messages.BreakpointLabels_place, place.number(), place.bank());
    }

    /**
     * What became of a breakpoint, at length: for each guest in which debug registers it is and how often it was hit,
     * and if in none why not, and what to do about it.
     */
    public static String sentences(Installations made) {
        Map<DebuggedGuest, BreakpointState> states = made.states();
        return states.isEmpty() ? Messages.BreakpointStates_none : states.entrySet().stream()
                .map(entry -> NLS.bind(Messages.BreakpointStates_guest, entry.getKey().name(), sentences(entry.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String sentences(BreakpointState state) {
        List<String> sentences = new ArrayList<>();
        switch (state) {
            case Installed installed -> {
                sentences.add(installed.places().isEmpty() ? Messages.BreakpointStates_installed
                        : NLS.bind(Messages.BreakpointStates_installedIn, places(installed)));
                installed.movedTo().ifPresent(
                        line -> sentences.add(NLS.bind(Messages.BreakpointStates_movedTo, line)));
                sentences.add(NLS.bind(Messages.BreakpointStates_hits, installed.hits()));
                installed.fault().ifPresent(fault -> sentences.addAll(why(fault)));
            }
            case Pending(IStatus why, List<String> holders) -> {
                sentences.add(NLS.bind(Messages.BreakpointStates_pending, String.join(" ", why(why))));
                if (!holders.isEmpty()) {
                    sentences.add(NLS.bind(Messages.BreakpointStates_holders, String.join(", ", holders)));
                }
            }
            case Refused(IStatus why) ->
                sentences.add(NLS.bind(Messages.BreakpointStates_refused, String.join(" ", why(why))));
        }
        return String.join(" ", sentences);
    }

    private static List<String> why(IStatus status) {
        Optional<String> explanation = LguestStatus.explanationOf(status);
        return explanation.map(text -> List.of(status.getMessage(), text)).orElseGet(() -> List.of(status.getMessage()));
    }
}
