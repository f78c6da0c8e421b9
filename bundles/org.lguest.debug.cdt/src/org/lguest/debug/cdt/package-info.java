/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * All that knows CDT.
 *
 * <p>CDT is neither compiled against nor required. What binds us is what its markers say: their types, named in this
 * bundle's {@code plugin.xml}, and their attributes, named in {@link org.lguest.debug.cdt.CdtMarkers}. The
 * {@link org.lguest.debug.cdt.CdtBreakpointReader} turns them into requests, or says why a guest can't do what a
 * tracepoint, a dynamic printf or an event breakpoint asks for. In the other direction go a tick on the breakpoint's
 * icon ({@link org.lguest.debug.cdt.InstalledTick}), which takes a call of a method that CDT's objects have, a warning
 * in the editor where a breakpoint could not be planted, and the hint that our elements use CDT's breakpoints.
 *
 * <p>CDT's commands ask the selected element for interfaces of CDT's. {@link org.lguest.debug.cdt.CdtAdapters} makes
 * them {@link org.lguest.debug.cdt.ByName}: to run to a line, to move to one or resume at one
 * ({@link org.lguest.debug.cdt.CdtLine}), to step by instructions, to tell the value under the mouse
 * ({@link org.lguest.debug.cdt.CdtHover}). That CDT shows these commands for a guest is the
 * work of {@link org.lguest.debug.cdt.EditorActions}, the one part that needs a workbench.
 * {@link org.lguest.debug.cdt.PathMappings} makes CDT's path mappings of where a user has found a source.
 *
 * <p>With CDT absent all of this lies idle.
 *
 * <p>Next chapter: {@code org.lguest.debug.ui}
 */
@NullMarked
package org.lguest.debug.cdt;

import org.jspecify.annotations.NullMarked;
