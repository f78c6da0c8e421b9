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

import org.eclipse.jface.text.source.CompositeRuler;
import org.eclipse.jface.text.source.IVerticalRulerInfo;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.texteditor.ITextEditor;

/** What the screen shows in the ruler at the left of an editor's text, where breakpoints are. */
public final class EditorRuler {

    /** Pixels at an edge are blended with what is on its other side. */
    private static final int TOLERANCE = 32;

    private EditorRuler() {
    }

    /**
     * How many pixels beside a line are nearly of that colour; on the user-interface thread.
     *
     * @param editor in front
     * @param line   1-based; none are found of a line that is out of sight
     */
    public static int pixels(ITextEditor editor, int line, RGB colour) {
        StyledText text = (StyledText) editor.getAdapter(Control.class);
        CompositeRuler ruler = (CompositeRuler) editor.getAdapter(IVerticalRulerInfo.class);
        Control annotations = ruler.getDecoratorIterator().next().getControl();
        int top = text.getLinePixel(line - 1);
        if (top < 0 || top + text.getLineHeight() > text.getClientArea().height) {
            return 0;
        }
        int width = annotations.getSize().x;
        ImageData shown = screen(annotations.toDisplay(0, 0).x, text.toDisplay(0, top).y, width, text.getLineHeight());
        int found = 0;
        for (int y = 0; y < shown.height; y++) {
            for (int x = 0; x < shown.width; x++) {
                if (isNearly(colour, shown.palette.getRGB(shown.getPixel(x, y)))) {
                    found++;
                }
            }
        }
        return found;
    }

    private static ImageData screen(int x, int y, int width, int height) {
        Image image = new Image(Ui.display(), width, height);
        GC gc = new GC(Ui.display());
        try {
            gc.copyArea(image, x, y);
            return image.getImageData();
        } finally {
            gc.dispose();
            image.dispose();
        }
    }

    private static boolean isNearly(RGB wanted, RGB colour) {
        return Math.abs(wanted.red - colour.red) <= TOLERANCE && Math.abs(wanted.green - colour.green) <= TOLERANCE
                && Math.abs(wanted.blue - colour.blue) <= TOLERANCE;
    }
}
