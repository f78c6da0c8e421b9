/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;

/** Markers of the workspace that a guest has put there, and that anybody may take away, alone or with their files. */
public final class Markers {

    private Markers() {
    }

    /** Takes a marker away that may be gone already. */
    public static void delete(IMarker marker) {
        try {
            marker.delete();
        } catch (CoreException gone) {
            // With its resource, and that is as well.
            return;
        }
    }
}
