/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.source;

import java.util.Optional;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.sourcelookup.ISourceLookupDirector;
import org.eclipse.debug.ui.sourcelookup.CommonSourceNotFoundEditor;
import org.eclipse.debug.ui.sourcelookup.ISourceDisplay;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.statushandlers.StatusManager;
import org.lguest.debug.core.sourcelookup.MissingSource;
import org.lguest.debug.core.sourcelookup.SourceMapping;
import org.lguest.debug.ui.Messages;

/**
 * Says which source file was not found, and lets the user say where it is: by showing the file, from which the folders
 * of the others follow, or by changing the whole lookup path.
 */
public final class MissingSourceEditor extends CommonSourceNotFoundEditor {

    public static final String ID = "org.lguest.debug.ui.missingSourceEditor";

    @Override
    protected String getText() {
        return source().map(source -> NLS.bind(Messages.MissingSourceEditor_notFound, source.path()))
                .orElseGet(super::getText);
    }

    private Optional<MissingSource> source() {
        return getEditorInput() instanceof MissingSourceInput input ? Optional.of(input.source()) : Optional.empty();
    }

    @Override
    protected void createButtons(Composite parent) {
        Button locate = new Button(parent, SWT.PUSH);
        locate.setText(Messages.MissingSourceEditor_locate);
        locate.addListener(SWT.Selection, event -> source().ifPresent(this::locate));
        super.createButtons(parent);
    }

    private void locate(MissingSource missing) {
        LocateSourceDialog dialog = new LocateSourceDialog(getSite().getShell(), missing.path());
        if (dialog.open() == Window.OK
                && missing.element().getLaunch().getSourceLocator() instanceof ISourceLookupDirector director) {
            dialog.mapping().ifPresent(mapping -> remember(mapping, director, missing));
        }
    }

    /** In a job: the launch configuration is written, and may be a file of a project that somebody else works on. */
    private void remember(SourceMapping mapping, ISourceLookupDirector director, MissingSource missing) {
        IWorkbenchPage page = getSite().getPage();
        Job job = Job.create(Messages.MissingSourceEditor_job, (ICoreRunnable) monitor -> {
            try {
                mapping.addTo(director);
            } catch (CoreException notRemembered) {
                StatusManager.getManager().handle(notRemembered.getStatus(), StatusManager.SHOW);
            } finally {
                page.getWorkbenchWindow().getWorkbench().getDisplay().asyncExec(() -> show(missing, page));
            }
        });
        job.schedule();
    }

    private void show(MissingSource missing, IWorkbenchPage page) {
        if (page.getWorkbenchWindow().getShell() == null) {
            return; // the workbench has been closed meanwhile
        }
        page.closeEditor(this, false);
        ISourceDisplay display = Adapters.adapt(missing.element(), ISourceDisplay.class);
        if (missing.element() instanceof IStackFrame && display != null) {
            display.displaySource(missing.element(), page, true);
        } else {
            SourceOpener.open(page, missing.element(), missing.line());
        }
    }
}
