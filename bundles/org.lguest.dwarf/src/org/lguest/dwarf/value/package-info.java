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
 * <h2>What it holds</h2>
 * A variable is a {@link org.lguest.dwarf.type.Type} and a {@link org.lguest.dwarf.value.Storage}: memory, a register,
 * bytes that the compiler knows, pieces of these. Together they are a {@link org.lguest.dwarf.value.Value}, a view that
 * copies nothing: a member of a structure is the same storage further in, and an array of a million elements costs what
 * one looks at. {@link org.lguest.dwarf.value.ValueBytes} fetches a view's bytes, or tells why there are none,
 * {@link org.lguest.dwarf.value.ValueText} writes them as C programmers are used to read them from gdb, of large arrays
 * the beginning, and {@link org.lguest.dwarf.value.ValueWriter} tells what to write where in order to change them.
 *
 * <p>An optimizer may do without a pointer and keep what it points to: that {@link
 * org.lguest.dwarf.value.Storage.ImplicitPointer} has no address, but a target, which is read as any variable is.
 *
 * <p>Next chapter: {@code org.lguest.dwarf.expression}
 */
@NullMarked
package org.lguest.dwarf.value;

import org.jspecify.annotations.NullMarked;
