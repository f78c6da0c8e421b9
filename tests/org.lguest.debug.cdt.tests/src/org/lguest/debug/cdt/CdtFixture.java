/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.cdt;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRunnable;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.jspecify.annotations.Nullable;

/**
 * Makes breakpoints with the attributes that CDT's editor, views and dialogs give them, and no others, by the class
 * that the marker type's contributor names: CDT itself, or what stands in for it.
 */
final class CdtFixture {

    static final String MODEL = "org.eclipse.cdt.debug.core";
    static final String PREFIX = MODEL + '.';

    private CdtFixture() {
    }

    /** A double click in the ruler. */
    static IBreakpoint line(IFile file, int line) throws CoreException {
        return line("cLineBreakpointMarker", file, file.getLocation().toOSString(), line);
    }

    /** The same in a file outside the workspace: the marker is on the root. */
    static IBreakpoint lineOutside(String path, int line) throws CoreException {
        return line("cLineBreakpointMarker", ResourcesPlugin.getWorkspace().getRoot(), path, line);
    }

    /** Any of the kinds that are line breakpoints by their marker's super types. */
    static IBreakpoint line(String type, IResource resource, String path, int line) throws CoreException {
        return create(type, resource, Map.of(
                PREFIX + "breakpointType", 0,
                PREFIX + "condition", "",
                PREFIX + "ignoreCount", 0,
                PREFIX + "sourceHandle", path,
                IMarker.MESSAGE, "Line breakpoint: " + resource.getName() + " [line: " + line + ']',
                IMarker.LINE_NUMBER, line,
                "requestedLine", line,
                "requestedSourceHandle", path));
    }

    /** Toggle Method Breakpoint in the Outline. */
    static IBreakpoint function(IFile file, String function) throws CoreException {
        return create("cFunctionBreakpointMarker", file, Map.of(
                PREFIX + "breakpointType", 0,
                PREFIX + "condition", "",
                PREFIX + "ignoreCount", 0,
                PREFIX + "sourceHandle", file.getLocation().toOSString(),
                PREFIX + "function", function,
                IMarker.LINE_NUMBER, -1,
                IMarker.CHAR_START, -1,
                IMarker.CHAR_END, -1,
                "requestedLine", -1,
                "requestedSourceHandle", file.getLocation().toOSString()));
    }

    /** A toggle in the Disassembly view. */
    static IBreakpoint address(String address) throws CoreException {
        return create("cAddressBreakpointMarker", ResourcesPlugin.getWorkspace().getRoot(), Map.of(
                PREFIX + "breakpointType", 0,
                PREFIX + "condition", "",
                PREFIX + "ignoreCount", 0,
                PREFIX + "address", address,
                IMarker.LINE_NUMBER, -1,
                IMarker.CHAR_START, -1,
                IMarker.CHAR_END, -1,
                "requestedLine", -1));
    }

    /** Add Event Breakpoint: on the root, and without a type. */
    static IBreakpoint event(String event, String argument) throws CoreException {
        return create("cEventBreakpointMarker", ResourcesPlugin.getWorkspace().getRoot(), Map.of(
                PREFIX + "condition", "",
                PREFIX + "ignoreCount", 0,
                PREFIX + "eventbreakpoint_event_id", event,
                PREFIX + "eventbreakpoint_event_arg", argument));
    }

    /** Toggle Watchpoint on a variable: no type, no memory space, no line. */
    static IBreakpoint watchpoint(IFile file, String expression, boolean write, boolean read) throws CoreException {
        return create("cWatchpointMarker", file, Map.of(
                PREFIX + "condition", "",
                PREFIX + "ignoreCount", 0,
                PREFIX + "sourceHandle", file.getLocation().toOSString(),
                PREFIX + "expression", expression,
                PREFIX + "write", write,
                PREFIX + "read", read,
                PREFIX + "range", "0"));
    }

    /** Add Watchpoint in the Memory view: on the root, with a range. */
    static IBreakpoint memoryWatchpoint(String expression, String range) throws CoreException {
        return create("cWatchpointMarker", ResourcesPlugin.getWorkspace().getRoot(), Map.of(
                PREFIX + "sourceHandle", "",
                PREFIX + "expression", expression,
                PREFIX + "range", range));
    }

    /** An interface of CDT's debug model, from whoever declares CDT's breakpoints. */
    static Class<?> type(String name) throws ClassNotFoundException {
        String bundle = declaration("cLineBreakpointMarker").getContributor().getName();
        return Platform.getBundle(bundle).loadClass(PREFIX + "model." + name);
    }

    private static IConfigurationElement declaration(String type) {
        return Arrays.stream(Platform.getExtensionRegistry()
                .getConfigurationElementsFor(DebugPlugin.getUniqueIdentifier(), DebugPlugin.EXTENSION_POINT_BREAKPOINTS))
                .filter(element -> (PREFIX + type).equals(element.getAttribute("markerType"))).findFirst()
                .orElseThrow(() -> new AssertionError("nobody declares " + type));
    }

    private static IBreakpoint create(String type, IResource resource, Map<String, Object> attributes)
            throws CoreException {
        IBreakpoint breakpoint = (IBreakpoint) declaration(type).createExecutableExtension("class");
        Map<String, Object> all = new HashMap<>(attributes);
        all.put(IBreakpoint.ID, MODEL);
        all.put(IBreakpoint.ENABLED, true);
        IWorkspaceRunnable creation = monitor -> breakpoint.setMarker(resource.createMarker(PREFIX + type, all));
        ResourcesPlugin.getWorkspace().run(creation, null);
        DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(breakpoint);
        return breakpoint;
    }

    /** As the properties dialog does. */
    static void set(IBreakpoint breakpoint, String key, Object value) throws CoreException {
        breakpoint.getMarker().setAttribute(PREFIX + key, value);
    }

    /** Whether the icon has a tick. */
    static boolean isTicked(IBreakpoint breakpoint) {
        return Boolean.TRUE.equals(call(breakpoint, "isInstalled"));
    }

    /** Calls a method that CDT's breakpoints have and the platform's have not. */
    static @Nullable Object call(IBreakpoint breakpoint, String method) {
        try {
            return breakpoint.getClass().getMethod(method).invoke(breakpoint);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** What is shown where breakpoints could not be planted. */
    static List<IMarker> problems() throws CoreException {
        return List.of(ResourcesPlugin.getWorkspace().getRoot()
                .findMarkers(PREFIX + "breakpointproblem", false, IResource.DEPTH_INFINITE));
    }
}
