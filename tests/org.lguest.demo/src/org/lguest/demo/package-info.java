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
 * The demo: the IDE's own workbench, with somebody at the mouse. {@link org.lguest.demo.DemoApplication} starts it,
 * {@link org.lguest.demo.Options} is what the command asked for, and {@link org.lguest.demo.Demo} goes on one of three
 * {@linkplain org.lguest.demo.Tour tours}: {@link org.lguest.demo.SampleTour}, through the sample guest, {@link
 * org.lguest.demo.KernelTour}, through a Linux of the user's own, or, for the test of an installation, {@link
 * org.lguest.demo.RestartTour}, from one workbench into the next over the same workspace.
 */
@NullMarked
package org.lguest.demo;

import org.jspecify.annotations.NullMarked;
