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

import org.eclipse.debug.core.sourcelookup.AbstractSourceLookupDirector;
import org.eclipse.debug.core.sourcelookup.ISourceLookupParticipant;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.GuestStackFrame;

/** Finds sources of guests. */
public final class GuestSourceLookupDirector extends AbstractSourceLookupDirector {

    @Override
    public void initializeParticipants() {
        addParticipants(new ISourceLookupParticipant[] {new GuestSourceLookupParticipant()});
    }

    /**
     * The file; for a frame whose file is nowhere a {@link MissingSource}, with which an editor can ask for it; null,
     * as the platform wants it, for an element that has no source line.
     */
    @Override
    public @Nullable Object getSourceElement(Object element) {
        Object found = super.getSourceElement(element);
        return found == null && element instanceof GuestStackFrame frame
                ? frame.line().map(line -> new MissingSource(frame, line)).orElse(null)
                : found;
    }
}
