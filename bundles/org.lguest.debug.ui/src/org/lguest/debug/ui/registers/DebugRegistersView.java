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

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.debug.ui.contexts.IDebugContextService;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.TreeViewerColumn;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.part.PageBook;
import org.eclipse.ui.part.ViewPart;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.model.DebugRegisterSnapshot;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.ui.Messages;

/** All debug registers of the guest that is selected in the Debug view: what each waits for, for whom, how often. */
public final class DebugRegistersView extends ViewPart implements IDebugContextListener {

    private PageBook book;
    private Link message;
    private final RowContents contents = new RowContents();
    private TreeViewer viewer;
    private FollowedGuest followed;
    private RowActions actions;
    private IDebugContextService contexts;
    private final Set<String> unfolded = new HashSet<>();
    private final Visibility visibility = new Visibility(this, shown -> followed.setVisible(shown));

    @Override
    public void createPartControl(Composite parent) {
        book = new PageBook(parent, SWT.NONE);
        message = new Link(book, SWT.WRAP);
        message.setText(Messages.DebugRegistersView_nothing);
        message.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> openConfigurations()));
        viewer = new TreeViewer(book, SWT.MULTI | SWT.FULL_SELECTION | SWT.H_SCROLL | SWT.V_SCROLL);
        viewer.getTree().setHeaderVisible(true);
        followed = new FollowedGuest(parent.getDisplay(), this::show);
        RegisterEditing editing = new RegisterEditing(viewer, followed);
        for (Column column : Column.values()) {
            TreeViewerColumn shown = new TreeViewerColumn(viewer, SWT.NONE);
            shown.getColumn().setText(column.title());
            shown.getColumn().setWidth(column.width());
            shown.getColumn().setMoveable(true);
            shown.setLabelProvider(column == Column.REGISTER ? new RegisterLabels() : new RowLabels(column));
            if (column == Column.VALUE) {
                shown.setEditingSupport(editing);
            }
        }
        viewer.setComparer(contents);
        viewer.setContentProvider(contents);
        viewer.setInput(this);
        actions = new RowActions(getViewSite(), viewer, followed, editing);
        addContextMenu();
        getSite().setSelectionProvider(viewer);
        followed.open();
        contexts = DebugUITools.getDebugContextManager().getContextService(getSite().getWorkbenchWindow());
        contexts.addDebugContextListener(this);
        followed.select(contexts.getActiveContext());
        getSite().getPage().addPartListener(visibility);
        show();
    }

    private void openConfigurations() {
        DebugUITools.openLaunchConfigurationDialogOnGroup(getSite().getShell(),
                new StructuredSelection(DebugPlugin.getDefault().getLaunchManager()
                        .getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE)),
                IDebugUIConstants.ID_DEBUG_LAUNCH_GROUP);
    }

    private void addContextMenu() {
        MenuManager menu = new MenuManager();
        menu.setRemoveAllWhenShown(true);
        menu.addMenuListener(actions::fill);
        Menu shown = menu.createContextMenu(viewer.getControl());
        viewer.getControl().setMenu(shown);
        getSite().registerContextMenu(menu, viewer);
    }

    @Override
    public void debugContextChanged(DebugContextEvent event) {
        if ((event.getFlags() & DebugContextEvent.ACTIVATED) != 0) {
            followed.select(event.getContext());
        }
    }

    private void show() {
        Optional<DebugRegisterSnapshot> now = followed.now();
        List<Row> rows = now.map(known -> Rows.of(known, followed.before())).orElseGet(this::planned);
        setContentDescription(followed.guest().map(DebugRegistersView::describe)
                .orElse(rows.isEmpty() ? "" : Messages.DebugRegistersView_planned));
        if (now.isEmpty()) {
            unfolded.clear();
        }
        show(rows);
        actions.update();
        book.showPage(rows.isEmpty() ? message : viewer.getControl());
    }

    /** What would be armed if a guest were debugged now; nothing while all breakpoints are skipped. */
    private List<Row> planned() {
        IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();
        return followed.guest().isEmpty() && manager.isEnabled() ? PlannedRows.of(manager.getBreakpoints()) : List.of();
    }

    /** Banks are unfolded when they are shown for the first time; after that it is up to the user. */
    private void show(List<Row> rows) {
        viewer.getControl().setRedraw(false);
        try {
            contents.setRows(rows);
            viewer.refresh();
            for (Row row : rows) {
                if (unfolded.add(row.id())) {
                    viewer.setExpandedState(row, true);
                }
            }
        } finally {
            viewer.getControl().setRedraw(true);
        }
    }

    private static String describe(GuestDebugTarget guest) {
        return NLS.bind(guest.isSuspended() ? Messages.DebugRegistersView_suspended
                : Messages.DebugRegistersView_running, guest.getName());
    }

    @Override
    public void setFocus() {
        if (viewer.getControl().isVisible()) {
            viewer.getControl().setFocus();
        } else {
            book.setFocus();
        }
    }

    @Override
    public void dispose() {
        if (contexts != null) {
            getSite().getPage().removePartListener(visibility);
            contexts.removeDebugContextListener(this);
            followed.close();
        }
        super.dispose();
    }
}
