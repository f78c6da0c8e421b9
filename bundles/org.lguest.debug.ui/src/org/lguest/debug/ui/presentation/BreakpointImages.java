/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.presentation;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.viewers.DecorationOverlayIcon;
import org.eclipse.jface.viewers.IDecoration;
import org.eclipse.swt.graphics.Image;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.breakpoints.GuestEventBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;

/** The platform's images, with a tick where the breakpoint is in a debug register of a running guest. */
final class BreakpointImages {

    private static final String PLUGIN = "org.lguest.debug.ui";
    private static final String EVENT = "icons/machine_breakpoint.svg";
    private static final String EVENT_DISABLED = "icons/machine_breakpoint_disabled.svg";

    private @Nullable LocalResourceManager resources;

    /** Null, which is the platform's default, for a breakpoint that is gone. On the user-interface thread. */
    @Nullable Image of(GuestBreakpoint breakpoint) {
        try {
            ImageDescriptor image = breakpoint instanceof GuestEventBreakpoint
                    ? own(breakpoint.isEnabled() ? EVENT : EVENT_DISABLED) : DebugUITools.getImageDescriptor(key(breakpoint));
            return resources().get(breakpoint.isInstalled() ? ticked(image) : image);
        } catch (CoreException gone) {
            return null;
        }
    }

    void dispose() {
        if (resources != null) {
            resources.dispose();
            resources = null;
        }
    }

    private static String key(GuestBreakpoint breakpoint) throws CoreException {
        boolean enabled = breakpoint.isEnabled();
        if (!(breakpoint instanceof GuestWatchpoint watchpoint)) {
            return enabled ? IDebugUIConstants.IMG_OBJS_BREAKPOINT : IDebugUIConstants.IMG_OBJS_BREAKPOINT_DISABLED;
        }
        if (!watchpoint.isModification()) {
            return enabled ? IDebugUIConstants.IMG_OBJS_ACCESS_WATCHPOINT
                    : IDebugUIConstants.IMG_OBJS_ACCESS_WATCHPOINT_DISABLED;
        }
        if (!watchpoint.isAccess()) {
            return enabled ? IDebugUIConstants.IMG_OBJS_MODIFICATION_WATCHPOINT
                    : IDebugUIConstants.IMG_OBJS_MODIFICATION_WATCHPOINT_DISABLED;
        }
        return enabled ? IDebugUIConstants.IMG_OBJS_WATCHPOINT : IDebugUIConstants.IMG_OBJS_WATCHPOINT_DISABLED;
    }

    private static ImageDescriptor own(String path) {
        return ResourceLocator.imageDescriptorFromBundle(PLUGIN, path).orElseGet(ImageDescriptor::getMissingImageDescriptor);
    }

    private static ImageDescriptor ticked(ImageDescriptor image) {
        return ResourceLocator.imageDescriptorFromBundle(PLUGIN, "icons/installed_ovr.svg")
                .<ImageDescriptor>map(tick -> new DecorationOverlayIcon(image, tick, IDecoration.BOTTOM_LEFT))
                .orElse(image);
    }

    private LocalResourceManager resources() {
        LocalResourceManager made = resources;
        if (made == null) {
            made = new LocalResourceManager(JFaceResources.getResources());
            resources = made;
        }
        return made;
    }
}
