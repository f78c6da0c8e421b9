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

import org.eclipse.cdt.debug.core.model.IRunToLine;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.ISuspendResume;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.texteditor.ITextEditor;

/** Asks the suspended element for CDT's adapter, and calls it from a worker, with the absolute path. */
final class RunToLine implements IRunToLineTarget {

    @Override
    public boolean canRunToLine(IWorkbenchPart part, ISelection selection, ISuspendResume element) {
        return adapter(element).filter(adapter -> adapter.canRunToLine(path(part), line(selection))).isPresent();
    }

    @Override
    public void runToLine(IWorkbenchPart part, ISelection selection, ISuspendResume element) throws CoreException {
        String path = path(part);
        int line = line(selection);
        boolean skip = DebugUITools.getPreferenceStore()
                .getBoolean(IDebugUIConstants.PREF_SKIP_BREAKPOINTS_DURING_RUN_TO_LINE);
        adapter(element).ifPresent(adapter -> DebugPlugin.getDefault().asyncExec(() -> {
            try {
                adapter.runToLine(path, line, skip);
            } catch (DebugException e) {
                ILog.of(RunToLine.class).log(e.getStatus());
            }
        }));
    }

    private static Optional<IRunToLine> adapter(ISuspendResume element) {
        return element instanceof IAdaptable adaptable ? Optional.ofNullable(adaptable.getAdapter(IRunToLine.class))
                : Optional.empty();
    }

    private static String path(IWorkbenchPart part) {
        return ((ITextEditor) part).getEditorInput().getAdapter(IResource.class).getLocation().toPortableString();
    }

    private static int line(ISelection selection) {
        return ((ITextSelection) selection).getStartLine() + 1;
    }
}
