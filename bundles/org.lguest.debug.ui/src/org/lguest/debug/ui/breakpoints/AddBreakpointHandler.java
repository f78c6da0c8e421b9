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

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.ui.Messages;

/** Breakpoints view &gt; view menu &gt; Add Guest Breakpoint... and Add Machine Breakpoint... */
public final class AddBreakpointHandler extends AbstractHandler {

    private static final String EVENT = "org.lguest.debug.ui.addEventBreakpoint";

    @Override
    public @Nullable Object execute(ExecutionEvent event) {
        Shell parent = HandlerUtil.getActiveShell(event);
        AddBreakpointDialog dialog = event.getCommand().getId().equals(EVENT) ? AddBreakpointDialog.atEvent(parent)
                : AddBreakpointDialog.atPlace(parent, EditorSelection.of(HandlerUtil.getActiveEditor(event)));
        if (dialog.open() == Window.OK) {
            dialog.entry().ifPresent(entry -> add(entry, dialog.hits()).schedule());
        }
        return null;
    }

    private static BreakpointJob add(BreakpointEntry entry, HitEntry hits) {
        return new BreakpointJob(Messages.AddBreakpointHandler_job, monitor -> {
            GuestBreakpoint breakpoint = entry.create();
            hits.applyTo(breakpoint);
            DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(breakpoint);
        });
    }
}
