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

import java.util.Map;
import java.util.Optional;

/**
 * How to find the caller's registers from one instruction of a function (DWARF 5, section 6.4.1).
 *
 * @param registers by number; what is said of none is left to the ABI
 * @param returnAddress the number of the column that has the caller's eip
 * @param isInterrupted whether the caller did not call but was interrupted, by a trap or a signal
 */
record UnwindRow(CfaRule cfa, Map<Integer, RegisterRule> registers, int returnAddress, boolean isInterrupted) {
    UnwindRow {
        registers = Map.copyOf(registers);
    }

    Optional<RegisterRule> rule(int register) {
        return Optional.ofNullable(registers.get(register));
    }
}
