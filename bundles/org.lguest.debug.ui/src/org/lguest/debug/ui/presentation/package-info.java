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
 * Putting a stopped guest into words.
 *
 * <p>The platform asks {@link org.lguest.debug.ui.presentation.LguestModelPresentation} what to call each element of
 * the debug model and in which editor its source opens; only because there is an answer does an arrow appear at the
 * line where the guest stands. And there the path of a breakpoint, which began with a click in that same ruler, is at
 * its end.
 *
 * <p>The end.
 */
@NullMarked
package org.lguest.debug.ui.presentation;

import org.jspecify.annotations.NullMarked;
