/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.workbench.driver;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceRuleFactory;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;

/**
 * Makes breakpoints as CDT's editor and dialogs make them: by marker type and attributes, and by the class that the
 * type's contributor names, so that it is the same with CDT and with what stands in for it.
 */
public final class CdtBreakpoints {

    public static final String MODEL = "org.eclipse.cdt.debug.core";

    private static final String PREFIX = MODEL + '.';
    private static final String LINE_MARKER = PREFIX + "cLineBreakpointMarker";
    private static final String WATCHPOINT_MARKER = PREFIX + "cWatchpointMarker";

    private CdtBreakpoints() {
    }

    /** Whether some bundle declares CDT's breakpoint types. */
    public static boolean areDeclared() {
        return Arrays.stream(declarations())
                .anyMatch(element -> LINE_MARKER.equals(element.getAttribute("markerType")));
    }

    /** As a double click in the ruler of CDT's editor does. */
    public static IBreakpoint line(IResource file, int line) throws CoreException {
        return create(LINE_MARKER, file, Map.of(
                IMarker.LINE_NUMBER, line,
                IMarker.MESSAGE, "Line breakpoint: " + file.getName() + " [line: " + line + ']',
                "requestedLine", line,
                "requestedSourceHandle", file.getLocation().toOSString(),
                PREFIX + "sourceHandle", file.getLocation().toOSString(),
                PREFIX + "condition", "",
                PREFIX + "ignoreCount", 0,
                PREFIX + "breakpointType", 0));
    }

    /**
     * As Toggle Watchpoint in CDT's editor does.
     *
     * @param range bytes, or 0 for as many as the expression has
     */
    public static IBreakpoint watchpoint(IResource file, String expression, boolean read, boolean write, int range)
            throws CoreException {
        return create(WATCHPOINT_MARKER, file, Map.of(
                IMarker.MESSAGE, (read ? write ? "Access" : "Read" : "Write") + " watchpoint: " + file.getName()
                        + " [expression: '" + expression + "']",
                PREFIX + "sourceHandle", file.getLocation().toOSString(),
                PREFIX + "condition", "",
                PREFIX + "ignoreCount", 0,
                PREFIX + "expression", expression,
                PREFIX + "read", read,
                PREFIX + "write", write,
                PREFIX + "range", Integer.toString(range)));
    }

    private static IBreakpoint create(String type, IResource resource, Map<String, Object> attributes)
            throws CoreException {
        IConfigurationElement declaration = Arrays.stream(declarations())
                .filter(element -> type.equals(element.getAttribute("markerType"))).findFirst()
                .orElseThrow(() -> new AssertionError("nobody declares " + type));
        IBreakpoint breakpoint = (IBreakpoint) declaration.createExecutableExtension("class");
        IResourceRuleFactory rules = ResourcesPlugin.getWorkspace().getRuleFactory();
        ISchedulingRule rule = rules.markerRule(resource);
        // All at once: a marker that says nothing of its model yet is one that the breakpoint manager deletes.
        Map<String, Object> all = new HashMap<>(attributes);
        all.put(IBreakpoint.ID, MODEL);
        all.put(IBreakpoint.ENABLED, true);
        ResourcesPlugin.getWorkspace().run(monitor -> breakpoint.setMarker(resource.createMarker(type, all)), rule, 0,
                new NullProgressMonitor());
        DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(breakpoint);
        return breakpoint;
    }

    private static IConfigurationElement[] declarations() {
        return Platform.getExtensionRegistry().getConfigurationElementsFor(DebugPlugin.getUniqueIdentifier(),
                DebugPlugin.EXTENSION_POINT_BREAKPOINTS);
    }
}
