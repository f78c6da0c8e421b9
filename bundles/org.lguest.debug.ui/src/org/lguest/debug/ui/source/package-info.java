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
 * Seeing the guest's source.
 *
 * <p>Where CDT is installed its editor opens C files and does it better. Where it is not, a plain text editor would do,
 * but for three things that make debugging pleasant: code in colours, a ruler in which a double click sets a
 * breakpoint, and the value of what the mouse rests on ({@link org.lguest.debug.ui.source.ValueHover}). The hover
 * serves CDT's editor, too, which asks the element that is selected in the Debug view for one ({@link
 * org.lguest.debug.ui.source.Hovers}).
 *
 * <p>The frame that is selected is shown at once, with the platform's arrow ({@link
 * org.lguest.debug.ui.source.GuestSourceDisplay}); the platform by itself would take its time.
 *
 * <p>Where the source is nowhere a {@link org.lguest.debug.ui.source.MissingSourceEditor} stands in for it, and asks.
 *
 * <p>Next chapter: {@code org.lguest.debug.ui.breakpoints}
 */
@NullMarked
package org.lguest.debug.ui.source;

import org.jspecify.annotations.NullMarked;
