/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.LguestDebug;

/**
 * A breakpoint of our own type, for editors that are not CDT's: {@link GuestLineBreakpoint} or {@link GuestWatchpoint}.
 *
 * <p>Whether it is installed is a fact about running guests, so it is kept in the object and not in the marker, which
 * outlives them.
 */
public sealed interface GuestBreakpoint extends IBreakpoint permits GuestLineBreakpoint, GuestWatchpoint {

    /** Marker type of a line in a file. */
    String LINE_MARKER = LguestDebug.PLUGIN_ID + ".guestBreakpointMarker";

    /** Marker type of a range of data. */
    String WATCHPOINT_MARKER = LguestDebug.PLUGIN_ID + ".guestWatchpointMarker";

    /** Marker type of the warning at a breakpoint that could not be planted. */
    String PROBLEM_MARKER = LguestDebug.PLUGIN_ID + ".breakpointProblem";

    /**
     * Marker attribute, String: absolute path of a file outside the workspace; the marker is on the workspace root
     * then.
     */
    String PATH = LguestDebug.PLUGIN_ID + ".path";

    /** Marker attribute, String: what a watchpoint watches, a variable or an address such as {@code 0xc0101000}. */
    String EXPRESSION = LguestDebug.PLUGIN_ID + ".expression";

    /** Marker attribute, Integer: bytes watched, 0 for the size of the expression. */
    String LENGTH = LguestDebug.PLUGIN_ID + ".length";

    /** Marker attribute, Boolean: whether reads hit. */
    String READ = LguestDebug.PLUGIN_ID + ".read";

    /** Marker attribute, Boolean: whether writes hit. */
    String WRITE = LguestDebug.PLUGIN_ID + ".write";

    /** Whether at least one running guest has it in a debug register. */
    boolean isInstalled();

    /** Counts one guest more, or less, that has it in a debug register. Called by the reader only. */
    void countInstallation(int change);
}
