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
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.ui.Messages;

/** Breakpoints view &gt; context menu &gt; Breakpoint Properties..., for a breakpoint of ours. */
public final class BreakpointPropertiesHandler extends AbstractHandler {

    @Override
    public @Nullable Object execute(ExecutionEvent event) {
        if (HandlerUtil.getCurrentSelection(event) instanceof IStructuredSelection selection
                && selection.getFirstElement() instanceof GuestBreakpoint breakpoint) {
            open(HandlerUtil.getActiveShell(event), breakpoint);
        }
        return null;
    }

    static void open(@Nullable Shell parent, GuestBreakpoint breakpoint) {
        PreferenceDialog dialog = PreferencesUtil.createPropertyDialogOn(parent, breakpoint, GuestBreakpointPage.ID,
                new String[] {GuestBreakpointPage.ID}, null);
        dialog.getShell().setText(Messages.BreakpointPropertiesHandler_title);
        dialog.open();
    }
}
