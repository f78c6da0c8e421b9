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

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A point of the checklist for a debugger that uses CDT's breakpoints, of which {@link ChecklistTest} sees that each
 * has a test:
 * <ol>
 * <li>Kinds are told by their exact marker type: tracepoints and dynamic printfs are subtypes of line breakpoints.
 * <li>The range of a watchpoint is a number in a string; its unit is the byte, and 0 means the size of the expression.
 * <li>A watchpoint without attributes is for writes and not for reads.
 * <li>Addresses are unsigned, of up to 64 bits, padded or not.
 * <li>The path is the source handle; a breakpoint outside the workspace is on its root.
 * <li>The line is the marker's line number and never the requested one, which saved edits leave behind.
 * <li>Attributes may be missing: type, memory space, condition.
 * <li>A software breakpoint is refused, a temporary one goes with its first hit, a hardware one is never softened.
 * <li>Skip All Breakpoints is honoured, at the start too.
 * <li>Changes of markers that the debugger itself makes plant nothing.
 * <li>A breakpoint is removed without a delta, and its marker may be gone.
 * <li>The install count is balanced over the end and a restart; a stale count in the marker is ignored.
 * <li>A breakpoint that can't be planted has one problem marker with the cause, which goes on success and at the end.
 * <li>More than four: the fifth is reported, and planted when a register is free.
 * <li>A disabled breakpoint occupies no register.
 * <li>A watchpoint for reads alone is planted for reads and writes, of which pure writes are dropped.
 * <li>The debugger has a presentation and a source director of its own.
 * <li>All starts and runs with CDT absent.
 * </ol>
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Point {

    int value();
}
