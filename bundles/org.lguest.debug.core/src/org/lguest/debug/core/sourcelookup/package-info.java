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
 * From a frame to the file that an editor opens.
 *
 * <p>The debug information names files by where they were when the guest was built. The
 * {@link org.lguest.debug.core.sourcelookup.GuestSourceLookupParticipant} looks for that very file first and then asks
 * the source containers of the launch for ever shorter ends of its path, so that a guest built elsewhere finds its
 * sources in the workspace or beside its image without any path mapping, and with mapping containers if there are
 * some. A name alone does only where the file that is meant is nowhere on this machine: another program may have one of
 * the same name.
 *
 * <p>What is nowhere is a {@link org.lguest.debug.core.sourcelookup.MissingSource}, which the user interface asks for.
 * The user shows one file, and a {@link org.lguest.debug.core.sourcelookup.SourceMapping} makes of that what holds for
 * all others, as a path mapping of CDT's or, without CDT, a folder to look in, and has the launch configuration
 * remember it.
 *
 * <p>What is found is compared, on a thread of its own, with what the compiler has noted
 * ({@link org.lguest.debug.core.model.SourceVersions}): frames and the file say when it is another text.
 *
 * <p>The director is our own: CDT's, given an element it does not know, fails.
 *
 * <p>Next chapter: {@code org.lguest.debug.cdt}
 */
@NullMarked
package org.lguest.debug.core.sourcelookup;

import org.jspecify.annotations.NullMarked;
