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

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.GuestProcess;

/** Debug view &gt; Print Exits: why the selected guest has come out to the Host, in its console. */
public final class PrintExits extends AbstractHandler implements IDebugContextListener {

    public PrintExits() {
        DebugUITools.getDebugContextManager().addDebugContextListener(this);
    }

    @Override
    public @Nullable Object execute(ExecutionEvent event) {
        SelectedGuest.process().ifPresent(GuestProcess::printExits);
        return null;
    }

    @Override
    public void setEnabled(@Nullable Object evaluationContext) {
        setBaseEnabled(SelectedGuest.process().isPresent());
    }

    @Override
    public void debugContextChanged(DebugContextEvent event) {
        setEnabled(null);
    }

    @Override
    public void dispose() {
        DebugUITools.getDebugContextManager().removeDebugContextListener(this);
        super.dispose();
    }
}
