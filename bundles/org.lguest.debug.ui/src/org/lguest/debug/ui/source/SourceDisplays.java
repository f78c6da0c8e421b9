/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.source;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.debug.ui.sourcelookup.ISourceDisplay;
import org.jspecify.annotations.Nullable;

/** What shows the source of a frame that is selected: one for all, so that the latest is shown. */
public final class SourceDisplays implements IAdapterFactory {

    private final GuestSourceDisplay display = new GuestSourceDisplay();

    @Override
    public <T> @Nullable T getAdapter(Object frame, Class<T> adapter) {
        return adapter == ISourceDisplay.class ? adapter.cast(display) : null;
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {ISourceDisplay.class};
    }
}
