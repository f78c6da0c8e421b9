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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.LguestDebug;
import org.lguest.workbench.driver.CdtBreakpoints;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Installation;
import org.lguest.workbench.driver.LaunchDialog;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Theme;
import org.lguest.workbench.driver.TreeView;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Widgets;

/** What we add to the workbench, in its dark theme: dark, and to be read. */
class DarkThemeTest {

    private static final String VIEW = "org.lguest.debug.ui.debugRegisters";
    private static final int HITS = 6;
    /** For bold text, as what has changed is. */
    private static final double READABLE = 3;

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @BeforeAll
    static void darken() {
        IdeWindow.openDebugPerspective();
        Theme.DARK.apply();
    }

    /** GTK goes on painting what was dark in the colours of before: what comes next gets new views. */
    @AfterAll
    static void lighten() {
        Theme.LIGHT.apply();
        Ui.run(() -> IdeWindow.page().closeAllPerspectives(false, false));
    }

    @Test
    void theDebugRegistersViewCanBeRead() throws Exception {
        IdeWindow.show(VIEW);
        workbench.screenshot.take("dark-debug-registers-without-a-guest");
        IFile source = workbench.source("first.c");
        try (Stops stops = new Stops()) {
            CdtBreakpoints.line(source, 115);
            workbench.debug(workbench.configuration("first", Map.of()));
            IThread thread = stops.next("the stop at ring_up");
            DebugView.show().awaitSelection("ring_up() at first.c:115");
            Installation.await(CdtBreakpoints.watchpoint(source, "takings", false, true, 0));
            TreeView view = TreeView.show(VIEW);
            view.awaitText(HITS, "0", "Bank 1", "DR1");
            thread.resume();
            stops.next("the stop at the write to takings");
            view.awaitText(HITS, "1", "Bank 1", "DR1");
            view.awaitMark(true, HITS, "Bank 1", "DR1");
            assertTrue(Theme.isDark(view.background()), "dark: " + view.background());
            double contrast = view.leastContrast();
            assertTrue(contrast >= READABLE, "a contrast of " + contrast);
            view.select("Bank 1", "DR2");
            workbench.screenshot.take("dark-debug-registers");
        }
    }

    @Test
    void theDialogsForBreakpointsCanBeRead() throws Exception {
        try (DialogWindow dialog = open("org.lguest.debug.ui.addBreakpoint", Messages.AddBreakpointDialog_title)) {
            dialog.choose("Data, after it was accessed");
            dialog.type("Expression:", "takings");
            dialog.awaitText(Messages.AddBreakpointDialog_ready);
            assertReadable(dialog.shell());
            workbench.screenshot.take("dark-add-breakpoint");
        }
        try (DialogWindow dialog = open("org.lguest.debug.ui.addEventBreakpoint",
                Messages.AddBreakpointDialog_eventTitle)) {
            dialog.type("Vector:", "#PF");
            dialog.awaitText(Messages.AddBreakpointDialog_ready);
            assertReadable(dialog.shell());
            workbench.screenshot.take("dark-add-machine-breakpoint");
        }
    }

    @Test
    void theTabsOfALaunchCanBeRead() throws Exception {
        try (LaunchDialog dialog = LaunchDialog.openNew(LguestDebug.LAUNCH_CONFIGURATION_TYPE)) {
            dialog.type("Image:", workbench.image("first"));
            dialog.awaitEnabled("Debug");
            for (String tab : List.of("Main", "Devices", "Hypervisor", "Debug")) {
                dialog.tab(tab);
                assertReadable(dialog.shell());
                workbench.screenshot.take("dark-launch-" + tab.toLowerCase());
            }
        }
    }

    private static DialogWindow open(String command, String title) {
        Ui.start(() -> {
            try {
                PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(command, null);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        return DialogWindow.await(title);
    }

    /** Every text in the dialog that is not disabled stands out from what it is painted on. */
    private static void assertReadable(Shell shell) {
        List<String> unreadable = Ui.get(() -> Widgets.all(shell).filter(Control::isVisible).filter(Control::isEnabled)
                .filter(each -> each instanceof Label label && !label.getText().isEmpty() || each instanceof Text
                        || each instanceof Link)
                .filter(each -> Theme.contrast(each.getForeground().getRGB(), each.getBackground().getRGB()) < READABLE)
                .map(each -> each + " is " + each.getForeground() + " on " + each.getBackground()).toList());
        RGB background = Ui.get(() -> shell.getBackground().getRGB());
        assertTrue(Theme.isDark(background), "dark: " + background);
        assertEquals(List.of(), unreadable);
    }
}
