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

import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.IStatusHandler;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.ui.Messages;

/**
 * Tells the user why a register keeps its value, or the guest stays where it is. The emulator answers after the view
 * has been left, so that it can't be told where the wish was uttered.
 */
public final class Refused implements IStatusHandler {

    @Override
    public Object handleStatus(IStatus status, Object source) {
        if (PlatformUI.isWorkbenchRunning()) {
            Display display = PlatformUI.getWorkbench().getDisplay();
            String title = status.getCode() == LguestStatus.CHANGE_REFUSED.code() ? Messages.Refused_change
                    : Messages.Refused_step;
            display.asyncExec(() -> MessageDialog.openError(
                    PlatformUI.getWorkbench().getModalDialogShellProvider().getShell(), title, status.getMessage()));
        }
        return Boolean.TRUE;
    }
}
