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

import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.osgi.framework.Bundle;

/** Whether files or projects of the workspace have come or gone. */
final class ResourceChanges implements IResourceChangeListener {

    private final AtomicBoolean changed = new AtomicBoolean();
    private final AtomicBoolean begun = new AtomicBoolean();

    /** Hears of them from now on. */
    void begin() {
        if (isWorkspaceOpen() && begun.compareAndSet(false, true)) {
            ResourcesPlugin.getWorkspace().addResourceChangeListener(this, IResourceChangeEvent.POST_CHANGE);
        }
    }

    /** Hears no more. */
    void end() {
        if (isWorkspaceOpen() && begun.compareAndSet(true, false)) {
            ResourcesPlugin.getWorkspace().removeResourceChangeListener(this);
        }
    }

    /** Whether any has since this was asked before. */
    boolean take() {
        return changed.getAndSet(false);
    }

    @Override
    public void resourceChanged(IResourceChangeEvent event) {
        try {
            event.getDelta().accept(this::look);
        } catch (CoreException e) {
            ILog.of(ResourceChanges.class).log(e.getStatus());
        }
    }

    /** @return whether to look further in */
    private boolean look(IResourceDelta delta) {
        if (delta.getKind() != IResourceDelta.CHANGED || (delta.getFlags() & IResourceDelta.OPEN) != 0) {
            changed.set(true);
        }
        return !changed.get();
    }

    /** A guest may outlive the workbench for a moment. */
    private static boolean isWorkspaceOpen() {
        ResourcesPlugin plugin = ResourcesPlugin.getPlugin();
        return plugin != null && plugin.getBundle().getState() == Bundle.ACTIVE;
    }
}
