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

import org.eclipse.swt.custom.StyledText;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.console.IConsoleConstants;

/** The Console view, as one types at it; what it shows is {@link IdeWindow#console}. */
public final class ConsoleView {

    private final IViewPart part;

    private ConsoleView(IViewPart part) {
        this.part = part;
    }

    /** Brings the view to the front. */
    public static ConsoleView show() {
        return new ConsoleView(IdeWindow.show(IConsoleConstants.ID_CONSOLE_VIEW));
    }

    /** As keys do: text at the end of the view. */
    public void type(String text) {
        Ui.run(() -> {
            StyledText console = Widgets.all(IdeWindow.widgets(part), StyledText.class).findFirst().orElseThrow();
            console.append(text);
        });
    }
}
