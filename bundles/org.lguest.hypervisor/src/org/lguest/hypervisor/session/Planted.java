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

/**
 * A debug register of the debugger's that was granted: a handle, good until it is unplanted, wherever the register is.
 * Where that is the {@link SessionListener} is told when it changes, and {@link GuestSession#debugRegisters} tells.
 *
 * @param id      tells it from all others of the session
 * @param request what it was planted for
 */
public record Planted(long id, DebugRegisterRequest request) {
}
