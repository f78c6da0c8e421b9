/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.variables;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.jspecify.annotations.Nullable;

/** Restore Original Type: what was displayed as an array is what the program says again. */
public final class RestoreTypeHandler extends AbstractHandler {

    @Override
    public @Nullable Object execute(ExecutionEvent event) {
        ShownValue.selected(event).ifPresent(shown -> {
            ShownValue.collapse(event);
            shown.value().restoreOriginalType();
            ShownValue.evaluateAgain();
        });
        return null;
    }
}
