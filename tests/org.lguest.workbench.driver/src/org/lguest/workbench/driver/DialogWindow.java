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

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** A dialog or a wizard that is open, filled in by its labels. */
public final class DialogWindow implements AutoCloseable {

    private final Shell shell;

    private DialogWindow(Shell shell) {
        this.shell = shell;
    }

    /** Waits for the dialog of that title. */
    public static DialogWindow await(String title) {
        return new DialogWindow(Waiter.find("the dialog " + title, () -> Widgets.shell(title)));
    }

    public Shell shell() {
        return shell;
    }

    /** Replaces what a field holds. */
    public void type(String label, String text) {
        Text field = Waiter.find("the field " + label, () -> Widgets.fieldAfter(shell, label));
        Ui.run(() -> field.setText(text));
    }

    /** What a field holds. */
    public String field(String label) {
        Text field = Waiter.find("the field " + label, () -> Widgets.fieldAfter(shell, label));
        return Ui.get(field::getText);
    }

    /** Everything that is written in the dialog, a line for each control. */
    public List<String> texts() {
        return Ui.get(() -> Widgets.texts(shell));
    }

    /** Waits until the dialog says something that contains that text. */
    public void awaitText(String text) {
        try {
            Waiter.until("the dialog to say \"" + text + '"',
                    () -> Widgets.texts(shell).stream().anyMatch(line -> line.contains(text)));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it says " + texts(), e);
        }
    }

    public boolean isEnabled(String button) {
        return Ui.get(() -> Widgets.button(shell, button).orElseThrow().isEnabled());
    }

    /** Clicks the radio button or check box of that label, unless it is set already. */
    public void choose(String label) {
        Button button = button(label);
        Ui.run(() -> {
            if (!button.getSelection()) {
                for (Button other : Widgets.all(button.getParent(), Button.class).toList()) {
                    if (other != button && (other.getStyle() & SWT.RADIO) != 0
                            && other.getParent() == button.getParent() && other.getSelection()) {
                        other.setSelection(false);
                        other.notifyListeners(SWT.Selection, new Event());
                    }
                }
                Pointer.click(button);
            }
        });
        Waiter.until(label + " to be chosen", button::getSelection);
    }

    /** Clears the check box of that label. */
    public void clear(String label) {
        Button button = button(label);
        if (Ui.get(button::getSelection)) {
            Pointer.click(button);
        }
        Waiter.until(label + " to be clear", () -> !button.getSelection());
    }

    /** Presses a button once it is enabled; it may close the dialog. */
    public void press(String label) {
        Pointer.click(Waiter.find("the button " + label + " to be enabled",
                () -> Widgets.button(shell, label).filter(Button::isEnabled)));
    }

    public void awaitEnd() {
        Waiter.until("the dialog to close", shell::isDisposed);
    }

    private Button button(String label) {
        return Waiter.find("the button " + label, () -> Widgets.button(shell, label));
    }

    /** Closes the dialog as its Cancel does, if it is still open. */
    @Override
    public void close() {
        Ui.run(() -> {
            if (!shell.isDisposed()) {
                shell.close();
            }
        });
        awaitEnd();
    }
}
