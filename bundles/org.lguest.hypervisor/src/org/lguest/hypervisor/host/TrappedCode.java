/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import java.util.Arrays;

/** The bytes of an instruction that the Launcher is to look at: {@code struct lguest_pending} of 4.x. */
final class TrappedCode {

    /** Bytes that are handed over, whatever the instruction. */
    static final int LENGTH = 7;

    private final Lguest lguest;
    private final ShadowPageTables pageTables;
    private final byte[] code = new byte[LENGTH];

    TrappedCode(Machine machine) {
        lguest = machine.lguest();
        pageTables = machine.pageTables();
    }

    /** Those at EIP, found through the guest's page tables; zeros where they lead into a page that is not there. */
    byte[] fetch() {
        int eip = lguest.regs.eip();
        Arrays.fill(code, (byte) 0);
        int first = Math.min(LENGTH, MachineLayout.PAGE - (eip & MachineLayout.PAGE - 1));
        copy(pageTables.guestPhysicalOrKill(eip), 0, first);
        if (first < LENGTH) {
            pageTables.guestPhysical(eip + first).ifPresent(rest -> copy(rest, first, LENGTH - first));
        }
        return code;
    }

    private void copy(int from, int at, int length) {
        System.arraycopy(lguest.memory.read(from, length), 0, code, at, length);
    }
}
