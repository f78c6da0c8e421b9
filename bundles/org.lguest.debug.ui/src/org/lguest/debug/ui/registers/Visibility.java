/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.registers;

import java.util.function.Consumer;

import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchPartReference;

/**
 * Tells whether a part can be seen, or is behind another.
 *
 * @param told on the user-interface thread
 */
record Visibility(IWorkbenchPart part, Consumer<Boolean> told) implements IPartListener2 {

    @Override
    public void partVisible(IWorkbenchPartReference reference) {
        tell(reference, true);
    }

    @Override
    public void partHidden(IWorkbenchPartReference reference) {
        tell(reference, false);
    }

    private void tell(IWorkbenchPartReference reference, boolean visible) {
        if (reference.getPart(false) == part) {
            told.accept(visible);
        }
    }
}
