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
 * <h2>Types</h2>
 * To watch {@code table[3].next} one must know how large a {@code struct node} is and where in it {@code next} lies.
 * {@link org.lguest.dwarf.type.Types} makes a {@link org.lguest.dwarf.type.Type} of an entry that describes one.
 * Types go in circles, a list's node pointing to its like, so pointers and members are followed only when asked; and
 * a damaged file may have circles where the language has none, so everything else is bounded.
 *
 * <p>Next chapter: {@code org.lguest.dwarf.machine}
 */
@NullMarked
package org.lguest.dwarf.type;

import org.jspecify.annotations.NullMarked;
