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

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.statushandlers.StatusManager;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Slot;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.ui.source.SourceOpener;
import org.lguest.dwarf.SourceLine;

/**
 * Opens what a debug register waits for in an editor: the source line of an instruction, or else the line that the
 * breakpoint was set at.
 */
final class GoToSource {

    private final IWorkbenchPage page;

    GoToSource(IWorkbenchPage page) {
        this.page = page;
    }

    static boolean isPossible(Row row) {
        return row.slot().flatMap(Slot::line).isPresent() || marker(row).isPresent();
    }

    /** The place of a breakpoint that has one. */
    private static Optional<IMarker> marker(Row row) {
        return row.breakpoint().map(IBreakpoint::getMarker).filter(marker -> marker.getResource() instanceof IFile
                && marker.getAttribute(IMarker.LINE_NUMBER, 0) > 0);
    }

    /** Returns at once: the file is found as frames find theirs. */
    void open(Optional<GuestDebugTarget> guest, Row row) {
        Optional<SourceLine> line = row.slot().flatMap(Slot::line);
        if (line.isEmpty()) {
            marker(row).ifPresent(this::open);
        } else {
            guest.ifPresent(target -> SourceOpener.open(page, target, line.get()));
        }
    }

    private void open(IMarker marker) {
        try {
            IDE.openEditor(page, marker);
        } catch (PartInitException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
        }
    }
}
