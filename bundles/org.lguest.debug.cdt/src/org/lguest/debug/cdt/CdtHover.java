/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.cdt;

import java.util.Map;
import java.util.Optional;

import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextViewer;

/**
 * What comes up where the mouse rests in CDT's editor, which asks the element that is selected in the Debug view for a
 * hover of CDT's kind. It is the one that our own editor has.
 */
@SuppressWarnings("deprecation") // CDT calls what has a successor, too.
final class CdtHover {

    private CdtHover() {
    }

    /** The methods; empty without a workbench, which is where our hovers are. */
    static Optional<Map<String, ByName.Body>> over(Object element) {
        return Platform.getAdapterManager().loadAdapter(element, ITextHover.class.getName()) instanceof ITextHover hover
                ? Optional.of(methods(hover)) : Optional.empty();
    }

    private static Map<String, ByName.Body> methods(ITextHover hover) {
        return Map.of(
                "getHoverRegion", at -> at[0] instanceof ITextViewer viewer && at[1] instanceof Integer offset
                        ? hover.getHoverRegion(viewer, offset) : null,
                "getHoverInfo", at -> at[0] instanceof ITextViewer viewer && at[1] instanceof IRegion region
                        ? hover.getHoverInfo(viewer, region) : null,
                // Any editor's text will do.
                "setEditor", editor -> null);
    }
}
