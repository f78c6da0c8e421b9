/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

/**
 * The source of some instructions: one row of the line table, with those that go on with its line.
 *
 * @param line from 1
 * @param column from 1; 0 when the compiler doesn't say
 * @param isStatement whether the compiler recommends {@link #low()} for a breakpoint
 * @param low the first address of the row, unsigned
 * @param high the first address after the row, unsigned
 */
public record SourceLine(SourceFile file, int line, int column, boolean isStatement, int low, int high) {
}
