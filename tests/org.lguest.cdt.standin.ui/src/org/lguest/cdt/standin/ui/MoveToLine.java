/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.cdt.standin.ui;

import org.eclipse.cdt.debug.core.model.IMoveToLine;
import org.eclipse.debug.core.DebugException;

/** Has it stand at the line. */
public final class MoveToLine extends LineAction<IMoveToLine> {

    public MoveToLine() {
        super(IMoveToLine.class);
    }

    @Override
    boolean can(IMoveToLine adapter, String path, int line) {
        return adapter.canMoveToLine(path, line);
    }

    @Override
    void perform(IMoveToLine adapter, String path, int line) throws DebugException {
        adapter.moveToLine(path, line);
    }
}
