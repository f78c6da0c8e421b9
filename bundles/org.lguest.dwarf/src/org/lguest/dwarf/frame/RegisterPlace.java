/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.frame;

/** Where a register of some frame is now, and so what to write in order to change it. */
public sealed interface RegisterPlace {
    /** In the machine's own register. @param number see {@link org.lguest.dwarf.machine.I386Register} */
    record Live(int number) implements RegisterPlace {
    }

    /** Where a callee has saved it. @param address unsigned */
    record Saved(int address) implements RegisterPlace {
    }

    /** Nowhere: it is computed, as esp is, and can't be changed. */
    record Computed() implements RegisterPlace {
    }
}
