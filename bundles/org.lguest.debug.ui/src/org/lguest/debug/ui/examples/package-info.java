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
 * Getting in.
 *
 * <p>The first minute decides whether there is a second. {@link org.lguest.debug.ui.examples.GuestsWizard} puts into
 * the workspace what a user would otherwise have to gather: guests with their sources, built and ready to run, the
 * launch configuration for the first of them, and the breakpoints with which its story begins. All of it, or when it is
 * cancelled or fails, nothing.
 *
 * <p>Next chapter: {@code org.lguest.debug.ui.launch}
 */
@NullMarked
package org.lguest.debug.ui.examples;

import org.jspecify.annotations.NullMarked;
