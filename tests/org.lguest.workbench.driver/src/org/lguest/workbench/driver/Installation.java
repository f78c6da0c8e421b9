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

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;

/** Whether a breakpoint shows the tick of one that is in a debug register; CDT's breakpoints and ours say so alike. */
public final class Installation {

    private static final List<String> PROBLEM_MARKERS =
            List.of(GuestBreakpoint.PROBLEM_MARKER, CdtBreakpoints.MODEL + ".breakpointproblem");

    private Installation() {
    }

    /** @throws AssertionError with the reason, if the breakpoint is refused */
    public static void await(IBreakpoint breakpoint) {
        Waiter.until(name(breakpoint) + " to be in a debug register", () -> {
            problems().findFirst().ifPresent(problem -> {
                throw new AssertionError(name(breakpoint) + " is refused: " + problem);
            });
            return of(breakpoint);
        });
    }

    /** What the warnings at refused breakpoints say. */
    private static Stream<String> problems() {
        return PROBLEM_MARKERS.stream().flatMap(type -> {
            try {
                return Arrays.stream(ResourcesPlugin.getWorkspace().getRoot().findMarkers(type, true,
                        IResource.DEPTH_INFINITE));
            } catch (CoreException e) {
                throw new AssertionError(e.getMessage(), e);
            }
        }).map(marker -> marker.getAttribute(IMarker.MESSAGE, ""));
    }

    public static void awaitEnd(IBreakpoint breakpoint) {
        Waiter.until(name(breakpoint) + " to be in no debug register", () -> !of(breakpoint));
    }

    private static boolean of(IBreakpoint breakpoint) {
        try {
            return (Boolean) breakpoint.getClass().getMethod("isInstalled").invoke(breakpoint);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(breakpoint + " does not tell whether it is installed", e);
        }
    }

    private static String name(IBreakpoint breakpoint) {
        return breakpoint.getClass().getSimpleName();
    }
}
