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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.workbench.driver.ConsoleView;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Waiter;

/** The platform's Console view on a guest at which one types. */
class ConsoleViewTest {

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void oneTypesAndTheGuestAnswers() throws Exception {
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("shell", Map.of()));
            Waiter.until("the prompt", () -> IdeWindow.console().contains("?"));
            ConsoleView.show().type("tls\n");
            Waiter.until("the answer", () -> IdeWindow.console().contains(" and "));
            ConsoleView.show().type("off\n");
            stops.end("the end that was asked for");
            Waiter.until("the last words", () -> IdeWindow.console().contains("The guest switched itself off."));
            workbench.screenshot.take("console");
        }
    }

    @Test
    void aGuestThatRunsOnIsAskedWhyItHasComeOut() throws Exception {
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("shell", Map.of()));
            Waiter.until("the prompt", () -> IdeWindow.console().contains("?"));
            DebugView.show().choose("Lguest guest shell", "Print Exits to the Host");
            Waiter.until("the exits", () -> IdeWindow.console().contains(" of guest time")
                    && IdeWindow.console().contains(" hypercalls"));
            workbench.screenshot.take("exits");
            ConsoleView.show().type("off\n");
            stops.end("the end that was asked for: it ran on");
        }
    }
}
