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

import org.eclipse.core.runtime.Platform;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Started with the first guest. Where there is no workbench, the part of the bridge that needs one lies idle. */
public final class CdtBridge implements BundleActivator {

    private static final String WORKBENCH = "org.eclipse.ui.workbench";
    private static final String DEBUG_UI = "org.eclipse.debug.ui";

    @Override
    public void start(BundleContext context) {
        if (isActive(WORKBENCH) && isActive(DEBUG_UI)) {
            EditorActions.followDebugContext();
        }
    }

    private static boolean isActive(String id) {
        Bundle bundle = Platform.getBundle(id);
        return bundle != null && bundle.getState() == Bundle.ACTIVE;
    }

    @Override
    public void stop(BundleContext context) {
        // The workbench is closed before its bundles are stopped.
    }
}
