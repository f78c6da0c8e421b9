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

import java.util.Map;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTarget;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.texteditor.ITextEditor;
import org.lguest.cdt.standin.CLineBreakpoint;

/** Sets a line breakpoint at the selected line with the attributes that CDT gives it, or takes it away. */
final class ToggleLineBreakpoint implements IToggleBreakpointsTarget {

    private static final String MODEL = "org.eclipse.cdt.debug.core";
    private static final String PREFIX = MODEL + '.';

    @Override
    public boolean canToggleLineBreakpoints(IWorkbenchPart part, ISelection selection) {
        return part instanceof ITextEditor editor && editor.getEditorInput().getAdapter(IResource.class) != null;
    }

    @Override
    public void toggleLineBreakpoints(IWorkbenchPart part, ISelection selection) throws CoreException {
        IResource file = ((ITextEditor) part).getEditorInput().getAdapter(IResource.class);
        int line = ((ITextSelection) selection).getStartLine() + 1;
        IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();
        for (IBreakpoint breakpoint : manager.getBreakpoints(MODEL)) {
            IMarker marker = breakpoint.getMarker();
            if (marker.getResource().equals(file) && marker.getAttribute(IMarker.LINE_NUMBER, -1) == line) {
                manager.removeBreakpoint(breakpoint, true);
                return;
            }
        }
        CLineBreakpoint breakpoint = new CLineBreakpoint();
        ResourcesPlugin.getWorkspace().run(monitor -> breakpoint.setMarker(
                file.createMarker(PREFIX + "cLineBreakpointMarker", attributes(file, line))), null);
        manager.addBreakpoint(breakpoint);
    }

    private static Map<String, Object> attributes(IResource file, int line) {
        String path = file.getLocation().toOSString();
        return Map.ofEntries(
                Map.entry(IBreakpoint.ID, MODEL),
                Map.entry(IBreakpoint.ENABLED, true),
                Map.entry(IMarker.LINE_NUMBER, line),
                Map.entry(IMarker.MESSAGE, "Line breakpoint: " + file.getName() + " [line: " + line + ']'),
                Map.entry(PREFIX + "breakpointType", 0),
                Map.entry(PREFIX + "condition", ""),
                Map.entry(PREFIX + "ignoreCount", 0),
                Map.entry(PREFIX + "sourceHandle", path),
                Map.entry("requestedLine", line),
                Map.entry("requestedSourceHandle", path));
    }

    @Override
    public boolean canToggleMethodBreakpoints(IWorkbenchPart part, ISelection selection) {
        return false;
    }

    @Override
    public void toggleMethodBreakpoints(IWorkbenchPart part, ISelection selection) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean canToggleWatchpoints(IWorkbenchPart part, ISelection selection) {
        return false;
    }

    @Override
    public void toggleWatchpoints(IWorkbenchPart part, ISelection selection) {
        throw new UnsupportedOperationException();
    }
}
