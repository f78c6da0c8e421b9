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
 * Where a debug register is.
 *
 * @param bank 0 is the guest's own; 1 and up are the debugger's
 * @param slot 0 to 3, of DR0 to DR3
 */
public record Place(int bank, int slot) {
}
