/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.registers;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.IBreakpointManagerListener;
import org.eclipse.debug.core.IBreakpointsListener;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.widgets.Display;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.DebugRegisterSnapshot;
import org.lguest.debug.core.model.GuestDebugTarget;

/**
 * The debug registers of the guest that is selected: read when it stops, when something about it or about a breakpoint
 * changes, and when the user asks. Events come on any thread; all else is done on the user-interface thread.
 */
final class FollowedGuest implements IDebugEventSetListener, IBreakpointsListener, IBreakpointManagerListener {

    /** In milliseconds: many breakpoints that change at once are looked at once. */
    private static final int GATHERING = 100;

    private final Display display;
    private final Runnable changed;
    private final AtomicBoolean gathering = new AtomicBoolean();
    private @Nullable ISelection context;
    private Optional<GuestDebugTarget> guest = Optional.empty();
    private Optional<DebugRegisterSnapshot> now = Optional.empty();
    /** The latest that was read while the guest stood. */
    private Optional<DebugRegisterSnapshot> standing = Optional.empty();
    private Optional<DebugRegisterSnapshot> before = Optional.empty();
    private boolean closed;
    /** While nobody sees the registers, nothing is read. */
    private volatile boolean visible = true;

    /** @param changed called on the user-interface thread when there is something else to show */
    FollowedGuest(Display display, Runnable changed) {
        this.display = display;
        this.changed = changed;
    }

    void open() {
        DebugPlugin platform = DebugPlugin.getDefault();
        platform.addDebugEventListener(this);
        platform.getBreakpointManager().addBreakpointListener(this);
        platform.getBreakpointManager().addBreakpointManagerListener(this);
    }

    void close() {
        closed = true;
        DebugPlugin platform = DebugPlugin.getDefault();
        platform.removeDebugEventListener(this);
        IBreakpointManager breakpoints = platform.getBreakpointManager();
        breakpoints.removeBreakpointListener(this);
        breakpoints.removeBreakpointManagerListener(this);
    }

    /** The guest that is followed; empty if none is selected, or it has ended. */
    Optional<GuestDebugTarget> guest() {
        return guest;
    }

    /** Its registers, as far as known. */
    Optional<DebugRegisterSnapshot> now() {
        return now;
    }

    /** Its registers at the stop before; empty if it has not stopped before. */
    Optional<DebugRegisterSnapshot> before() {
        return before;
    }

    /** While the view is hidden nothing is asked and nothing computed; when it shows, all that has been missed is. */
    void setVisible(boolean shows) {
        if (shows != visible) {
            visible = shows;
            if (shows) {
                select(context);
                changed.run();
                read();
            }
        }
    }

    /** Follows the guest of a selection of the Debug view. */
    void select(@Nullable ISelection context) {
        this.context = context;
        if (!visible) {
            return;
        }
        Optional<GuestDebugTarget> selected = context instanceof IStructuredSelection selection
                ? target(selection.getFirstElement()).filter(GuestDebugTarget::hasThreads) : Optional.empty();
        if (!selected.equals(guest)) {
            guest = selected;
            now = Optional.empty();
            standing = Optional.empty();
            before = Optional.empty();
            changed.run();
            read();
        }
    }

    private static Optional<GuestDebugTarget> target(@Nullable Object element) {
        Object target = switch (element) {
            case IDebugElement known -> known.getDebugTarget();
            case IProcess process -> process.getLaunch().getDebugTarget();
            case ILaunch launch -> launch.getDebugTarget();
            case null, default -> element;
        };
        return target instanceof GuestDebugTarget known ? Optional.of(known) : Optional.empty();
    }

    /** Reads the registers anew; returns at once. */
    void read() {
        guest.ifPresent(asked -> asked.debugRegisters().thenAccept(answer -> later(() -> arrived(asked, answer))));
    }

    private void arrived(GuestDebugTarget asked, Optional<DebugRegisterSnapshot> answer) {
        if (guest.filter(asked::equals).isPresent() && answer.isPresent()) {
            now = answer;
            if (answer.get().stop().isPresent()) {
                if (!standing.map(DebugRegisterSnapshot::stop).equals(answer.map(DebugRegisterSnapshot::stop))) {
                    before = standing.filter(old -> isNext(old.stop(), answer.get().stop()));
                }
                standing = answer;
            }
            changed.run();
        }
    }

    /** What changed at a stop is known if the stop before was seen. */
    private static boolean isNext(OptionalInt stop, OptionalInt next) {
        return stop.getAsInt() + 1 == next.getAsInt();
    }

    @Override
    public void handleDebugEvents(DebugEvent[] events) {
        for (DebugEvent event : events) {
            if (visible && event.getSource() instanceof IDebugElement element
                    && element.getDebugTarget() instanceof GuestDebugTarget source) {
                later(() -> handle(event, source));
            }
        }
    }

    private void handle(DebugEvent event, GuestDebugTarget source) {
        // A launch that was selected may have a guest by now, and the guest that was may have ended.
        select(context);
        if (guest.filter(source::equals).isEmpty()) {
            return;
        }
        switch (event.getKind()) {
            case DebugEvent.SUSPEND, DebugEvent.CHANGE -> read();
            case DebugEvent.RESUME -> changed.run();
            default -> { }
        }
    }

    @Override
    public void breakpointsAdded(IBreakpoint[] breakpoints) {
        gather();
    }

    @Override
    public void breakpointsRemoved(IBreakpoint[] breakpoints, @Nullable IMarkerDelta @Nullable [] deltas) {
        gather();
    }

    @Override
    public void breakpointsChanged(IBreakpoint[] breakpoints, @Nullable IMarkerDelta @Nullable [] deltas) {
        gather();
    }

    @Override
    public void breakpointManagerEnablementChanged(boolean enabled) {
        gather();
    }

    private void gather() {
        if (visible && gathering.compareAndSet(false, true)) {
            later(() -> display.timerExec(GATHERING, () -> {
                gathering.set(false);
                if (closed || !visible) {
                    return;
                }
                if (guest.isPresent()) {
                    read();
                } else {
                    changed.run();
                }
            }));
        }
    }

    private void later(Runnable task) {
        if (!display.isDisposed()) {
            display.asyncExec(() -> {
                if (!closed) {
                    task.run();
                }
            });
        }
    }
}
