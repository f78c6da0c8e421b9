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

import java.util.Optional;

import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.contexts.IContextActivation;
import org.eclipse.ui.contexts.IContextService;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.GuestDebugTarget;

/**
 * Shows Run to Line, Resume At Line, Move to Line and the like in the menus of CDT's editors, and lets the keys of
 * CDT's debugging work, while what is debugged is a guest. All of it is on the user-interface thread.
 *
 * <p>CDT shows the actions where a system property says that a debugger is active, which it sets for its own debugger's
 * elements alone, and clears whenever something else is selected. The keys are those of a context, which a debug model
 * can be bound to in {@code plugin.xml}; but where CDT is absent that is an error in the log at every stop.
 */
final class EditorActions implements IDebugContextListener {

    /** CDT's, a Boolean in text. */
    static final String DEBUGGER_ACTIVE = "org.eclipse.cdt.debug.ui.debuggerActive";

    private static final String CDT_DEBUGGING = "org.eclipse.cdt.debug.ui.debugging";

    private final IContextService contexts = PlatformUI.getWorkbench().getService(IContextService.class);
    private final Display display;
    private boolean shown;
    private Optional<IContextActivation> keys = Optional.empty();

    private EditorActions(Display display) {
        this.display = display;
    }

    /** Follows the selection in the Debug view from now on. The workbench has to be running. */
    static void followDebugContext() {
        Display display = PlatformUI.getWorkbench().getDisplay();
        display.asyncExec(() -> {
            EditorActions actions = new EditorActions(display);
            DebugUITools.getDebugContextManager().addDebugContextListener(actions);
            actions.update(DebugUITools.getDebugContext());
        });
    }

    /** CDT's own listener may come after this one: it is to have had its say. */
    @Override
    public void debugContextChanged(DebugContextEvent event) {
        if ((event.getFlags() & DebugContextEvent.ACTIVATED) != 0) {
            Object selected = first(event.getContext());
            display.asyncExec(() -> update(selected));
        }
    }

    private static @Nullable Object first(ISelection selection) {
        return selection instanceof IStructuredSelection elements ? elements.getFirstElement() : null;
    }

    private void update(@Nullable Object selected) {
        if (selected instanceof IDebugElement element && element.getDebugTarget() instanceof GuestDebugTarget) {
            System.setProperty(DEBUGGER_ACTIVE, Boolean.TRUE.toString());
            if (!shown && contexts.getContext(CDT_DEBUGGING).isDefined()) {
                keys = Optional.of(contexts.activateContext(CDT_DEBUGGING));
            }
            shown = true;
        } else if (shown) {
            shown = false;
            keys.ifPresent(contexts::deactivateContext);
            keys = Optional.empty();
            if (!isOfCdt(selected)) {
                System.setProperty(DEBUGGER_ACTIVE, Boolean.FALSE.toString());
            }
        }
    }

    /** Elements of CDT's debugger are none of the platform's; for them CDT has set the property. */
    private static boolean isOfCdt(@Nullable Object selected) {
        return selected != null && !(selected instanceof IDebugElement || selected instanceof ILaunch
                || selected instanceof IProcess);
    }
}
