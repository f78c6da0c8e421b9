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
 * Where a guest is to run.
 *
 * @param address      linear, of the instruction to stop before
 * @param stackPointer the least that ESP may be there, unsigned: a deeper call of a recursion has a lower one. 0 for
 *                     any depth
 */
public record Destination(int address, int stackPointer) {

    /** Whether a guest that stands at the address with this ESP is there. */
    boolean reached(int esp) {
        return Integer.compareUnsigned(esp, stackPointer) >= 0;
    }
}
