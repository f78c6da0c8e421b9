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
 * A debug register of the debugger's that is armed.
 *
 * @param bank    1 and up; bank 0 is the guest's own
 * @param slot    0 to 3
 * @param request what it was planted for
 */
public record Planted(int bank, int slot, DebugRegisterRequest request) {
}
