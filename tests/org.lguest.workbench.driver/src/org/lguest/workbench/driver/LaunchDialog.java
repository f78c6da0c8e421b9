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

import java.util.List;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationType;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolItem;

/** Run > Debug Configurations..., the real dialog. */
public final class LaunchDialog implements AutoCloseable {

    private static final String TITLE = "Debug Configurations";

    private final Shell shell;
    private final DialogWindow window;

    private LaunchDialog(Shell shell) {
        this.shell = shell;
        this.window = new DialogWindow(shell);
    }

    /** Opens the dialog with a launch configuration that there is. */
    public static LaunchDialog open(ILaunchConfiguration configuration) {
        return openOn(configuration);
    }

    /** Opens the dialog and presses New with that type selected. */
    public static LaunchDialog openNew(String typeIdentifier) {
        ILaunchConfigurationType type = DebugPlugin.getDefault().getLaunchManager()
                .getLaunchConfigurationType(typeIdentifier);
        LaunchDialog dialog = openOn(type);
        ToolItem button = Waiter.find("the button New", () -> Widgets
                .toolItem(dialog.shell, text -> text.startsWith("New launch configuration"))
                        .filter(ToolItem::isEnabled));
        Pointer.click(button);
        Waiter.until("the tabs of a new configuration", () -> Widgets.fieldAfter(dialog.shell, "Name:").isPresent());
        return dialog;
    }

    private static LaunchDialog openOn(Object selected) {
        Ui.start(() -> DebugUITools.openLaunchConfigurationDialogOnGroup(IdeWindow.shell(),
                new StructuredSelection(selected),
                IDebugUIConstants.ID_DEBUG_LAUNCH_GROUP));
        Shell shell = Waiter.find("the dialog " + TITLE, () -> Widgets.shell(TITLE));
        // What a window manager does with a new window; where the tests run there may be none.
        Ui.run(() -> {
            shell.moveAbove(null);
            shell.forceActive();
        });
        return new LaunchDialog(shell);
    }

    public Shell shell() {
        return shell;
    }

    public void tab(String title) {
        Waiter.until("the tab " + title, () -> Widgets.selectTab(shell, title));
    }

    /** Replaces what a field says, as typing does. */
    public void type(String label, String text) {
        Text field = Waiter.find("the field " + label, () -> Widgets.fieldAfter(shell, label));
        Ui.run(() -> {
            field.setFocus();
            field.selectAll();
            field.insert(text);
        });
    }

    /** Selects a line of the list on the tab in front, from 0. */
    public void select(int line) {
        Ui.run(() -> {
            org.eclipse.swt.widgets.List list = Widgets.all(shell, org.eclipse.swt.widgets.List.class).findFirst().orElseThrow();
            list.setSelection(line);
            list.notifyListeners(SWT.Selection, new Event());
        });
    }

    /** Chooses an entry of a drop-down list. */
    public void choose(String label, String entry) {
        Combo combo = combo(label);
        Ui.run(() -> {
            combo.setFocus();
            combo.select(combo.indexOf(entry));
            combo.notifyListeners(SWT.Selection, new Event());
        });
    }

    /** The entry of a drop-down list that is chosen. */
    public String chosen(String label) {
        return Ui.get(combo(label)::getText);
    }

    private Combo combo(String label) {
        return Waiter.find("the list " + label, () -> Widgets.after(shell, label, Combo.class));
    }

    public String field(String label) {
        return window.field(label);
    }

    /** Everything the dialog says at present, the message at its top among it. */
    public List<String> texts() {
        return window.texts();
    }

    /** Waits until the dialog says something that contains that text. */
    public void awaitText(String text) {
        window.awaitText(text);
    }

    public boolean isEnabled(String button) {
        return window.isEnabled(button);
    }

    /** As {@link #isEnabled}; on the user-interface thread. */
    public boolean isEnabledNow(String button) {
        return window.isEnabledNow(button);
    }

    /** Clicks a check box that is clear. */
    public void check(String label) {
        Button box = awaitEnabled(label);
        Pointer.click(box);
        Waiter.until(label + " to be checked", box::getSelection);
    }

    /** Clicks a check box that is set. */
    public void uncheck(String label) {
        Button box = awaitEnabled(label);
        Pointer.click(box);
        Waiter.until(label + " to be clear", () -> !box.getSelection());
    }

    /** Waits until a button can be pressed: until nothing is wrong, that is. */
    public Button awaitEnabled(String label) {
        return window.awaitEnabled(label);
    }

    /** Waits until a button can't be pressed. */
    public void awaitDisabled(String label) {
        window.awaitDisabled(label);
    }

    /** Presses a button once it is enabled. */
    public void press(String label) {
        window.press(label);
    }

    /** Presses Debug, and waits until the dialog has gone. */
    public void debug() {
        press("Debug");
        Waiter.until("the dialog to close after Debug", shell::isDisposed);
    }

    /** Closes the dialog without saving, if it is still open. */
    @Override
    public void close() {
        window.close();
    }
}
