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

/** Has it stand at the line. */
public final class MoveToLine extends LineAction<IMoveToLine> {

    public MoveToLine() {
        super(IMoveToLine.class, IMoveToLine::canMoveToLine, IMoveToLine::moveToLine);
    }
}
