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
import java.util.Set;
import java.util.stream.IntStream;

import org.eclipse.debug.ui.IDebugView;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IViewPart;

/** A view that is a tree with columns, such as Registers and Variables. */
public final class TreeView {

    private final IViewPart part;

    private TreeView(IViewPart part) {
        this.part = part;
    }

    /** Brings the view of that id to the front. */
    public static TreeView show(String id) {
        TreeView view = new TreeView(IdeWindow.show(id));
        Waiter.until("the view " + id + " to be painted", () -> view.isInFront() && view.tree().getSize().y > 0);
        return view;
    }

    /**
     * Waits until the view shows what is in that element. A view of the debug platform goes over to another element
     * some time after it was selected, and until then takes what is done to its rows for the element before.
     */
    public void awaitInput(Object element) {
        Waiter.until(element + " to be what the view shows",
                () -> isInFront() && part instanceof IDebugView view && element.equals(view.getViewer().getInput()));
    }

    /** Waits for a row whose first column is that text, below the rows of the other texts, and opens it. */
    public void expand(String... path) {
        Waiter.until(String.join(" > ", path) + " to open", () -> {
            Optional<TreeItem> item = item(path);
            item.ifPresent(found -> {
                if (!found.getExpanded()) {
                    setExpanded(found, true);
                }
            });
            return item.filter(found -> found.getItemCount() > 0 && !found.getItem(0).getText(0).isBlank()).isPresent();
        });
    }

    /**
     * Scrolls those of these views that have been opened to their first row. The platform's views keep what is at the
     * top for when they show the like again, and if that is a row below others, restoring it may fail (an assertion of
     * its ViewerStateTracker, which is logged).
     */
    public static void scrollToTop(Set<String> ids) {
        Ui.run(() -> Arrays.stream(IdeWindow.page().getViewReferences()).filter(view -> ids.contains(view.getId()))
                .map(view -> view.getView(false)).filter(IViewPart.class::isInstance)
                .flatMap(part -> Widgets.all(IdeWindow.widgets(part))).filter(Tree.class::isInstance).map(Tree.class::cast)
                .filter(tree -> tree.getItemCount() > 0).forEach(tree -> tree.setTopItem(tree.getItem(0))));
    }

    /**
     * Waits until a row is open by itself, as a view's rows stay while it shows the same element. When it goes over to
     * another, such as the frame of a function that was called, the platform opens what was open there some time later,
     * and now and then not at all: there, {@link #expand} it.
     */
    public void awaitExpanded(String... path) {
        Waiter.until(String.join(" > ", path) + " to be open",
                () -> item(path).filter(TreeItem::getExpanded).isPresent());
    }

    /** Waits until the second column of a row says that. */
    public void awaitValue(String value, String... path) {
        try {
            Waiter.until(String.join(" > ", path) + " to be " + value,
                    () -> item(path).filter(item -> item.getText(1).equals(value)).isPresent());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the view shows " + rows(), e);
        }
    }

    /** Waits until that column of a row, from 0, says that. */
    public void awaitText(int column, String text, String... path) {
        Waiter.until(String.join(" > ", path) + " to say " + text + " in column " + column,
                () -> item(path).filter(item -> item.getText(column).equals(text)).isPresent());
    }

    /** Waits until the columns of a row say these, from the first on. */
    public void awaitColumns(List<String> texts, String... path) {
        try {
            Waiter.until(String.join(" > ", path) + " to be " + texts,
                    () -> item(path).filter(item -> columns(item).equals(texts)).isPresent());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the view shows " + Ui.get(() -> Widgets.treeItems(tree())
                    .map(this::columns).toList()), e);
        }
    }

    /** Waits until some row has these columns, and no other. */
    public void awaitRow(List<String> texts) {
        try {
            Waiter.until("a row " + texts, () -> isInFront()
                    && Widgets.treeItems(tree()).anyMatch(item -> columns(item).equals(texts)));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the view shows " + hiddenRows(), e);
        }
    }

    /** Waits until no row says that in any column. */
    public void awaitNoRow(String text) {
        Waiter.until("no row to say " + text,
                () -> isInFront() && Widgets.treeItems(tree()).noneMatch(item -> columns(item).contains(text)));
    }

    /** Every row with all its columns, whether or not the view is in front. */
    public List<String> hiddenRows() {
        return Ui.get(() -> Widgets.treeItems(tree()).map(item -> String.join(" ", columns(item))).toList());
    }

    /** On the user-interface thread. */
    public boolean isVisible() {
        return tree().isVisible();
    }

    private List<String> columns(TreeItem item) {
        return IntStream.range(0, tree().getColumnCount()).mapToObj(item::getText).toList();
    }

    /** Selects a row. */
    public void select(String... path) {
        Pointer.click(String.join(" > ", path), () -> item(path));
    }

    /** Waits until the pane beside the rows tells this of the row that is selected. */
    public void awaitDetail(String text) {
        Waiter.until("the detail pane to say " + text, () -> isInFront() && Widgets.all(IdeWindow.widgets(part),
                StyledText.class).anyMatch(pane -> pane.getText().equals(text)));
    }

    /** Every row, its columns joined. */
    public List<String> rows() {
        return Ui.get(() -> Widgets.treeItems(tree())
                .map(item -> (item.getText(0) + ' ' + item.getText(1)).strip()).toList());
    }

    /** Waits until the row's colour says that its value has changed. */
    public void awaitMarked(String... path) {
        awaitMark(true, 1, path);
    }

    /** Waits until the colour of that column, from 0, says that it has changed, or that it has not. */
    public void awaitMark(boolean marked, int column, String... path) {
        Waiter.until(String.join(" > ", path) + (marked ? " to be" : " not to be") + " marked in column " + column,
                () -> item(path).filter(item -> isMarked(item, column) == marked).isPresent());
    }

    private boolean isMarked(TreeItem item, int column) {
        return !item.getBackground(column).equals(tree().getBackground())
                || !item.getForeground(column).equals(tree().getForeground());
    }

    /** The least contrast of a text in the view to what it is painted on, by {@link Theme#contrast}. */
    public double leastContrast() {
        return Ui.get(() -> Widgets.treeItems(tree()).flatMap(item -> IntStream.range(0, tree().getColumnCount())
                .filter(column -> !item.getText(column).isEmpty()).mapToObj(column -> Theme.contrast(
                        item.getForeground(column).getRGB(), item.getBackground(column).getRGB())))
                .min(Double::compare).orElseThrow(() -> new AssertionError("the view has no text")));
    }

    /** What it is painted on. */
    public RGB background() {
        return Ui.get(() -> tree().getBackground().getRGB());
    }

    /** Chooses from the context menu, for the rows that are selected. */
    public void choose(String... menu) {
        menu().choose(menu);
    }

    /** Of the view, which a click activates first. */
    private ContextMenu menu() {
        Ui.run(() -> IdeWindow.page().activate(part));
        return ContextMenu.of(Ui.get(this::tree));
    }

    /** Waits until the context menu for the rows that are selected does not have that entry, but has others. */
    public void awaitNotOffered(String label) {
        menu().await("a menu without " + label,
                shown -> !shown.isEmpty() && !shown.contains(label));
    }

    /** Waits until a row is there that can't be opened. */
    public void awaitNoParts(String... path) {
        Waiter.until(String.join(" > ", path) + " to have no parts",
                () -> item(path).filter(found -> found.getItemCount() == 0).isPresent());
    }

    /** Opens a row that is closed, or closes one that is open, so many times, and waits for nothing in between. */
    public void openOrClose(int times, String... path) {
        for (int i = 0; i < times; i++) {
            Ui.run(() -> item(path).ifPresent(found -> setExpanded(found, !found.getExpanded())));
        }
    }

    /** The view hears of what a user does by an event, and fetches the children. */
    private void setExpanded(TreeItem item, boolean expanded) {
        item.setExpanded(expanded);
        Event event = new Event();
        event.item = item;
        tree().notifyListeners(expanded ? SWT.Expand : SWT.Collapse, event);
    }

    /** Waits until the first columns of the rows right below a row say these. */
    public void awaitRowsBelow(List<String> names, String... path) {
        try {
            Waiter.until(String.join(" > ", path) + " to have the rows " + names, () -> item(path)
                    .filter(found -> Arrays.stream(found.getItems()).map(TreeItem::getText).toList().equals(names))
                    .isPresent());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the view shows " + rows(), e);
        }
    }

    /** Writes another value into the second column of a row, in place, and presses Enter. */
    public void edit(String text, String... path) {
        Waiter.until(String.join(" > ", path) + " to be edited", () -> {
            Optional<TreeItem> row = item(path);
            if (row.isEmpty() || !(part instanceof IDebugView view && view.getViewer() instanceof TreeViewer viewer)) {
                return false;
            }
            tree().setSelection(row.get());
            Pointer.select(tree(), row.get());
            viewer.editElement(viewer.getStructuredSelection().getPaths()[0], 1);
            Optional<Text> cell = Widgets.all(tree(), Text.class).findFirst();
            cell.ifPresent(field -> {
                field.setText(text);
                field.notifyListeners(SWT.DefaultSelection, new Event());
            });
            return cell.isPresent();
        });
    }

    /** The Console view, if it is in the same folder, comes to the front whenever something is printed. */
    private boolean isInFront() {
        if (!tree().isVisible()) {
            IdeWindow.page().bringToTop(part);
        }
        return tree().isVisible();
    }

    private Optional<TreeItem> item(String... path) {
        if (!isInFront()) {
            return Optional.empty();
        }
        TreeItem[] items = tree().getItems();
        Optional<TreeItem> found = Optional.empty();
        for (String name : path) {
            found = Arrays.stream(items).filter(item -> item.getText(0).equals(name)).findFirst();
            if (found.isEmpty()) {
                return found;
            }
            items = found.get().getItems();
        }
        return found;
    }

    private Tree tree() {
        return Widgets.all(IdeWindow.widgets(part)).filter(Tree.class::isInstance).map(Tree.class::cast).findFirst()
                .orElseThrow(() -> new AssertionError("the view has no tree"));
    }
}
