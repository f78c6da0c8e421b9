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

import org.eclipse.swt.widgets.Button;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.LguestDebug;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.LaunchDialog;
import org.lguest.workbench.driver.Pointer;
import org.lguest.workbench.driver.Waiter;
import org.lguest.workbench.driver.Widgets;

/** The buttons of the Symbols tab. What they write moves with the workspace. */
class SymbolsTabTest {

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void takesSymbolFileAndFoldersOutOfTheWorkspace() throws Exception {
        String project = workbench.project().getName();
        try (LaunchDialog dialog = LaunchDialog.openNew(LguestDebug.LAUNCH_CONFIGURATION_TYPE)) {
            dialog.type("Image:", workbench.image("first"));
            dialog.tab("Symbols");
            press(dialog, "Workspace...", 0);
            try (DialogWindow files = DialogWindow.await("Symbol File")) {
                files.choose(project, "images", "first");
                files.press("OK");
                files.awaitEnd();
            }
            assertEquals(workbench.image("first"), dialog.field("Symbol file:"));
            for (int i = 0; i < 2; i++) {
                press(dialog, "Workspace...", 1);
                try (DialogWindow folders = DialogWindow.await("Search Folders")) {
                    folders.choose(project, "images");
                    folders.press("OK");
                    folders.awaitEnd();
                }
            }
            String images = "${workspace_loc:/" + project + "/images}";
            assertEquals(images + ";" + images, dialog.field("Search folders:"));
            dialog.awaitEnabled("Debug");
            workbench.screenshot.take("symbols-tab");
        }
    }

    /** The dialog has several of a label. @param which of them, from 0 */
    private static void press(LaunchDialog dialog, String label, int which) {
        Pointer.click(Waiter.find("the buttons " + label, () -> Widgets.all(dialog.shell(), Button.class)
                .filter(button -> button.getText().replace("&", "").equals(label)).skip(which).findFirst()));
    }
}
