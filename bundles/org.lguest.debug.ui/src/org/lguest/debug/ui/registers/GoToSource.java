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

import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.sourcelookup.ISourceLookupDirector;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugModelPresentation;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.texteditor.ITextEditor;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Slot;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.ui.Messages;
import org.lguest.dwarf.SourceLine;

/**
 * Opens what a debug register waits for in an editor: the source line of an instruction, or else the line that the
 * breakpoint was set at.
 */
final class GoToSource {

    private final IWorkbenchPage page;

    GoToSource(IWorkbenchPage page) {
        this.page = page;
    }

    static boolean isPossible(Row row) {
        return row.slot().flatMap(Slot::line).isPresent() || marker(row).isPresent();
    }

    /** The place of a breakpoint that has one. */
    private static Optional<IMarker> marker(Row row) {
        return row.breakpoint().map(IBreakpoint::getMarker).filter(marker -> marker.getResource() instanceof IFile
                && marker.getAttribute(IMarker.LINE_NUMBER, 0) > 0);
    }

    /** Finds the file as frames find theirs, in a job: it may be anywhere. */
    void open(Optional<GuestDebugTarget> guest, Row row) {
        Optional<SourceLine> line = row.slot().flatMap(Slot::line);
        if (line.isEmpty()) {
            marker(row).ifPresent(this::open);
        } else if (guest.isPresent() && guest.get().getLaunch().getSourceLocator() instanceof ISourceLookupDirector director) {
            Job job = Job.create(Messages.GoToSource_job, (ICoreRunnable) monitor -> {
                Object source = director.getSourceElement(line.get());
                page.getWorkbenchWindow().getWorkbench().getDisplay()
                        .asyncExec(() -> show(source, line.get().line()));
            });
            job.setSystem(true);
            job.schedule();
        }
    }

    private void open(IMarker marker) {
        try {
            IDE.openEditor(page, marker);
        } catch (PartInitException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
        }
    }

    private void show(Object source, int line) {
        IDebugModelPresentation presentation = DebugUITools.newDebugModelPresentation(LguestDebug.MODEL_ID);
        try {
            IEditorInput input = presentation.getEditorInput(source);
            if (input != null && page.getWorkbenchWindow().getShell() != null) {
                select(IDE.openEditor(page, input, presentation.getEditorId(input, source)), line);
            }
        } catch (CoreException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
        } finally {
            presentation.dispose();
        }
    }

    private static void select(IEditorPart part, int line) {
        if (part instanceof ITextEditor editor) {
            IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
            try {
                IRegion region = document.getLineInformation(line - 1);
                editor.selectAndReveal(region.getOffset(), region.getLength());
            } catch (BadLocationException shorterNow) {
                // The file has changed since the guest was built: it is shown from its beginning.
                return;
            }
        }
    }
}
