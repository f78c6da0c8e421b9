/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.cdt;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.debug.core.model.IDebugModelProvider;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestDebug;

/**
 * Says of a guest's elements that they use CDT's breakpoints, so that of several things that could be toggled in a C
 * editor a breakpoint is the default.
 */
public final class BreakpointModels implements IAdapterFactory {

    private static final IDebugModelProvider MODELS =
            () -> new String[] {LguestDebug.MODEL_ID, CdtMarkers.USES_C_BREAKPOINTS};

    @Override
    public <T> @Nullable T getAdapter(Object element, Class<T> adapter) {
        return adapter == IDebugModelProvider.class ? adapter.cast(MODELS) : null;
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {IDebugModelProvider.class};
    }
}
