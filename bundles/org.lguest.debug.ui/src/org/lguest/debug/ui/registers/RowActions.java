/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.registers;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.viewers.TreePath;
import org.eclipse.jface.viewers.TreeSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.statushandlers.StatusManager;
import org.lguest.debug.ui.Messages;

/** What can be done with the rows that are selected. */
final class RowActions {

    private final IViewSite site;
    private final TreeViewer viewer;
    private final FollowedGuest followed;
    private final IAction goToBreakpoint;
    private final IAction goToSource;
    private final RegisterEditing editing;
    private final IAction change;
    private final IAction copy;
    private final IAction refresh;

    RowActions(IViewSite site, TreeViewer viewer, FollowedGuest followed, RegisterEditing editing) {
        this.site = site;
        this.viewer = viewer;
        this.followed = followed;
        this.editing = editing;
        goToBreakpoint = action(Messages.RowActions_goToBreakpoint, rows -> goToBreakpoint(rows.getFirst()));
        goToSource = action(Messages.RowActions_goToSource, rows -> goToSource(rows.getFirst()));
        change = action(Messages.RowActions_change,
                rows -> viewer.editElement(rows.getFirst(), Column.VALUE.ordinal()));
        copy = action(Messages.RowActions_copy, this::copy);
        refresh = action(Messages.RowActions_refresh, rows -> followed.read());
        copy.setImageDescriptor(image(ISharedImages.IMG_TOOL_COPY));
        refresh.setImageDescriptor(image(ISharedImages.IMG_ELCL_SYNCED));
        site.getActionBars().setGlobalActionHandler(ActionFactory.COPY.getId(), copy);
        site.getActionBars().setGlobalActionHandler(ActionFactory.REFRESH.getId(), refresh);
        site.getActionBars().getToolBarManager().add(refresh);
        viewer.addSelectionChangedListener(event -> update());
        viewer.addOpenListener(event -> goToSource.run());
        update();
    }

    private static ImageDescriptor image(String shared) {
        return PlatformUI.getWorkbench().getSharedImages().getImageDescriptor(shared);
    }

    private IAction action(String text, Consumer<List<Row>> work) {
        return new Action(text) {
            @Override
            public void run() {
                if (isEnabled()) {
                    work.accept(selected());
                }
            }
        };
    }

    void fill(IMenuManager menu) {
        update();
        menu.add(goToBreakpoint);
        menu.add(goToSource);
        menu.add(new Separator());
        menu.add(change);
        menu.add(copy);
        menu.add(refresh);
    }

    /** Enables what there is something to do for. */
    void update() {
        List<Row> rows = selected();
        goToBreakpoint.setEnabled(rows.size() == 1 && rows.getFirst().breakpoint().isPresent());
        goToSource.setEnabled(rows.size() == 1 && GoToSource.isPossible(rows.getFirst()));
        change.setEnabled(rows.size() == 1 && editing.isPossible(rows.getFirst()));
        copy.setEnabled(!rows.isEmpty());
        refresh.setEnabled(followed.guest().isPresent());
    }

    private List<Row> selected() {
        return Stream.of(viewer.getStructuredSelection().toArray()).map(Row.class::cast).toList();
    }

    private void goToSource(Row row) {
        new GoToSource(site.getPage()).open(followed.guest(), row);
    }

    /** Where the Breakpoints view does not show it, for it is in a group that is closed, the view is shown. */
    private void goToBreakpoint(Row row) {
        Optional<IBreakpoint> breakpoint = row.breakpoint();
        try {
            IViewPart view = site.getPage().showView(IDebugUIConstants.ID_BREAKPOINT_VIEW);
            breakpoint.ifPresent(known -> view.getViewSite().getSelectionProvider()
                    .setSelection(new TreeSelection(new TreePath(new Object[] {known}))));
        } catch (PartInitException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
        }
    }

    private void copy(List<Row> rows) {
        Clipboard clipboard = new Clipboard(viewer.getControl().getDisplay());
        try {
            clipboard.setContents(
                    new Object[] {rows.stream().map(Row::line).collect(Collectors.joining(System.lineSeparator()))},
                    new Transfer[] {TextTransfer.getInstance()});
        } finally {
            clipboard.dispose();
        }
    }
}
