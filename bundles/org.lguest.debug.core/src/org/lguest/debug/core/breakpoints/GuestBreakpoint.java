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

import java.util.Objects;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.LguestDebug;

/**
 * A breakpoint of our own type, for editors that are not CDT's: at a line, a function or an address, or on data.
 *
 * <p>A marker's attributes come from other hands too, from a file that was exported and imported again or from another
 * plug-in, and so may be missing, or of another class than they should be: they are read with {@link #text} and
 * {@link IMarker#getAttribute(String, int)}, which put up with both.
 */
public sealed interface GuestBreakpoint extends IBreakpoint
        permits GuestLineBreakpoint, GuestFunctionBreakpoint, GuestAddressBreakpoint, GuestWatchpoint,
        GuestEventBreakpoint {

    /** Marker type of a line in a file. */
    String LINE_MARKER = LguestDebug.PLUGIN_ID + ".guestBreakpointMarker";

    /** Marker type of a function. */
    String FUNCTION_MARKER = LguestDebug.PLUGIN_ID + ".guestFunctionBreakpointMarker";

    /** Marker type of an address. */
    String ADDRESS_MARKER = LguestDebug.PLUGIN_ID + ".guestAddressBreakpointMarker";

    /** Marker type of a range of data. */
    String WATCHPOINT_MARKER = LguestDebug.PLUGIN_ID + ".guestWatchpointMarker";

    /** Marker type of an event of the machine. */
    String EVENT_MARKER = LguestDebug.PLUGIN_ID + ".guestEventBreakpointMarker";
    /** Marker type of the warning at a breakpoint that could not be planted. */
    String PROBLEM_MARKER = LguestDebug.PLUGIN_ID + ".breakpointProblem";

    /**
     * Marker attribute, String: absolute path of a file outside the workspace; the marker is on the workspace root
     * then.
     */
    String PATH = LguestDebug.PLUGIN_ID + ".path";

    /** Marker attribute, String: a function of the guest. */
    String FUNCTION = LguestDebug.PLUGIN_ID + ".function";

    /** Marker attribute, String: a linear address, such as {@code 0xc0101000}. */
    String ADDRESS = LguestDebug.PLUGIN_ID + ".address";

    /** Marker attribute, String: what a watchpoint watches, a variable or an address such as {@code 0xc0101000}. */
    String EXPRESSION = LguestDebug.PLUGIN_ID + ".expression";

    /** Marker attribute, String: the name of an {@link EventKind}; its {@link EventField}s are attributes too. */
    String EVENT = LguestDebug.PLUGIN_ID + ".event";
    /** Marker attribute, String: the arguments of C's printf, for what prints instead of stopping; absent for none. */
    String PRINT = LguestDebug.PLUGIN_ID + ".print";
    /** Marker attribute, Integer: bytes watched, 0 for the size of the expression. */
    String LENGTH = LguestDebug.PLUGIN_ID + ".length";

    /** Marker attribute, Boolean: whether reads hit. */
    String READ = LguestDebug.PLUGIN_ID + ".read";

    /** Marker attribute, Boolean: whether what a watchpoint watches is a guest-physical address; absent for false. */
    String PHYSICAL = LguestDebug.PLUGIN_ID + ".physical";
    /** Marker attribute, String: what a watchpoint is called, if that is not its expression. */
    String NAME = LguestDebug.PLUGIN_ID + ".name";
    /** Marker attribute, Boolean: whether writes hit. */
    String WRITE = LguestDebug.PLUGIN_ID + ".write";

    /** Marker attribute, Integer: how many hits of each guest are passed over; absent for none. */
    String IGNORE_COUNT = LguestDebug.PLUGIN_ID + ".ignoreCount";

    /** Marker attribute, String: a condition in C; absent for none. */
    String CONDITION = LguestDebug.PLUGIN_ID + ".condition";

    /** In C: a match is a hit where it holds; empty for none. */
    default String condition() {
        IMarker marker = getMarker();
        return marker == null ? "" : Objects.toString(marker.getAttribute(CONDITION, ""), "").strip();
    }

    /** The arguments of C's printf, with which it prints instead of stopping; empty if it stops. */
    default String print() {
        IMarker marker = getMarker();
        return marker == null ? "" : Objects.toString(marker.getAttribute(PRINT, ""), "").strip();
    }

    /** Prints from now on, or if that is blank stops. */
    default void setPrint(String arguments) throws CoreException {
        IMarker marker = getMarker();
        if (marker != null && !arguments.strip().equals(print())) {
            marker.setAttribute(PRINT, arguments.strip());
        }
    }

    /** Changes when a match is a hit, from now on. */
    default void setCondition(String condition) throws CoreException {
        IMarker marker = getMarker();
        if (marker != null && !condition.strip().equals(condition())) {
            marker.setAttribute(CONDITION, condition.strip());
        }
    }

    /** How many hits of each guest are passed over before one stops; 0 if the marker has no such number. */
    default int ignoreCount() {
        IMarker marker = getMarker();
        return marker == null ? 0 : Math.max(0, marker.getAttribute(IGNORE_COUNT, 0));
    }

    /** Changes how many hits are passed over, from now on. */
    default void setIgnoreCount(int count) throws CoreException {
        IMarker marker = getMarker();
        if (marker != null && count != ignoreCount()) {
            marker.setAttribute(IGNORE_COUNT, count);
        }
    }

    /** What running guests have made of it. */
    Installations installations();

    /** Whether at least one running guest has it in a debug register. */
    default boolean isInstalled() {
        return installations().guests() > 0;
    }

    /** An attribute as text, whatever it was written as; empty if it is missing. */
    static String text(IMarker marker, String attribute) throws CoreException {
        return Objects.toString(marker.getAttribute(attribute), "").strip();
    }
}
