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

import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextViewer;
import org.jspecify.annotations.Nullable;

/** What one hover says or, if it says nothing, what another does. */
@SuppressWarnings("deprecation") // The successor of what is called here is for hovers that have windows of their own.
record EitherHover(ITextHover first, ITextHover second) implements ITextHover {

    @Override
    public @Nullable IRegion getHoverRegion(ITextViewer viewer, int offset) {
        IRegion region = first.getHoverRegion(viewer, offset);
        return region == null ? second.getHoverRegion(viewer, offset) : region;
    }

    @Override
    public @Nullable String getHoverInfo(ITextViewer viewer, IRegion region) {
        String told = first.getHoverInfo(viewer, region);
        return told == null ? second.getHoverInfo(viewer, region) : told;
    }
}
