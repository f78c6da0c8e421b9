/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.info;

import java.util.Optional;

import org.lguest.dwarf.elf.AddressRange;

/**
 * Where something is while the program is at certain addresses (DWARF 5, section 2.6.2).
 *
 * @param range the addresses; empty where it is there at all that no other tells of
 * @param expression computes the location
 */
public record LocatedExpression(Optional<AddressRange> range, Expression expression) {
    /** @param entry of the function that the address is in */
    public boolean holdsAt(int address, int entry) {
        return range.isEmpty() || range.get().contains(address)
                || range.get().low() == range.get().high() && address == entry && range.get().low() == entry;
    }
}
