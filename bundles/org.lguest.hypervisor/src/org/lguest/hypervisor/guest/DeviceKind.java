/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.guest;

/** What a Launcher had for its guests; which an era has, the {@link Era} says. */
public enum DeviceKind {
    CONSOLE,
    BLOCK,
    NET,
    /** A source of random numbers. */
    ENTROPY
}
