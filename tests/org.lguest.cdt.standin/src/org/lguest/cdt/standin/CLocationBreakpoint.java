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

import org.eclipse.core.resources.IMarker;
import org.eclipse.debug.core.model.ILineBreakpoint;

/** Breakpoints of CDT that are line breakpoints to the platform. */
abstract class CLocationBreakpoint extends CBreakpoint implements ILineBreakpoint {

    @Override
    public int getLineNumber() {
        return getMarker().getAttribute(IMarker.LINE_NUMBER, -1);
    }

    @Override
    public int getCharStart() {
        return getMarker().getAttribute(IMarker.CHAR_START, -1);
    }

    @Override
    public int getCharEnd() {
        return getMarker().getAttribute(IMarker.CHAR_END, -1);
    }
}
