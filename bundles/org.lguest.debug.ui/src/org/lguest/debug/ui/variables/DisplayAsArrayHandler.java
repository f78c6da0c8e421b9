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
import org.eclipse.jface.window.Window;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.ElementRange;
import org.lguest.debug.core.model.GuestVariableValue;

/** Display As Array: asks how many elements a pointer or an array has, and shows these. */
public final class DisplayAsArrayHandler extends AbstractHandler {

    /** Where nothing is known. */
    private static final int A_FEW = 10;

    @Override
    public @Nullable Object execute(ExecutionEvent event) {
        ShownValue.selected(event).ifPresent(shown -> {
            ArrayDialog dialog = new ArrayDialog(HandlerUtil.getActiveShell(event), shown.name(), known(shown.value()));
            if (dialog.open() == Window.OK) {
                ShownValue.collapse(event);
                shown.value().displayAsArray(dialog.elements());
                ShownValue.evaluateAgain();
            }
        });
        return null;
    }

    private static ElementRange known(GuestVariableValue value) {
        return value.displayedAs()
                .orElseGet(() -> new ElementRange(0, value.length().stream().filter(count -> count > 0).findFirst().orElse(A_FEW)));
    }
}
