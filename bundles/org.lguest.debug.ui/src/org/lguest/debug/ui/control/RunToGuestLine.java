/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.control;

import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.ISuspendResume;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IPathEditorInput;
import org.eclipse.ui.IURIEditorInput;
import org.eclipse.ui.IWorkbenchPart;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.core.model.GuestThread;

/**
 * The platform's Run to Line, in text editors that show sources of guests. Breakpoints on the way are skipped if the
 * user's preference for it says so.
 */
final class RunToGuestLine implements IRunToLineTarget {

    @Override
    public boolean canRunToLine(IWorkbenchPart part, ISelection selection, ISuspendResume suspended) {
        return selection instanceof ITextSelection && path(part).isPresent()
                && thread(suspended).filter(GuestThread::canRunToLine).isPresent();
    }

    @Override
    public void runToLine(IWorkbenchPart part, ISelection selection, ISuspendResume suspended) {
        Optional<IPath> path = path(part);
        if (selection instanceof ITextSelection text && path.isPresent()) {
            boolean skip = DebugUITools.getPreferenceStore()
                    .getBoolean(IDebugUIConstants.PREF_SKIP_BREAKPOINTS_DURING_RUN_TO_LINE);
            thread(suspended).ifPresent(
                    thread -> thread.runToLine(path.get().toOSString(), text.getStartLine() + 1, skip));
        }
    }

    private static Optional<GuestThread> thread(ISuspendResume suspended) {
        return suspended instanceof IDebugElement element && element.getDebugTarget() instanceof GuestDebugTarget target
                && target.hasThreads() ? Optional.of(target.getThreads()[0]) : Optional.empty();
    }

    private static Optional<IPath> path(IWorkbenchPart part) {
        if (!(part instanceof IEditorPart editor)) {
            return Optional.empty();
        }
        IEditorInput input = editor.getEditorInput();
        IFile file = input.getAdapter(IFile.class);
        if (file != null) {
            return Optional.ofNullable(file.getLocation());
        }
        return switch (input) {
            case IPathEditorInput local -> Optional.ofNullable(local.getPath());
            case IURIEditorInput other when "file".equals(other.getURI().getScheme()) ->
                Optional.of(IPath.fromOSString(other.getURI().getPath()));
            default -> Optional.empty();
        };
    }
}
