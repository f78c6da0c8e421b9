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

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

/** A dialog or a wizard that is open, filled in by its labels. */
public final class DialogWindow implements AutoCloseable {

    private final Shell shell;

    DialogWindow(Shell shell) {
        this.shell = shell;
    }

    /** Waits for the dialog of that title. */
    public static DialogWindow await(String title) {
        return new DialogWindow(Waiter.find("the dialog " + title, () -> Widgets.shell(title)));
    }

    /** Waits for a dialog of which something holds. */
    public static DialogWindow await(String what, Predicate<Shell> isIt) {
        return new DialogWindow(Waiter.find(what, () -> Arrays.stream(Ui.display().getShells())
                .filter(shell -> shell.isVisible() && isIt.test(shell)).findFirst()));
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

    /** Waits until the details, which an error dialog opens on request, have that text. */
    public void awaitDetail(String text) {
        Waiter.until("the detail \"" + text + '"', () -> Stream.concat(Widgets.texts(shell).stream(),
                Widgets.all(shell).flatMap(DialogWindow::items)).anyMatch(line -> line.contains(text)));
    }

    private static Stream<String> items(Control control) {
        return switch (control) {
            case org.eclipse.swt.widgets.List list -> Arrays.stream(list.getItems());
            case Table table -> Arrays.stream(table.getItems()).map(TableItem::getText);
            case Tree tree -> Widgets.treeItems(tree).map(TreeItem::getText);
            default -> Stream.empty();
        };
    }

    public boolean isEnabled(String button) {
        return Ui.get(() -> isEnabledNow(button));
    }

    /** As {@link #isEnabled}; on the user-interface thread. */
    public boolean isEnabledNow(String button) {
        return Widgets.button(shell, button).orElseThrow().isEnabled();
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

    /** Selects the row of that text in a table. */
    public void select(String row) {
        TableItem item = Waiter.find(row, () -> Widgets.all(shell, Table.class)
                .flatMap(table -> Arrays.stream(table.getItems())).filter(each -> each.getText().equals(row))
                .findFirst());
        Ui.run(() -> {
            item.getParent().setSelection(item);
            Pointer.select(item.getParent(), item);
        });
    }

    /** Opens a tree's rows one after the other, and selects the last. */
    public void choose(String first, String... path) {
        List<String> rows = Stream.concat(Stream.of(first), Arrays.stream(path)).toList();
        for (int depth = 1; depth <= rows.size(); depth++) {
            List<String> wanted = rows.subList(0, depth);
            boolean isLast = depth == rows.size();
            Waiter.until("the row " + wanted, () -> row(wanted).filter(item -> open(item, isLast)).isPresent());
        }
    }

    private Optional<TreeItem> row(List<String> path) {
        Optional<TreeItem> found = Optional.empty();
        for (int i = 0; i < path.size() && (i == 0 || found.isPresent()); i++) {
            String text = path.get(i);
            Stream<TreeItem> items = found.map(item -> Arrays.stream(item.getItems())).orElseGet(
                    () -> Widgets.all(shell, Tree.class).flatMap(tree -> Arrays.stream(tree.getItems())));
            found = items.filter(item -> item.getText().equals(text)).findFirst();
        }
        return found;
    }

    private static boolean open(TreeItem item, boolean isLast) {
        if (isLast) {
            item.getParent().setSelection(item);
            Pointer.select(item.getParent(), item);
        } else {
            Event event = new Event();
            event.item = item;
            item.getParent().notifyListeners(SWT.Expand, event);
            item.setExpanded(true);
        }
        return true;
    }

    /** Clears the check box of that label. */
    public void clear(String label) {
        Button button = button(label);
        if (Ui.get(button::getSelection)) {
            Pointer.click(button);
        }
        Waiter.until(label + " to be clear", () -> !button.getSelection());
    }

    /** Clicks the check box of the row of the dialog's tree that contains that text, unless it is so already. */
    public void check(String row, boolean checked) {
        Waiter.until("the row " + row + " to be " + (checked ? "checked" : "clear"), () -> {
            Optional<TreeItem> item = row(row);
            item.filter(found -> found.getChecked() != checked).ifPresent(Pointer::checkNow);
            return item.filter(found -> found.getChecked() == checked).isPresent();
        });
    }

    /** Whether the row of the dialog's tree that contains that text is checked; on the user-interface thread. */
    public boolean isCheckedNow(String row) {
        return row(row).filter(TreeItem::getChecked).isPresent();
    }

    /** Waits until the dialog's tree has so many rows. */
    public void awaitRows(int count) {
        Waiter.until(count + " rows", () -> trees().flatMap(Widgets::treeItems).count() == count);
    }

    private Optional<TreeItem> row(String text) {
        return trees().flatMap(tree -> Widgets.treeItem(tree, label -> label.contains(text)).stream()).findFirst();
    }

    private Stream<Tree> trees() {
        return Widgets.all(shell, Tree.class);
    }

    /** Waits until a button can be pressed: until nothing is wrong, that is. */
    public Button awaitEnabled(String label) {
        try {
            return Waiter.find("the button " + label + " to be enabled",
                    () -> Widgets.button(shell, label).filter(Button::isEnabled));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the dialog says " + texts(), e);
        }
    }

    /** Waits until a button can't be pressed. */
    public void awaitDisabled(String label) {
        Waiter.until("the button " + label + " to be disabled", () -> !isEnabledNow(label));
    }

    /** Presses a button once it is enabled; it may close the dialog. */
    public void press(String label) {
        Pointer.click(awaitEnabled(label));
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
