/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui;

import java.util.Map;

import org.eclipse.swt.custom.StyledText;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.console.IConsoleConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;
import org.lguest.workbench.driver.Widgets;

/** The platform's Console view on a guest at which one types. */
class ConsoleViewTest {

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void oneTypesAndTheGuestAnswers() throws Exception {
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("shell", Map.of()));
            Waiter.until("the prompt", () -> IdeWindow.console().contains("?"));
            type("tls\n");
            Waiter.until("the answer", () -> IdeWindow.console().contains(" and "));
            type("off\n");
            stops.end("the end that was asked for");
            Waiter.until("the last words", () -> IdeWindow.console().contains("The guest switched itself off."));
            workbench.screenshot.take("console");
        }
    }

    /** As keys do: text at the end of the view. */
    private static void type(String text) {
        IViewPart view = IdeWindow.show(IConsoleConstants.ID_CONSOLE_VIEW);
        Ui.run(() -> {
            StyledText console = Widgets.all(IdeWindow.widgets(view), StyledText.class).findFirst().orElseThrow();
            console.append(text);
        });
    }
}
