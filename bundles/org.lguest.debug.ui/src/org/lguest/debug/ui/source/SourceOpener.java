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

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.sourcelookup.ISourceLookupDirector;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugModelPresentation;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.texteditor.ITextEditor;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.sourcelookup.MissingSource;
import org.lguest.debug.ui.Messages;
import org.lguest.dwarf.SourceLine;

/** Opens source lines that no frame stands at. */
public final class SourceOpener {

    private SourceOpener() {
    }

    /**
     * Finds the file as frames find theirs, in a job, for it may be anywhere, and shows the line; where it is not
     * found the user is asked for it.
     *
     * @param element of the launch whose sources are looked for
     */
    public static void open(IWorkbenchPage page, IDebugElement element, SourceLine line) {
        if (element.getLaunch().getSourceLocator() instanceof ISourceLookupDirector director) {
            Job job = Job.create(Messages.SourceOpener_job, (ICoreRunnable) monitor -> {
                Object found = director.getSourceElement(line);
                Object source = found == null ? new MissingSource(element, line) : found;
                page.getWorkbenchWindow().getWorkbench().getDisplay().asyncExec(() -> show(page, source, line.line()));
            });
            job.setSystem(true);
            job.schedule();
        }
    }

    private static void show(IWorkbenchPage page, Object source, int line) {
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
