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

import org.lguest.dwarf.value.Value;

/**
 * A variable or an argument.
 *
 * @param block how many blocks are around the one that declares it; 0 for the function's own and for variables of files
 */
public record NamedValue(String name, boolean isArgument, int block, Value value) {
}
