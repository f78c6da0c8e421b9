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

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.ui.model.IWorkbenchAdapter;
import org.eclipse.ui.model.WorkbenchAdapter;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;

/** What the workbench calls a breakpoint of ours where it asks no debug model, as in the title of its properties. */
public final class BreakpointNames implements IAdapterFactory {

    private static final IWorkbenchAdapter NAMES = new WorkbenchAdapter() {

        @Override
        public String getLabel(@Nullable Object element) {
            try {
                return element instanceof GuestBreakpoint breakpoint ? BreakpointLabels.place(breakpoint) : "";
            } catch (CoreException gone) {
                return "";
            }
        }
    };

    @Override
    public <T> @Nullable T getAdapter(Object element, Class<T> type) {
        return element instanceof GuestBreakpoint && type == IWorkbenchAdapter.class ? type.cast(NAMES) : null;
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {IWorkbenchAdapter.class};
    }
}
