/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import org.eclipse.core.runtime.CoreException;
import org.lguest.debug.core.LguestStatus;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.elf.Symbol;

/**
 * Where data is in the guest's memory.
 *
 * @param address linear, unsigned
 * @param size    in bytes
 */
public record DataPlace(int address, long size) {

    /** What a number points at if nothing else is said: a dword. */
    private static final int NUMBER_SIZE = 4;

    /**
     * Finds a variable, or takes a number for an address.
     *
     * @throws CoreException with a status of the catalogue if the expression has no fixed address
     */
    public static DataPlace of(ProgramImage image, String expression) throws CoreException {
        if (LinearAddress.isNumber(expression)) {
            return new DataPlace(LinearAddress.parse(expression), NUMBER_SIZE);
        }
        Symbol symbol = image.symbol(expression)
                .orElseThrow(() -> LguestStatus.EXPRESSION_UNRESOLVED.exception(expression, "no such symbol"));
        return new DataPlace(symbol.address(), symbol.size());
    }
}
