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
 * <h2>What the compiler knew</h2>
 * Functions, variables and types are entries in a tree, one tree a {@linkplain org.lguest.dwarf.info.Unit unit}.
 * Entries are written tersely: an abbreviation number, which stands for a tag and a list of attributes and forms,
 * then bare values. {@link org.lguest.dwarf.info.EntryCursor} walks them as they lie in the file. It notes where each
 * value is and decodes those it is asked for, since of a kernel's millions of entries nearly all are passed over.
 *
 * <p>Values refer elsewhere: to other entries, to strings, addresses and ranges in sections of their own, and since
 * DWARF 5 by number through one more table. There is one small class for each such way, and a
 * {@link org.lguest.dwarf.info.Unit} holds what it takes to follow them.
 *
 * <p>A unit may be a skeleton, with no more than what the linker has to change; its tree is then in a file of its own,
 * or its part of a {@link org.lguest.dwarf.info.DebugPackage}, and read as if it were in its place.
 *
 * <p>Next chapter: {@code org.lguest.dwarf.index}
 */
@NullMarked
package org.lguest.dwarf.info;

import org.jspecify.annotations.NullMarked;
