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

import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;

/** The workbench's appearance. */
public enum Theme {

    LIGHT("org.eclipse.e4.ui.css.theme.e4_default"),
    DARK("org.eclipse.e4.ui.css.theme.e4_dark");

    private final String id;

    Theme(String id) {
        this.id = id;
    }

    /** Paints the workbench so from now on, as <i>General &gt; Appearance</i> does. */
    public void apply() {
        IThemeEngine engine = PlatformUI.getWorkbench().getService(IThemeEngine.class);
        Ui.run(() -> engine.setTheme(id, false));
        // The toolkit is told afterwards, and only then its own colours, which the theme uses, are the right ones.
        Waiter.until("the toolkit to be " + this,
                () -> isDark(Ui.display().getSystemColor(SWT.COLOR_LIST_BACKGROUND).getRGB()) == (this == DARK));
        Ui.run(() -> {
            for (Shell shell : Ui.display().getShells()) {
                engine.applyStyles(shell, true);
            }
        });
        Waiter.until("the workbench to be " + this, () -> {
            Color painted = IdeWindow.shell().getBackground();
            return isDark(painted.getRGB()) == (this == DARK);
        });
    }

    public static boolean isDark(RGB colour) {
        return luminance(colour) < 0.2;
    }

    /**
     * How well one colour is told from the other: from 1, not at all, to 21; 4.5 is enough for text, 3 for large text
     * (WCAG 2.2, success criterion 1.4.3).
     */
    public static double contrast(RGB one, RGB other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    /** From 0 to 1 (WCAG 2.2, relative luminance). */
    private static double luminance(RGB colour) {
        return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
    }

    private static double linear(int component) {
        double part = component / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
