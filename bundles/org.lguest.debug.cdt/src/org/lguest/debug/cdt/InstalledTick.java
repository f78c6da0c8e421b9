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

import java.lang.reflect.InvocationTargetException;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.model.IBreakpoint;

/**
 * The tick on the icon of a CDT breakpoint that is planted. CDT counts in the breakpoint object how many targets have
 * it and writes the count to the marker as a notification only, so the object has to be told. Its methods are found by
 * name, for CDT's classes are not compiled against.
 */
enum InstalledTick {

    INCREMENT("incrementInstallCount"),
    DECREMENT("decrementInstallCount");

    private final String method;

    InstalledTick(String method) {
        this.method = method;
    }

    /** Each increment is to be balanced by one decrement: the count is shared with other debuggers. */
    void call(IBreakpoint breakpoint) {
        try {
            breakpoint.getClass().getMethod(method).invoke(breakpoint);
        } catch (InvocationTargetException e) {
            // A deleted marker makes CDT's method throw; a breakpoint that is gone needs no tick.
            if (!(e.getCause() instanceof CoreException)) {
                log(e.getCause());
            }
        } catch (ReflectiveOperationException e) {
            log(e);
        }
    }

    private void log(Throwable cause) {
        ILog.of(InstalledTick.class).error("CDT's " + method + " failed", cause);
    }
}
