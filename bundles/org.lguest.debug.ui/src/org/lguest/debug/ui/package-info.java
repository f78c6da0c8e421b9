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
 * What a user sees of all this.
 *
 * <p>By now a breakpoint has become a debug register, and the register a suspended thread. What is left is the two ends
 * of that path in a workbench: the dialog in which a guest is described and started, and the editor in which it is seen
 * to stop. Nothing here knows an emulator. The debug platform's views work on the debug model alone, and this bundle
 * only tells them how to put its elements into words, which editor a source file opens in, and what a click beside a
 * line of C means.
 *
 * <p>Next chapter: {@code org.lguest.debug.ui.examples}
 */
@NullMarked
package org.lguest.debug.ui;

import org.jspecify.annotations.NullMarked;
