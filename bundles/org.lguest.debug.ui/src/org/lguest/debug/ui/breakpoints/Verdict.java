/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.breakpoints;

import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.lguest.debug.core.breakpoints.BreakpointRequest;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Place;
import org.lguest.debug.ui.Messages;

/**
 * What is to be said of a breakpoint as it has been typed.
 *
 * @param prompt  for what is still to be typed, or found out; empty if that is nothing
 * @param problem OK, or what is wrong
 */
record Verdict(Optional<String> prompt, IStatus problem) {

    /** Finds out where a breakpoint is. */
    interface Placed {
        Place place() throws CoreException;
    }

    /**
     * @param typed where it is; empty for a place that can't be typed
     * @param check asked last, if there is nothing else to say
     */
    static Verdict of(Optional<BreakpointEntry> typed, HitEntry hits, Placed placed, GuestCheck check) {
        Optional<String> prompt = typed.flatMap(BreakpointEntry::prompt);
        if (prompt.isPresent()) {
            return new Verdict(prompt, Status.OK_STATUS);
        }
        IStatus problem = typed.map(BreakpointEntry::problem).filter(found -> !found.isOK()).orElseGet(hits::problem);
        if (!problem.isOK()) {
            return new Verdict(Optional.empty(), problem);
        }
        try {
            Optional<BreakpointRequest> question = hits.question(placed.place());
            Optional<IStatus> answer = question.isEmpty() ? Optional.of(Status.OK_STATUS) : check.of(question.get());
            return answer.map(found -> new Verdict(Optional.empty(), found))
                    .orElseGet(() -> new Verdict(Optional.of(Messages.Verdict_asking), Status.OK_STATUS));
        } catch (CoreException e) {
            return new Verdict(Optional.empty(), e.getStatus());
        }
    }

    boolean isGood() {
        return prompt.isEmpty() && problem.isOK();
    }
}
