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
 * The processor of an operating system, against Bochs and QEMU. {@link org.lguest.x86.systemtable.SystemCases} makes
 * starts in some ring with tables, gates and pages as they should and should not be; the kernel in system.c, in a ROM,
 * runs them; {@link org.lguest.x86.systemtable.EmulatedSystem} has our processor run that kernel.
 * {@link org.lguest.x86.systemtable.Explanation} lists where the others are known to be wrong.
 * {@code releng/system-conformance} is the command; {@code SystemConformanceTest} replays what Bochs did.
 */
package org.lguest.x86.systemtable;
