/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.eclipse.cdt.debug.core.model;

import org.eclipse.debug.core.DebugException;

/** Move to Line; lines from 1, file names absolute. */
public interface IMoveToLine {

    boolean canMoveToLine(String file, int line);

    void moveToLine(String file, int line) throws DebugException;
}
