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

import java.util.Optional;

import org.eclipse.cdt.ui.text.c.hover.ICEditorTextHover;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextViewer;
import org.jspecify.annotations.Nullable;

/** Asks what is selected in the Debug view for a hover of CDT's kind, each time anew. */
final class DebugHover implements ITextHover {

    @Override
    public @Nullable IRegion getHoverRegion(ITextViewer viewer, int offset) {
        return selected().map(hover -> hover.getHoverRegion(viewer, offset)).orElse(null);
    }

    @Override
    @SuppressWarnings("deprecation")
    public @Nullable String getHoverInfo(ITextViewer viewer, IRegion region) {
        return selected().map(hover -> hover.getHoverInfo(viewer, region)).orElse(null);
    }

    private static Optional<ICEditorTextHover> selected() {
        IAdaptable context = DebugUITools.getDebugContext();
        return context == null ? Optional.empty() : Optional.ofNullable(context.getAdapter(ICEditorTextHover.class));
    }
}
