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

/** Which debug registers of the debugger's banks are taken, and for what. */
final class SlotTable {

    /** Banks the debugger may take: 16, which makes 64 registers. Every bank is looked at on every match. */
    static final int MAXIMUM_BANKS = 16;

    private SlotTable() {
    }
}
