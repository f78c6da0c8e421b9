/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IStatusHandler;
import org.eclipse.debug.core.commands.IDisconnectHandler;
import org.eclipse.debug.core.model.DebugElement;
import org.eclipse.debug.core.model.IDisconnect;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestDebug;

/** What all elements of a guest share. */
abstract class GuestDebugElement extends DebugElement {

    GuestDebugElement(GuestDebugTarget target) {
        super(target);
    }

    @Override
    public String getModelIdentifier() {
        return LguestDebug.MODEL_ID;
    }

    /** The commands that concern the whole guest work on each of its elements. */
    @Override
    public <T> @Nullable T getAdapter(Class<T> adapter) {
        if (adapter == IDisconnect.class) {
            return adapter.cast(getDebugTarget());
        }
        // The platform has a handler for what can be disconnected itself: for the target.
        return adapter == IDisconnectHandler.class ? Platform.getAdapterManager().getAdapter(getDebugTarget(), adapter)
                : super.getAdapter(adapter);
    }

    /** Nobody hears it when the workbench has been closed. */
    @Override
    public void fireEvent(DebugEvent event) {
        GuestDebugTarget.fire(event);
    }

    /**
     * Tells the user what became of something that was asked for and could not be refused at once. Whoever shows it is
     * registered for it as the platform's status handler; nobody is when there is no workbench.
     */
    void report(IStatus refused) {
        DebugPlugin platform = DebugPlugin.getDefault();
        IStatusHandler handler = platform == null ? null : platform.getStatusHandler(refused);
        if (handler != null) {
            getDebugTarget().worker().execute(() -> {
                try {
                    handler.handleStatus(refused, this);
                } catch (CoreException e) {
                    ILog.of(GuestDebugElement.class).log(e.getStatus());
                }
            });
        }
    }

    @Override
    public GuestDebugTarget getDebugTarget() {
        return (GuestDebugTarget) super.getDebugTarget();
    }
}
