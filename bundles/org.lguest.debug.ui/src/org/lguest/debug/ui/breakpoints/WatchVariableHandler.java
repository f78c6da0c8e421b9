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

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.statushandlers.StatusManager;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.model.GuestVariable;
import org.lguest.debug.core.model.WatchPlace;
import org.lguest.debug.ui.Messages;

/**
 * Variables view &gt; context menu &gt; Add Guest Watchpoint: watches what a variable is in, and if that is in a frame
 * for as long as the frame lasts.
 */
public final class WatchVariableHandler extends AbstractHandler {

    @Override
    public @Nullable Object execute(ExecutionEvent event) {
        if (HandlerUtil.getCurrentSelection(event) instanceof IStructuredSelection selection
                && selection.getFirstElement() instanceof GuestVariable variable) {
            variable.watchPlace().thenAccept(place -> watch(variable.getName(), place));
        }
        return null;
    }

    private static void watch(String name, Optional<WatchPlace> place) {
        if (place.isEmpty()) {
            StatusManager.getManager().handle(LguestStatus.NOT_IN_MEMORY.status(name), StatusManager.SHOW);
            return;
        }
        new BreakpointJob(Messages.AddBreakpointHandler_job, monitor -> DebugPlugin.getDefault().getBreakpointManager()
                .addBreakpoint(place.get().watchpoint(ResourcesPlugin.getWorkspace().getRoot()))).schedule();
    }
}
