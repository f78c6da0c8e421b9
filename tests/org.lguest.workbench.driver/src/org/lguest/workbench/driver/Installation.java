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

import org.eclipse.debug.core.model.IBreakpoint;

/** Whether a breakpoint shows the tick of one that is in a debug register; CDT's breakpoints and ours say so alike. */
public final class Installation {

    private Installation() {
    }

    public static void await(IBreakpoint breakpoint) {
        Waiter.until(name(breakpoint) + " to be in a debug register", () -> of(breakpoint));
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
