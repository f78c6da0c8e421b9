/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.cdt.standin;

import java.util.Map;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;

/** An address breakpoint as the Disassembly view makes it: on the workspace root, without a path. */
public final class CAddressBreakpoint extends CLocationBreakpoint {

    public static final String MARKER = PREFIX + "cAddressBreakpointMarker";

    public CAddressBreakpoint() {
    }

    /** @param address as CDT writes it: 0x and 8 or 16 digits */
    public static CAddressBreakpoint create(String address) throws CoreException {
        CAddressBreakpoint breakpoint = new CAddressBreakpoint();
        breakpoint.register(ResourcesPlugin.getWorkspace().getRoot(), MARKER, "", -1, Map.of(PREFIX + "address", address));
        return breakpoint;
    }
}
