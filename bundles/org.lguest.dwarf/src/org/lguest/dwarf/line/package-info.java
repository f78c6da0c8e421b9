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
 * <h2>Lines and addresses</h2>
 * The compiler tells which instruction came from which line by a program: a few bytes of bytecode for a machine whose
 * registers are the columns of a table. {@link org.lguest.dwarf.line.DebugLine} finds the programs,
 * {@link org.lguest.dwarf.line.LineProgram} is what one's header says, and {@link org.lguest.dwarf.line.LineMachine}
 * runs it, row by row.
 *
 * <p>A kernel's table has millions of rows and a debugger looks at few. So of every program the header is read, which
 * tells what files it has rows of, and only a program that may have the answer is run: a
 * {@link org.lguest.dwarf.line.ProgramRun} notes where each {@linkplain org.lguest.dwarf.line.LineSequence sequence}
 * lies, and a sequence's rows are decoded again when somebody asks. Where nobody can say which program has an address,
 * all are run, for one {@link org.lguest.dwarf.line.LineTable}. What the table can't say is whose directory the paths
 * are relative to, before DWARF 5 at least: that is in the unit's own description.
 *
 * <p>Next chapter: {@code org.lguest.dwarf.info}
 */
@NullMarked
package org.lguest.dwarf.line;

import org.jspecify.annotations.NullMarked;
