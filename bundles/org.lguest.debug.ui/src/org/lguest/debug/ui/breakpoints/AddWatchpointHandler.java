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
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.ui.Messages;

/** Breakpoints view &gt; view menu &gt; Add Guest Watchpoint... */
public final class AddWatchpointHandler extends AbstractHandler {

    @Override
    public @Nullable Object execute(ExecutionEvent event) {
        AddWatchpointDialog dialog = new AddWatchpointDialog(HandlerUtil.getActiveShell(event));
        if (dialog.open() == Window.OK) {
            add(dialog.watch()).schedule();
        }
        return null;
    }

    private static BreakpointJob add(AddWatchpointDialog.Watch watch) {
        return new BreakpointJob(Messages.AddWatchpointHandler_job,
                monitor -> DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(
                        new GuestWatchpoint(ResourcesPlugin.getWorkspace().getRoot(), watch.expression(), watch.length(),
                                watch.read(), watch.write())));
    }
}
