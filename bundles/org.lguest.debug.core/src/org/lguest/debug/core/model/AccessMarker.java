/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.sourcelookup.ISourceLookupDirector;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.Markers;
import org.lguest.dwarf.SourceLine;

/**
 * Marks the line whose instruction did what a watchpoint has stopped a guest for. The arrow is at the instruction that
 * comes next, which may be another line, or another function. The mark is there from the stop until the guest goes on,
 * if the source is a file of the workspace.
 *
 * <p>Events come on any thread. Sources are looked up and marks written by the executor alone.
 */
public final class AccessMarker implements IDebugEventSetListener {

    /** The mark; its message says what became of the data. */
    public static final String TYPE = LguestDebug.PLUGIN_ID + ".dataAccess";

    private final GuestDebugTarget guest;
    private final Executor worker;
    /** The worker's own. */
    private Optional<IMarker> shown = Optional.empty();

    private AccessMarker(GuestDebugTarget guest, Executor worker) {
        this.guest = guest;
        this.worker = worker;
    }

    /**
     * Marks what the guest's watchpoints find until it has ended.
     *
     * @param guest  before it runs
     * @param worker runs one task after the other
     */
    public static void follow(GuestDebugTarget guest, Executor worker) {
        DebugPlugin.getDefault().addDebugEventListener(new AccessMarker(guest, worker));
    }

    @Override
    public void handleDebugEvents(DebugEvent[] events) {
        for (DebugEvent event : events) {
            if (event.getSource() == guest && event.getKind() == DebugEvent.TERMINATE) {
                DebugPlugin.getDefault().removeDebugEventListener(this);
                worker.execute(this::hide);
            } else if (event.getSource() instanceof GuestThread thread && thread.getDebugTarget() == guest) {
                switch (event.getKind()) {
                    case DebugEvent.RESUME -> worker.execute(this::hide);
                    case DebugEvent.SUSPEND -> thread.suspension().map(Suspension::accesses)
                            .filter(accesses -> !accesses.isEmpty())
                            .ifPresent(accesses -> worker.execute(() -> show(accesses)));
                    default -> { }
                }
            }
        }
    }

    /** All accesses of one stop are one instruction's. */
    private void show(List<DataAccess> accesses) {
        hide();
        shown = accesses.getFirst().line().flatMap(line -> file(line).flatMap(file -> mark(file, line, AccessWords.of(accesses))));
    }

    private Optional<IFile> file(SourceLine line) {
        return guest.getLaunch().getSourceLocator() instanceof ISourceLookupDirector director
                && director.getSourceElement(line) instanceof IFile file ? Optional.of(file) : Optional.empty();
    }

    private static Optional<IMarker> mark(IFile file, SourceLine line, String message) {
        try {
            return Optional.of(file.createMarker(TYPE, Map.of(IMarker.LINE_NUMBER, line.line(), IMarker.MESSAGE, message)));
        } catch (CoreException gone) {
            return Optional.empty();
        }
    }

    private void hide() {
        shown.ifPresent(Markers::delete);
        shown = Optional.empty();
    }
}
