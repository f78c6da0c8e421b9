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

import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IWorkbenchPart;

/** The real Debug view. */
public final class DebugView {

    private final IWorkbenchPart part;

    private DebugView(IWorkbenchPart part) {
        this.part = part;
    }

    /** Brings the view to the front. */
    public static DebugView show() {
        return new DebugView(IdeWindow.show(IDebugUIConstants.ID_DEBUG_VIEW));
    }

    /** Waits until some item says something that contains that text. */
    public void awaitLabel(String text) {
        try {
            Waiter.until('"' + text + "\" in the Debug view",
                    () -> Widgets.treeItems(tree()).anyMatch(item -> item.getText().contains(text)));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it shows " + labels(), e);
        }
    }

    /** Waits until an item of that text, and no other, is selected. */
    public void awaitSelection(String text) {
        try {
            Waiter.until('"' + text + "\" to be selected in the Debug view", () -> selection().equals(List.of(text)));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it shows " + labels(), e);
        }
    }

    /** Waits until every item has its label: the view shows what it has, and fetches the rest. */
    public void awaitLabels() {
        Waiter.until("the labels of the Debug view",
                () -> Widgets.treeItems(tree()).noneMatch(item -> item.getText().isBlank()));
    }

    /** Selects the item whose label contains that text. */
    public void select(String label) {
        Pointer.click(label + " in the Debug view", () -> Widgets.treeItem(tree(), text -> text.contains(label)));
        Waiter.until(label + " to be selected in the Debug view",
                () -> selection().size() == 1 && selection().getFirst().contains(label));
    }

    /** Selects the item whose label contains that text, and chooses from its context menu. */
    public void choose(String label, String... path) {
        select(label);
        ContextMenu.of(Ui.get(this::tree)).choose(path);
    }

    /** All labels, top down. */
    public List<String> labels() {
        return Ui.get(() -> Widgets.treeItems(tree()).map(TreeItem::getText).toList());
    }

    private List<String> selection() {
        return Arrays.stream(tree().getSelection()).map(TreeItem::getText).toList();
    }

    private Tree tree() {
        return Widgets.all(IdeWindow.widgets(part)).filter(Tree.class::isInstance).map(Tree.class::cast).findFirst()
                .orElseThrow(() -> new AssertionError("the Debug view has no tree"));
    }
}
