/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.elf;

/**
 * Addresses in a row, unsigned.
 *
 * @param low the first
 * @param high the first one after
 */
public record AddressRange(int low, int high) {
    public boolean contains(int address) {
        return Integer.compareUnsigned(low, address) <= 0 && Integer.compareUnsigned(address, high) < 0;
    }

    public boolean isEmpty() {
        return Integer.compareUnsigned(low, high) >= 0;
    }
}
