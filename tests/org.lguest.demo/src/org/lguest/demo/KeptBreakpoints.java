/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.ui.IWorkingSet;
import org.eclipse.ui.IWorkingSetManager;
import org.eclipse.ui.PlatformUI;
import org.lguest.debug.core.breakpoints.EventField;
import org.lguest.debug.core.breakpoints.EventFilter;
import org.lguest.debug.core.breakpoints.EventKind;
import org.lguest.debug.core.breakpoints.GuestAddressBreakpoint;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.breakpoints.GuestEventBreakpoint;
import org.lguest.debug.core.breakpoints.GuestFunctionBreakpoint;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.dwarf.ProgramImage;
import org.lguest.workbench.driver.SampleProject;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/** A breakpoint of each of our kinds, with what a user may say of it: made in one workbench, found in the next. */
record KeptBreakpoints(GuestLineBreakpoint line, GuestLineBreakpoint print, GuestFunctionBreakpoint function,
        GuestFunctionBreakpoint unknown, GuestAddressBreakpoint address, GuestWatchpoint watch,
        GuestEventBreakpoint event) {

    static final String LINE = "first.c:115";
    static final String FUNCTION = "remember";
    static final String AT_ADDRESS = "take_stock";
    static final String PRINTED = "sold for 12";
    private static final String UNKNOWN = "no_such_function";
    private static final int RING_UP = 115;
    private static final int WRITE_DOWN = 119;
    private static final String GROUP = "Sales";

    /** Makes them as the dialogs do, and puts two into a working set. */
    static KeptBreakpoints make(SampleProject sample) throws Exception {
        IResource source = sample.source("first.c");
        IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
        KeptBreakpoints made = new KeptBreakpoints(new GuestLineBreakpoint(source, RING_UP),
                new GuestLineBreakpoint(source, WRITE_DOWN), new GuestFunctionBreakpoint(root, FUNCTION),
                new GuestFunctionBreakpoint(root, UNKNOWN), new GuestAddressBreakpoint(root, addressOf(sample, AT_ADDRESS)),
                new GuestWatchpoint(root, "takings", 0, false, true), new GuestEventBreakpoint(root,
                        new EventFilter(EventKind.CONSOLE, Map.of(EventField.TEXT, "Customer: thank you"))));
        manager().addBreakpoints(made.all().toArray(IBreakpoint[]::new));
        made.line.setCondition("pieces == 12");
        made.print.setPrint("\"sold for %d\\n\", amount");
        made.function.setIgnoreCount(3);
        made.watch.setIgnoreCount(2);
        made.watch.setEnabled(false);
        Ui.run(() -> {
            IWorkingSet set = workingSets().createWorkingSet(GROUP, new IAdaptable[] {made.line, made.event});
            set.setId(IDebugUIConstants.BREAKPOINT_WORKINGSET_ID);
            workingSets().addWorkingSet(set);
        });
        return made;
    }

    private static String addressOf(SampleProject sample, String function) throws Exception {
        ProgramImage image = ProgramImage.open(sample.project().getFile("images/first").getLocation().toPath());
        try {
            return String.format("0x%08x", image.symbol(function).orElseThrow().address());
        } finally {
            image.close();
        }
    }

    /** Those that the platform has restored. */
    static KeptBreakpoints find() throws CoreException {
        Waiter.until("the breakpoints of the workbench before", () -> manager().getBreakpoints().length > 0);
        List<GuestLineBreakpoint> lines = all(GuestLineBreakpoint.class);
        List<GuestFunctionBreakpoint> functions = all(GuestFunctionBreakpoint.class);
        boolean lineIsFirst = lines.getFirst().print().isEmpty();
        boolean unknownIsFirst = functions.getFirst().function().equals(UNKNOWN);
        return new KeptBreakpoints(lines.get(lineIsFirst ? 0 : 1), lines.get(lineIsFirst ? 1 : 0),
                functions.get(unknownIsFirst ? 1 : 0), functions.get(unknownIsFirst ? 0 : 1),
                all(GuestAddressBreakpoint.class).getFirst(), all(GuestWatchpoint.class).getFirst(),
                all(GuestEventBreakpoint.class).getFirst());
    }

    private static <T extends IBreakpoint> List<T> all(Class<T> kind) {
        return Arrays.stream(manager().getBreakpoints()).filter(kind::isInstance).map(kind::cast).toList();
    }

    List<GuestBreakpoint> all() {
        return List.of(line, print, function, unknown, address, watch, event);
    }

    /** All that the workspace holds of breakpoints, a line for each, and who is in the working set. */
    static List<String> described() throws CoreException {
        List<String> lines = new ArrayList<>();
        for (IBreakpoint breakpoint : manager().getBreakpoints()) {
            lines.add(describe(breakpoint));
        }
        Ui.run(() -> {
            for (IAdaptable member : workingSets().getWorkingSet(GROUP).getElements()) {
                lines.add(GROUP + ": " + describe((IBreakpoint) member));
            }
        });
        return lines.stream().sorted().toList();
    }

    private static String describe(IBreakpoint breakpoint) throws CoreException {
        IMarker marker = breakpoint.getMarker();
        Map<String, Object> attributes = new TreeMap<>(marker.getAttributes());
        // The platform's note of the working sets, which it writes some time after that has changed.
        attributes.keySet().removeIf(key -> key.startsWith("workingset_"));
        return breakpoint.getClass().getSimpleName() + ' ' + marker.getResource().getFullPath() + ' ' + attributes;
    }

    private static IBreakpointManager manager() {
        return DebugPlugin.getDefault().getBreakpointManager();
    }

    private static IWorkingSetManager workingSets() {
        return PlatformUI.getWorkbench().getWorkingSetManager();
    }
}
