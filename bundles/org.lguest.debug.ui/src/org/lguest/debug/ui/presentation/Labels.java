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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.ILineBreakpoint;
import org.eclipse.debug.core.model.ITerminate;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.breakpoints.GuestEventBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.core.model.AccessWords;
import org.lguest.debug.core.model.DataAccess;
import org.lguest.debug.core.model.GuestStackFrame;
import org.lguest.debug.core.model.GuestThread;
import org.lguest.debug.core.model.Suspension;
import org.lguest.debug.ui.Messages;
import org.lguest.dwarf.SourceLine;

/**
 * What a target, a thread, a frame and a breakpoint are called in views; empty where the platform's own label will do.
 */
final class Labels {

    private static final int DEBUG_REGISTERS = 4;
    private static final int SINGLE_STEP = 1 << 14;
    private static final int TASK_SWITCH = 1 << 15;

    private Labels() {
    }

    static Optional<String> of(Object element) {
        try {
            return switch (element) {
                case IDebugTarget target when target.isDisconnected() ->
                    Optional.of(NLS.bind(Messages.Labels_disconnected, target.getName()));
                case IDebugTarget target -> Optional.of(terminated(target, target.getName()));
                case IThread thread -> Optional.of(terminated(thread, thread(thread)));
                case GuestStackFrame frame -> Optional.of(frame(frame));
                case GuestBreakpoint breakpoint -> Optional.of(BreakpointLabels.of(breakpoint));
                default -> Optional.empty();
            };
        } catch (CoreException gone) {
            return Optional.empty();
        }
    }

    private static String terminated(ITerminate element, String label) {
        return element.isTerminated() ? NLS.bind(Messages.Labels_terminated, label) : label;
    }

    private static String thread(IThread thread) throws DebugException {
        String name = thread.getName();
        if (thread.isTerminated()) {
            return name;
        }
        if (thread.isStepping()) {
            return NLS.bind(Messages.Labels_stepping, name);
        }
        if (!thread.isSuspended()) {
            return NLS.bind(Messages.Labels_running, name);
        }
        List<DataAccess> accesses = thread instanceof GuestThread guest
                ? guest.suspension().map(Suspension::accesses).orElse(List.of()) : List.of();
        List<String> events = thread instanceof GuestThread guest
                ? guest.suspension().map(Suspension::events).orElse(List.of()) : List.of();
        Stream<String> hits = Arrays.stream(thread.getBreakpoints())
                .filter(breakpoint -> !(breakpoint instanceof GuestEventBreakpoint))
                .filter(breakpoint -> accesses.isEmpty() || isLine(breakpoint)).map(Labels::hit);
        String why = Stream.of(accesses(accesses).stream(), events.stream(), hits).flatMap(words -> words)
                .collect(Collectors.joining(", "));
        Optional<String> fault = thread instanceof GuestThread guest
                ? guest.suspension().flatMap(Suspension::fault) : Optional.empty();
        if (fault.isPresent()) {
            why = NLS.bind(Messages.Labels_conditionFaulted, why, fault.get());
        }
        return why.isEmpty() ? suspended(thread, name) : NLS.bind(Messages.Labels_suspendedAt, name, why);
    }

    /** Such as {@code counter: 41 → 42 by bump() at first.c:58, DR1 of bank 1}. All accesses are one instruction's. */
    private static Optional<String> accesses(List<DataAccess> accesses) {
        if (accesses.isEmpty()) {
            return Optional.empty();
        }
        String changes = AccessWords.of(accesses);
        DataAccess any = accesses.getFirst();
        String by = any.function()
                .map(function -> NLS.bind(Messages.Labels_accessedBy, changes, place(function.name(), any.line())))
                .orElse(changes);
        Stream<String> registers = accesses.stream().flatMap(access -> access.register().stream()).distinct()
                .map(slot -> NLS.bind(Messages.BreakpointLabels_place, slot.number(), slot.bank()));
        return Optional.of(Stream.concat(Stream.of(by), registers).collect(Collectors.joining(", ")));
    }

    private static String suspended(IThread thread, String name) {
        Optional<Suspension> why = thread instanceof GuestThread guest ? guest.suspension() : Optional.empty();
        return why.map(known -> switch (known.cause()) {
            case STEP -> NLS.bind(Messages.Labels_stepped, name);
            case STOP_AT -> NLS.bind(Messages.Labels_stoppedAt, name);
            case RUN_TO_LINE -> NLS.bind(Messages.Labels_ranToLine, name);
            case GUEST_TRAP -> NLS.bind(Messages.Labels_guestTrap, name, guestTrap(known.dr6().orElse(0)));
            case REQUEST, BREAKPOINT -> NLS.bind(Messages.Labels_suspended, name);
        }).orElseGet(() -> NLS.bind(Messages.Labels_suspended, name));
    }

    /** DR6 and what it says (SDM volume 3, section 18.2.3). */
    private static String guestTrap(int dr6) {
        List<String> causes = new ArrayList<>();
        for (int slot = 0; slot < DEBUG_REGISTERS; slot++) {
            if ((dr6 >>> slot & 1) != 0) {
                causes.add(NLS.bind(Messages.Labels_matched, slot));
            }
        }
        if ((dr6 & SINGLE_STEP) != 0) {
            causes.add(Messages.Labels_singleStep);
        }
        if ((dr6 & TASK_SWITCH) != 0) {
            causes.add(Messages.Labels_taskSwitch);
        }
        String text = String.format("DR6 = 0x%08x", dr6);
        return causes.isEmpty() ? text : text + ": " + String.join(", ", causes);
    }

    /** Such as {@code bump() at first.c:58}; of code without debug information, as much as is known. */
    private static String frame(GuestStackFrame frame) {
        String address = String.format("0x%08x", frame.address());
        String function = frame.function().map(known -> NLS.bind(Messages.Labels_function, known.name()))
                .orElse(address);
        String place = frame.line().map(line -> at(function, line)).orElse(function);
        String known = marked(place, frame);
        return frame.sourceDifference().map(difference -> NLS.bind(difference == LguestStatus.SOURCE_NEWER
                ? Messages.Labels_sourceNewer : Messages.Labels_sourceDiffers, known)).orElse(known);
    }

    private static String marked(String place, GuestStackFrame frame) {
        return !frame.isCertain() ? NLS.bind(Messages.Labels_guessed, place)
                : frame.isInlined() ? NLS.bind(Messages.Labels_inlined, place)
                : frame.isTailCall() ? NLS.bind(Messages.Labels_tailCall, place) : place;
    }

    private static String place(String function, Optional<SourceLine> line) {
        String called = NLS.bind(Messages.Labels_function, function);
        return line.map(known -> at(called, known)).orElse(called);
    }

    private static String at(String function, SourceLine line) {
        return NLS.bind(Messages.Labels_frame, new Object[] {function, line.file().name(), line.line()});
    }

    /** What was hit, whoever's breakpoint it is: CDT's watchpoints are no watchpoints of the platform, but say so. */
    private static String hit(IBreakpoint breakpoint) {
        try {
            return switch (breakpoint) {
                case GuestWatchpoint watchpoint -> NLS.bind(Messages.Labels_hitWatchpoint, watchpoint.expression());
                case ILineBreakpoint line when isLine(line) ->
                    NLS.bind(Messages.Labels_hitBreakpoint, line.getMarker().getResource().getName(),
                            line.getLineNumber());
                default -> message(breakpoint);
            };
        } catch (CoreException gone) {
            return Messages.Labels_hitSomething;
        }
    }

    private static boolean isLine(IBreakpoint breakpoint) {
        return breakpoint instanceof ILineBreakpoint && breakpoint.getMarker() != null
                && breakpoint.getMarker().getAttribute(IMarker.LINE_NUMBER, -1) > 0;
    }

    private static String message(IBreakpoint breakpoint) {
        return breakpoint.getMarker() == null ? Messages.Labels_hitSomething
                : breakpoint.getMarker().getAttribute(IMarker.MESSAGE, Messages.Labels_hitSomething);
    }
}
