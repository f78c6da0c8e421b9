/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.breakpoints;

import org.eclipse.debug.ui.actions.RulerBreakpointAction;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.text.source.IVerticalRulerInfo;
import org.eclipse.ui.texteditor.AbstractRulerActionDelegate;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.texteditor.IUpdate;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;

/** Ruler &gt; context menu &gt; Breakpoint Properties..., where the ruler has a breakpoint of ours. */
public final class RulerPropertiesDelegate extends AbstractRulerActionDelegate {

    @Override
    protected IAction createAction(ITextEditor editor, IVerticalRulerInfo ruler) {
        return new Properties(editor, ruler);
    }

    private static final class Properties extends RulerBreakpointAction implements IUpdate {

        Properties(ITextEditor editor, IVerticalRulerInfo ruler) {
            super(editor, ruler);
        }

        @Override
        public void update() {
            setEnabled(getBreakpoint() instanceof GuestBreakpoint);
        }

        @Override
        public void run() {
            if (getBreakpoint() instanceof GuestBreakpoint breakpoint) {
                BreakpointPropertiesHandler.open(getEditor().getSite().getShell(), breakpoint);
            }
        }
    }
}
