/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

/** Why a watch has ended without {@link GuestSession#unplant}. */
public enum WatchEnd {
    /** The frame that it was planted for has been left. */
    FRAME_LEFT,
    /** The guest took the register that kept an eye on the frame's return. Only with {@link Banks#AS_THE_HARDWARE}. */
    REGISTER_TAKEN
}
