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

/**
 * The description of one function's frames, an FDE (DWARF 5, section 6.4.1).
 *
 * @param low the function's first address, unsigned
 * @param high the first one after it
 * @param instructions the offset of its instructions in the section
 * @param end of the instructions
 */
record FunctionFrames(CommonInformation common, int low, int high, int instructions, int end) {
    boolean covers(int address) {
        return Integer.compareUnsigned(low, address) <= 0 && Integer.compareUnsigned(address, high) < 0;
    }
}
