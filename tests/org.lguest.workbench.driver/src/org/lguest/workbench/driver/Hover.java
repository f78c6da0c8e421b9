/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.workbench.driver;

import java.util.Optional;

import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.TextViewer;
import org.eclipse.ui.texteditor.ITextEditor;

/**
 * The mouse resting in an editor, as far as the editor's hover is asked what to say. No window comes up: that takes a
 * mouse, and a window manager.
 */
public final class Hover {

    private record Asked(ITextHover hover, ITextViewer viewer, IRegion region) {
    }

    private Hover() {
    }

    /**
     * What the hover of an editor says some characters behind the first place where the source has that text. It is
     * asked as viewers do it: for the region on the user-interface thread, for what to say on another, which is this.
     */
    @SuppressWarnings("deprecation")
    public static Optional<String> over(ITextEditor editor, String text, int behind) {
        Optional<Asked> asked = Ui.get(() -> {
            ITextViewer viewer = editor.getAdapter(ITextViewer.class);
            int offset = viewer.getDocument().get().indexOf(text) + behind;
            ITextHover hover = hover(viewer, offset);
            IRegion region = hover.getHoverRegion(viewer, offset);
            return region == null ? Optional.empty() : Optional.of(new Asked(hover, viewer, region));
        });
        return asked.map(known -> known.hover.getHoverInfo(known.viewer, known.region));
    }

    /** The one that the viewer would ask: it keeps that to itself. */
    private static ITextHover hover(ITextViewer viewer, int offset) throws ReflectiveOperationException {
        var method = TextViewer.class.getDeclaredMethod("getTextHover", int.class, int.class);
        method.setAccessible(true);
        return (ITextHover) method.invoke(viewer, offset, 0);
    }
}
