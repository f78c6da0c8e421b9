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
 * <h2>Where to look first</h2>
 * To find one variable in a kernel every unit would have to be walked. Some compilers, linkers and debuggers leave an
 * index beside the units: {@link org.lguest.dwarf.index.DebugNames} of DWARF 5, GDB's
 * {@link org.lguest.dwarf.index.GdbIndex}, the older {@link org.lguest.dwarf.index.PublicNames}. Each says in which
 * units a name is; {@link org.lguest.dwarf.index.CodeIndex}, of {@code .debug_aranges}, in which unit an address is.
 *
 * <p>An index is a second account of the same facts, made by another hand, and either may be wrong. So an index is only
 * ever asked where to look <em>first</em>. What it says is looked up in the unit; what it does not have is looked for
 * everywhere; and once it is caught at being wrong it is not asked again, and the place is told.
 *
 * <p>Next chapter: {@code org.lguest.dwarf.type}
 */
@NullMarked
package org.lguest.dwarf.index;

import org.jspecify.annotations.NullMarked;
