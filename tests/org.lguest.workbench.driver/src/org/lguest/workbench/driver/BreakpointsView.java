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
import java.util.function.Function;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPart;

/** The real Breakpoints view, worked with the mouse: check boxes, tool bar. */
public final class BreakpointsView {

    private final IWorkbenchPart part;

    private BreakpointsView(IWorkbenchPart part) {
        this.part = part;
    }

    /** Brings the view to the front. */
    public static BreakpointsView show() {
        BreakpointsView view = new BreakpointsView(IdeWindow.show(IDebugUIConstants.ID_BREAKPOINT_VIEW));
        Waiter.until("the Breakpoints view to be painted", () -> view.tree().isVisible()
                && view.tree().getSize().y > 0);
        return view;
    }

    /** The labels of the breakpoints, top down. */
    public List<String> labels() {
        return Ui.get(this::labelsNow);
    }

    /** As {@link #labels}; on the user-interface thread. */
    public List<String> labelsNow() {
        return Widgets.treeItems(tree()).map(TreeItem::getText).toList();
    }

    public void awaitLabels(int count) {
        Waiter.until(count + " breakpoints in the view", () -> Widgets.treeItems(tree()).count() == count);
    }

    public boolean isChecked(String label) {
        return with(label, TreeItem::getChecked);
    }

    /** Clicks the check box in front of the breakpoint whose label contains that text. */
    public void toggleCheckBox(String label) {
        boolean before = with(label, item -> {
            boolean checked = item.getChecked();
            Pointer.checkNow(item);
            return checked;
        });
        Waiter.until("the check box of " + label + " to be " + (before ? "clear" : "set"), () -> item(label, before));
    }

    /** Selects the breakpoint whose label contains that text, and opens its properties. */
    public void openProperties(String label) {
        choose(label, "Breakpoint Properties...");
    }

    /** Selects the row whose label contains that text, and chooses from its context menu. */
    public void choose(String label, String... menu) {
        select(label);
        ContextMenu.of(Ui.get(this::tree)).choose(menu);
    }

    /** Chooses from the context menu what needs no row. */
    public void chooseWithoutRow(String... menu) {
        ContextMenu.of(Ui.get(this::tree)).choose(menu);
    }

    /** Selects the row whose label contains that text: a breakpoint or a group. */
    public void select(String label) {
        Pointer.click(label + " in the Breakpoints view", () -> item(label));
        Waiter.until(label + " to be selected", () -> tree().getSelectionCount() == 1
                && tree().getSelection()[0].getText().contains(label));
    }

    /** Chooses from the menu of the view's tool bar. */
    public void chooseFromViewMenu(String... path) {
        MenuManager manager = (MenuManager) ((IViewPart) part).getViewSite().getActionBars().getMenuManager();
        Composite widgets = IdeWindow.widgets(part);
        Ui.run(() -> widgets.setMenu(manager.createContextMenu(widgets)));
        ContextMenu.of(widgets).choose(path);
    }

    /** The labels of the rows below the group of that name; on the user-interface thread. */
    public List<String> labelsBelow(String group) {
        return Widgets.treeItem(tree(), label -> label.startsWith(group))
                .map(item -> Arrays.stream(item.getItems()).map(TreeItem::getText).toList()).orElse(List.of());
    }

    /** Selects the breakpoint whose label contains that text and presses the view's Remove button. */
    public void remove(String label) {
        select(label);
        press("Remove Selected Breakpoints");
        Waiter.until(label + " to leave the view",
                () -> Widgets.treeItem(tree(), text -> text.contains(label)).isEmpty());
    }

    /** Presses the view's Skip All Breakpoints button: once to skip them, once more to heed them again. */
    public void skipAll() {
        IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();
        boolean before = manager.isEnabled();
        press("Skip All Breakpoints");
        Waiter.until("all breakpoints to be " + (before ? "skipped" : "heeded"), () -> manager.isEnabled() != before);
    }

    private void press(String toolTip) {
        ToolItem button = Waiter.find("the button " + toolTip, () -> Widgets
                .toolItem(folder(), text -> text.startsWith(toolTip)).filter(ToolItem::isEnabled));
        Pointer.click(button);
    }

    private boolean item(String label, boolean before) {
        return item(label).filter(item -> item.getChecked() != before).isPresent();
    }

    /** Waits for the row whose label contains that text, and works on it before the view can be refreshed. */
    private <T> T with(String label, Function<TreeItem, T> work) {
        return Waiter.find(label + " in the Breakpoints view", () -> item(label).map(work));
    }

    private Optional<TreeItem> item(String label) {
        return Widgets.treeItem(tree(), text -> text.contains(label));
    }

    private Tree tree() {
        return Widgets.all(IdeWindow.widgets(part)).filter(Tree.class::isInstance).map(Tree.class::cast).findFirst()
                .orElseThrow(() -> new AssertionError("the Breakpoints view has no tree"));
    }

    /** The folder that holds the view, and with it the view's tool bar. */
    private Control folder() {
        Control control = IdeWindow.widgets(part);
        while (!(control instanceof CTabFolder) && control.getParent() != null) {
            control = control.getParent();
        }
        return control;
    }
}
