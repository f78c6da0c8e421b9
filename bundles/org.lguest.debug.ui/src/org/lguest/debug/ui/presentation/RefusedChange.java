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
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.lguest.debug.ui.Messages;

/**
 * Tells the user why a register keeps its value. The emulator answers after the view has been left, so that it can't be
 * told where the new value was entered.
 */
public final class RefusedChange implements IStatusHandler {

    @Override
    public Object handleStatus(IStatus status, Object source) {
        if (PlatformUI.isWorkbenchRunning()) {
            Display display = PlatformUI.getWorkbench().getDisplay();
            display.asyncExec(() -> ErrorDialog.openError(PlatformUI.getWorkbench().getModalDialogShellProvider().getShell(),
                    Messages.RefusedChange_title, null, status));
        }
        return Boolean.TRUE;
    }
}
