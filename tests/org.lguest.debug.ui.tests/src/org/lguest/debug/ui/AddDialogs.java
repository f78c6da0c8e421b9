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

import org.lguest.workbench.driver.Commands;
import org.lguest.workbench.driver.DialogWindow;

/** The two dialogs that add a breakpoint of ours, and the properties of one, as they are opened and filled in. */
enum AddDialogs {

    BREAKPOINT("org.lguest.debug.ui.addBreakpoint", Messages.AddBreakpointDialog_title),
    MACHINE_BREAKPOINT("org.lguest.debug.ui.addEventBreakpoint", Messages.AddBreakpointDialog_eventTitle);

    private final String command;
    private final String title;

    AddDialogs(String command, String title) {
        this.command = command;
        this.title = title;
    }

    DialogWindow open() {
        Commands.start(command);
        return DialogWindow.await(title);
    }

    /** Chooses a kind, fills in one field and presses OK. */
    void add(String kind, String label, String text) {
        try (DialogWindow dialog = open()) {
            dialog.choose(kind);
            dialog.type(label, text);
            dialog.press("OK");
            dialog.awaitEnd();
        }
    }

    /** The properties that were opened for a breakpoint of ours. */
    static DialogWindow properties() {
        return DialogWindow.await(Messages.BreakpointPropertiesHandler_title);
    }
}
