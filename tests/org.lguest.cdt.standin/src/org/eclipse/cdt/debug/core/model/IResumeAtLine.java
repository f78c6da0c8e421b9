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

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.DebugException;

/** Resume at Line; lines from 1, file names absolute. */
public interface IResumeAtLine {

    boolean canResumeAtLine(IFile file, int line);

    boolean canResumeAtLine(String file, int line);

    void resumeAtLine(IFile file, int line) throws DebugException;

    void resumeAtLine(String file, int line) throws DebugException;
}
