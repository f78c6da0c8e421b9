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

import java.util.Map;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.menus.UIElement;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.GuestDebugTarget;

/** Debug view &gt; Instruction Stepping Mode: whether a step of the selected guest is one instruction. */
public final class InstructionStepping extends AbstractHandler implements IElementUpdater, IDebugContextListener {

    private static final String COMMAND = "org.lguest.debug.ui.instructionStepping";

    public InstructionStepping() {
        DebugUITools.getDebugContextManager().addDebugContextListener(this);
    }

    @Override
    public @Nullable Object execute(ExecutionEvent event) {
        SelectedGuest.get().ifPresent(guest -> guest.setInstructionStepping(!guest.isInstructionStepping()));
        refresh();
        return null;
    }

    @Override
    public void setEnabled(@Nullable Object evaluationContext) {
        setBaseEnabled(SelectedGuest.get().isPresent());
    }

    @Override
    public void updateElement(UIElement element, Map parameters) {
        element.setChecked(SelectedGuest.get().filter(GuestDebugTarget::isInstructionStepping).isPresent());
    }

    @Override
    public void debugContextChanged(DebugContextEvent event) {
        setEnabled(null);
        refresh();
    }

    private static void refresh() {
        ICommandService commands = PlatformUI.getWorkbench().getService(ICommandService.class);
        if (commands != null) {
            commands.refreshElements(COMMAND, null);
        }
    }

    @Override
    public void dispose() {
        DebugUITools.getDebugContextManager().removeDebugContextListener(this);
        super.dispose();
    }
}
