/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.breakpoints;

import java.util.Arrays;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTarget;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IPathEditorInput;
import org.eclipse.ui.IURIEditorInput;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.texteditor.ITextEditor;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.ui.Messages;

/**
 * Adds a {@link GuestLineBreakpoint} at the line that is selected, or removes the one that is there.
 */
final class ToggleGuestBreakpoints implements IToggleBreakpointsTarget {

    @Override
    public void toggleLineBreakpoints(IWorkbenchPart part, ISelection selection) {
        if (part instanceof ITextEditor editor && selection instanceof ITextSelection text) {
            Place.of(editor, text.getStartLine() + 1).ifPresent(place -> job(place).schedule());
        }
    }

    @Override
    public boolean canToggleLineBreakpoints(IWorkbenchPart part, ISelection selection) {
        return selection instanceof ITextSelection && ToggleTargets.serves(part);
    }

    @Override
    public void toggleMethodBreakpoints(IWorkbenchPart part, ISelection selection) {
        // not offered
    }

    @Override
    public boolean canToggleMethodBreakpoints(IWorkbenchPart part, ISelection selection) {
        return false;
    }

    @Override
    public void toggleWatchpoints(IWorkbenchPart part, ISelection selection) {
        // not offered: a watchpoint needs an expression, which AddWatchpointDialog asks for
    }

    @Override
    public boolean canToggleWatchpoints(IWorkbenchPart part, ISelection selection) {
        return false;
    }

    private static BreakpointJob job(Place place) {
        return new BreakpointJob(Messages.ToggleGuestBreakpoints_job, monitor -> toggle(place));
    }

    private static void toggle(Place place) throws CoreException {
        IBreakpointManager breakpoints = DebugPlugin.getDefault().getBreakpointManager();
        Optional<IBreakpoint> there = Arrays.stream(breakpoints.getBreakpoints(LguestDebug.MODEL_ID))
                .filter(breakpoint -> breakpoint instanceof GuestLineBreakpoint line && place.isThatOf(line)).findFirst();
        if (there.isPresent()) {
            breakpoints.removeBreakpoint(there.get(), true);
        } else {
            breakpoints.addBreakpoint(place.create());
        }
    }

    /** A line of a file, in the workspace or outside it. */
    private sealed interface Place {

        record InWorkspace(IFile file, int line) implements Place {
        }

        record Outside(IPath path, int line) implements Place {
        }

        static Optional<Place> of(ITextEditor editor, int line) {
            IFile file = editor.getEditorInput().getAdapter(IFile.class);
            if (file != null) {
                return Optional.of(new InWorkspace(file, line));
            }
            return switch (editor.getEditorInput()) {
                case IPathEditorInput input -> Optional.of(new Outside(input.getPath(), line));
                case IURIEditorInput input when "file".equals(input.getURI().getScheme()) ->
                    Optional.of(new Outside(IPath.fromOSString(input.getURI().getPath()), line));
                default -> Optional.empty();
            };
        }

        default GuestLineBreakpoint create() throws CoreException {
            return switch (this) {
                case InWorkspace(IFile file, int line) -> new GuestLineBreakpoint(file, line);
                case Outside(IPath path, int line) ->
                    new GuestLineBreakpoint(ResourcesPlugin.getWorkspace().getRoot(), path, line);
            };
        }

        default boolean isThatOf(GuestLineBreakpoint breakpoint) {
            try {
                return switch (this) {
                    case InWorkspace(IFile file, int line) ->
                        breakpoint.getLineNumber() == line && file.equals(breakpoint.getMarker().getResource());
                    case Outside(IPath path, int line) ->
                        breakpoint.getLineNumber() == line && breakpoint.path().equals(Optional.of(path.toOSString()));
                };
            } catch (CoreException gone) {
                return false;
            }
        }
    }
}
