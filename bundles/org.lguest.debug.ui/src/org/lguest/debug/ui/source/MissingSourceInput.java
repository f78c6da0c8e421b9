/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.source;

import org.eclipse.debug.ui.sourcelookup.CommonSourceNotFoundEditorInput;
import org.lguest.debug.core.sourcelookup.MissingSource;

/** Stands in an editor for a source file that was not found. */
public final class MissingSourceInput extends CommonSourceNotFoundEditorInput {

    private final MissingSource source;

    public MissingSourceInput(MissingSource source) {
        super(source.element());
        this.source = source;
    }

    MissingSource source() {
        return source;
    }

    @Override
    public String getName() {
        return source.line().file().name();
    }

    @Override
    public String getToolTipText() {
        return source.path();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MissingSourceInput input && input.source.equals(source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }
}
