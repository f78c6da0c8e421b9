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

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.ILineBreakpoint;

/** A watchpoint. The object is a line breakpoint, at no line, although its marker is none. */
public final class CWatchpoint extends CBreakpoint implements ILineBreakpoint {

    @Override
    public int getLineNumber() throws CoreException {
        return lineNumber();
    }

    @Override
    public int getCharStart() throws CoreException {
        return charStart();
    }

    @Override
    public int getCharEnd() throws CoreException {
        return charEnd();
    }
}
