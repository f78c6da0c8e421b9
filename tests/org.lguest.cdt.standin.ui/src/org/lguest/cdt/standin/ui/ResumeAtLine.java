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

import org.eclipse.cdt.debug.core.model.IResumeAtLine;

/** Lets it go, from the line on. */
public final class ResumeAtLine extends LineAction<IResumeAtLine> {

    public ResumeAtLine() {
        super(IResumeAtLine.class, IResumeAtLine::canResumeAtLine, IResumeAtLine::resumeAtLine);
    }
}
