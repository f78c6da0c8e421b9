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

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.widgets.Button;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.ui.launch.SystemDialogs;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.LaunchDialog;
import org.lguest.workbench.driver.Pointer;
import org.lguest.workbench.driver.Ui;
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

    @Test
    void takesThemOutOfTheFileSystem() throws Exception {
        List<String> asked = new ArrayList<>();
        Ui.run(() -> SystemDialogs.answerBy(dialog -> {
            asked.add(dialog.getClass().getSimpleName() + ' ' + dialog.getText());
            return switch (asked.size()) {
                case 1 -> "/lib/debug/vmlinux";
                case 2 -> "/lib/debug";
                case 3 -> "/usr/lib/debug";
                default -> null;
            };
        }));
        try (LaunchDialog dialog = LaunchDialog.openNew(LguestDebug.LAUNCH_CONFIGURATION_TYPE)) {
            dialog.type("Image:", workbench.image("first"));
            dialog.tab("Symbols");
            press(dialog, "File System...", 0);
            awaitField(dialog, "Symbol file:", "/lib/debug/vmlinux");
            press(dialog, "File System...", 1);
            awaitField(dialog, "Search folders:", "/lib/debug");
            press(dialog, "File System...", 1);
            awaitField(dialog, "Search folders:", "/lib/debug;/usr/lib/debug");
            press(dialog, "File System...", 0);
            press(dialog, "File System...", 1);
            Waiter.until("the dialogs that are cancelled", () -> asked.size() == 5);
            assertEquals("/lib/debug/vmlinux", dialog.field("Symbol file:"));
            assertEquals("/lib/debug;/usr/lib/debug", dialog.field("Search folders:"));
            assertEquals(List.of("FileDialog Symbol File", "DirectoryDialog Search Folders",
                    "DirectoryDialog Search Folders", "FileDialog Symbol File", "DirectoryDialog Search Folders"),
                    asked);
            workbench.screenshot.take("symbols-tab-file-system");
        } finally {
            Ui.run(SystemDialogs::letUserAnswer);
        }
    }

    @Test
    void takesThemFromVariables() throws Exception {
        try (LaunchDialog dialog = LaunchDialog.openNew(LguestDebug.LAUNCH_CONFIGURATION_TYPE)) {
            dialog.tab("Symbols");
            press(dialog, "Variables...", 0);
            insert("workspace_loc");
            awaitField(dialog, "Symbol file:", "${workspace_loc}");
            press(dialog, "Variables...", 1);
            insert("eclipse_home");
            awaitField(dialog, "Search folders:", "${eclipse_home}");
            workbench.screenshot.take("symbols-tab-variables");
        }
    }

    private static void insert(String variable) {
        try (DialogWindow variables = DialogWindow.await("Select Variable")) {
            variables.select(variable);
            variables.press("OK");
            variables.awaitEnd();
        }
    }

    private static void awaitField(LaunchDialog dialog, String label, String text) {
        Waiter.until(label + ' ' + text, () -> Widgets.fieldAfter(dialog.shell(), label)
                .filter(field -> field.getText().equals(text)).isPresent());
    }

    /** The dialog has several of a label. @param which of them, from 0 */
    private static void press(LaunchDialog dialog, String label, int which) {
        Pointer.click(Waiter.find("the buttons " + label, () -> Widgets.all(dialog.shell(), Button.class)
                .filter(button -> button.getText().replace("&", "").equals(label)).skip(which).findFirst()));
    }
}
