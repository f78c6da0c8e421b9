/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.control;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.debug.core.commands.IRestartHandler;
import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.jspecify.annotations.Nullable;

/** What the platform's commands ask text editors and the elements of a guest for. */
public final class ControlAdapters implements IAdapterFactory {

    private final RunToGuestLine runToLine = new RunToGuestLine();
    private final RestartGuest restart = new RestartGuest();

    @Override
    public <T> @Nullable T getAdapter(Object element, Class<T> adapter) {
        if (adapter == IRunToLineTarget.class) {
            return adapter.cast(runToLine);
        }
        return adapter == IRestartHandler.class ? adapter.cast(restart) : null;
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {IRunToLineTarget.class, IRestartHandler.class};
    }
}
