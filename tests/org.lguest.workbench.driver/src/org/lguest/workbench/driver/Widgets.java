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

import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Item;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.TabFolder;
import org.eclipse.swt.widgets.TabItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

/** Finds widgets by what a user sees of them. Every method runs on the user-interface thread. */
public final class Widgets {

    private Widgets() {
    }

    /** The titles of all open windows, for a failure's message. */
    public static List<String> openShells() {
        return Arrays.stream(Ui.display().getShells()).filter(Shell::isVisible).map(Shell::getText).toList();
    }

    public static Optional<Shell> shell(String title) {
        return Arrays.stream(Ui.display().getShells()).filter(shell -> shell.isVisible()
                && shell.getText().equals(title))
                .findFirst();
    }

    /** All controls below, and including, this one. */
    public static Stream<Control> all(Control root) {
        Stream<Control> below = root instanceof Composite composite
                ? Arrays.stream(composite.getChildren()).flatMap(Widgets::all) : Stream.empty();
        return Stream.concat(Stream.of(root), below);
    }

    public static <T extends Control> Stream<T> all(Control root, Class<T> type) {
        return all(root).filter(control -> type.isInstance(control) && control.isVisible()).map(type::cast);
    }

    /** The button with that label, mnemonics apart. */
    public static Optional<Button> button(Control root, String label) {
        return all(root, Button.class).filter(button -> plain(button.getText()).equals(label)).findFirst();
    }

    /** The text field that follows a label of that text, as a form shows them. */
    public static Optional<Text> fieldAfter(Control root, String label) {
        return after(root, label, Text.class);
    }

    /** The control of that kind that follows a label of that text. */
    public static <T extends Control> Optional<T> after(Control root, String label, Class<T> type) {
        List<Control> controls = all(root).filter(Control::isVisible).toList();
        return controls.stream().filter(control -> control instanceof Label found
                && plain(found.getText()).equals(label))
                .findFirst().flatMap(found -> controls.stream().skip(controls.indexOf(found))
                        .filter(type::isInstance).map(type::cast).findFirst());
    }

    /** Everything that is written in that window, a line for each control. */
    public static List<String> texts(Control root) {
        return all(root).filter(Control::isVisible).map(Widgets::text).filter(text -> !text.isBlank()).toList();
    }

    public static Optional<ToolItem> toolItem(Control root, Predicate<String> toolTip) {
        return all(root, ToolBar.class).flatMap(bar -> Arrays.stream(bar.getItems()))
                .filter(item -> item.getToolTipText() != null && toolTip.test(item.getToolTipText())).findFirst();
    }

    public static Optional<TreeItem> treeItem(Tree tree, Predicate<String> text) {
        return treeItems(tree).filter(item -> text.test(item.getText())).findFirst();
    }

    /** All the items of a tree that are there, top down. */
    public static Stream<TreeItem> treeItems(Tree tree) {
        return Arrays.stream(tree.getItems()).flatMap(Widgets::withChildren);
    }

    private static Stream<TreeItem> withChildren(TreeItem item) {
        return Stream.concat(Stream.of(item), Arrays.stream(item.getItems()).flatMap(Widgets::withChildren));
    }

    /** Brings the tab of that title to the front, in whichever kind of folder it is. */
    public static boolean selectTab(Control root, String title) {
        Optional<CTabItem> custom = all(root, CTabFolder.class).flatMap(folder -> Arrays.stream(folder.getItems()))
                .filter(titled(title)).findFirst();
        custom.ifPresent(item -> {
            item.getParent().setSelection(item);
            Pointer.select(item.getParent(), item);
        });
        Optional<TabItem> plain = all(root, TabFolder.class).flatMap(folder -> Arrays.stream(folder.getItems()))
                .filter(titled(title)).findFirst();
        plain.ifPresent(item -> {
            item.getParent().setSelection(item);
            Pointer.select(item.getParent(), item);
        });
        return custom.isPresent() || plain.isPresent();
    }

    private static Predicate<Item> titled(String title) {
        return item -> plain(item.getText()).equals(title);
    }

    private static String text(Control control) {
        return switch (control) {
            case Label label -> label.getText();
            case Text text -> text.getText();
            case StyledText text -> text.getText();
            case Button button -> plain(button.getText());
            default -> "";
        };
    }

    /** A label without its mnemonic, its accelerator, and the blanks that some have around them. */
    static String plain(String label) {
        int accelerator = label.indexOf('\t');
        return (accelerator < 0 ? label : label.substring(0, accelerator)).replace("&", "").strip();
    }
}
