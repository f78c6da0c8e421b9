/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.cdt.standin;

/** An event breakpoint, such as for forks: it has no place, and its marker is on the workspace root. */
public final class CEventBreakpoint extends CBreakpoint {
}
