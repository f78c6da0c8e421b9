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
import org.eclipse.jface.text.ITextHover;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.GuestStackFrame;

/** Hovers for editors that ask the element that is debugged for one, as CDT's do: over a frame's variables. */
public final class Hovers implements IAdapterFactory {

    @Override
    public <T> @Nullable T getAdapter(Object element, Class<T> adapter) {
        return adapter == ITextHover.class ? adapter.cast(new ValueHover(() -> GuestStackFrame.of(element))) : null;
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {ITextHover.class};
    }
}
