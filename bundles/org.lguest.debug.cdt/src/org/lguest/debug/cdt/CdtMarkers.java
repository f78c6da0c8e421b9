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

/** CDT's names: marker types, marker attributes, the values that matter to a debug register, path mappings. */
final class CdtMarkers {

    private static final String CORE = "org.eclipse.cdt.debug.core.";

    static final String LINE_BREAKPOINT = CORE + "cLineBreakpointMarker";
    static final String FUNCTION_BREAKPOINT = CORE + "cFunctionBreakpointMarker";
    static final String ADDRESS_BREAKPOINT = CORE + "cAddressBreakpointMarker";
    static final String WATCHPOINT = CORE + "cWatchpointMarker";
    static final String LINE_TRACEPOINT = CORE + "cLineTracepointMarker";
    static final String FUNCTION_TRACEPOINT = CORE + "cFunctionTracepointMarker";
    static final String ADDRESS_TRACEPOINT = CORE + "cAddressTracepointMarker";
    static final String LINE_DYNAMIC_PRINTF = CORE + "cLineDynamicPrintfMarker";
    static final String FUNCTION_DYNAMIC_PRINTF = CORE + "cFunctionDynamicPrintfMarker";
    static final String ADDRESS_DYNAMIC_PRINTF = CORE + "cAddressDynamicPrintfMarker";
    static final String EVENT_BREAKPOINT = CORE + "cEventBreakpointMarker";
    static final String PROBLEM = CORE + "breakpointproblem";

    /** A type of source containers. */
    static final String PATH_MAPPING = CORE + "containerType.mapping";

    /** String: free text; blank or absent for none. */
    static final String CONDITION = CORE + "condition";

    /** Integer: hits to pass over. */
    static final String IGNORE_COUNT = CORE + "ignoreCount";

    /** String: absolute path of the file, and the only place of one outside the workspace. */
    static final String SOURCE_HANDLE = CORE + "sourceHandle";

    /** Integer of bits; absent on watchpoints made by a user. */
    static final String TYPE = CORE + "breakpointType";

    /** A bit of {@link #TYPE}: the breakpoint goes with its first hit. */
    static final int TYPE_TEMPORARY = 1;

    /** A bit of {@link #TYPE}: an instruction in memory, or refuse. */
    static final int TYPE_SOFTWARE = 4;

    /** String: 0x and hexadecimal digits, padded to 8 or 16. */
    static final String ADDRESS = CORE + "address";

    /** String: a name, for C++ with parameter types. */
    static final String FUNCTION = CORE + "function";

    static final String EXPRESSION = CORE + "expression";

    /** String: the arguments of printf, as they are written in C. */
    static final String PRINTF_STRING = CORE + "printf_string";
    /** Boolean, true when absent. */
    static final String WRITE = CORE + "write";

    /** Boolean, false when absent. */
    static final String READ = CORE + "read";

    /** A decimal number in a <em>String</em>, whatever its Javadoc says; 0 when absent. */
    static final String RANGE = CORE + "range";

    /** String: blank or absent for the ordinary one. */
    static final String MEMORY_SPACE = CORE + "memoryspace";

    /** Attribute of {@link #PROBLEM}, String: the file that the problem is in, if the marker is on another resource. */
    static final String EXTERNAL_LOCATION = "externalLocation";

    /** One of the ids that an element names to say that CDT's breakpoints are meant for it. */
    static final String USES_C_BREAKPOINTS = CORE + "cbreakpoints";

    private CdtMarkers() {
    }
}
