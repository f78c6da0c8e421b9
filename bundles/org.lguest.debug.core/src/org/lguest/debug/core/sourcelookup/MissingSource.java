/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.sourcelookup;

import org.eclipse.debug.core.model.IDebugElement;
import org.lguest.dwarf.SourceLine;

/**
 * What the lookup finds for a frame whose source file is nowhere: the user may know where it is.
 *
 * @param element the frame, or another element of the launch that asked for the line
 */
public record MissingSource(IDebugElement element, SourceLine line) {

    /** The file's path when the guest was built, with {@code /} for a separator. */
    public String path() {
        return line.file().fullPath();
    }
}
