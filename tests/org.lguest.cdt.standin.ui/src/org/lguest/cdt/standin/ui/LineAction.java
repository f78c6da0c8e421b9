/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.cdt.standin.ui;

import java.util.Optional;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.ISuspendResume;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IActionDelegate2;
import org.eclipse.ui.IEditorActionDelegate;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.texteditor.ITextEditor;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the editor's context menu that has what is selected in the Debug view go on from the caret's line, by an
 * adapter of that element. The entry is enabled while the adapter says that it can, and calls it from a worker with the
 * absolute path.
 *
 * @param <A> the adapter
 */
abstract class LineAction<A> implements IEditorActionDelegate, IActionDelegate2, IDebugContextListener {

    /** Whether the adapter can do it there. */
    interface Test<A> {
        boolean can(A adapter, String path, int line);
    }

    /** What the adapter is to do. */
    interface Request<A> {
        void ask(A adapter, String path, int line) throws DebugException;
    }

    private final Class<A> type;
    private final Test<A> test;
    private final Request<A> request;
    private Optional<IAction> action = Optional.empty();
    private Optional<ITextEditor> editor = Optional.empty();

    LineAction(Class<A> type, Test<A> test, Request<A> request) {
        this.type = type;
        this.test = test;
        this.request = request;
    }

    @Override
    public void init(IAction entry) {
        action = Optional.of(entry);
        DebugUITools.getDebugContextManager().addDebugContextListener(this);
    }

    @Override
    public void setActiveEditor(IAction entry, @Nullable IEditorPart active) {
        action = Optional.of(entry);
        editor = Optional.ofNullable(active).filter(ITextEditor.class::isInstance).map(ITextEditor.class::cast);
        update();
    }

    @Override
    public void selectionChanged(IAction entry, ISelection selection) {
        action = Optional.of(entry);
        update();
    }

    @Override
    public void debugContextChanged(DebugContextEvent event) {
        update();
    }

    /** Later, when what is selected is what the editor has for its selection. */
    private void update() {
        PlatformUI.getWorkbench().getDisplay().asyncExec(() -> action.ifPresent(entry -> entry.setEnabled(
                adapter().filter(adapter -> path().filter(path -> test.can(adapter, path, line())).isPresent())
                        .isPresent())));
    }

    private Optional<A> adapter() {
        return DebugUITools.getDebugContext() instanceof ISuspendResume element && element.isSuspended()
                ? Optional.ofNullable(DebugUITools.getDebugContext().getAdapter(type)) : Optional.empty();
    }

    /** Of what the editor shows; empty when it is closed. */
    private Optional<String> path() {
        return editor.map(IEditorPart::getEditorInput).map(input -> input.getAdapter(IResource.class))
                .map(resource -> resource.getLocation().toPortableString());
    }

    private int line() {
        return editor.map(each -> each.getSelectionProvider().getSelection()).filter(ITextSelection.class::isInstance)
                .map(selection -> ((ITextSelection) selection).getStartLine() + 1).orElse(0);
    }

    @Override
    public void run(IAction entry) {
        Optional<A> adapter = adapter();
        Optional<String> path = path();
        int line = line();
        if (adapter.isPresent() && path.isPresent()) {
            DebugPlugin.getDefault().asyncExec(() -> {
                try {
                    request.ask(adapter.get(), path.get(), line);
                } catch (DebugException e) {
                    ILog.of(LineAction.class).log(e.getStatus());
                }
            });
        }
    }

    @Override
    public void runWithEvent(IAction entry, Event event) {
        run(entry);
    }

    @Override
    public void dispose() {
        DebugUITools.getDebugContextManager().removeDebugContextListener(this);
        action = Optional.empty();
        editor = Optional.empty();
    }
}
