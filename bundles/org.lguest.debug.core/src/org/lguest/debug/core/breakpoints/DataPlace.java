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
import org.lguest.dwarf.DataLocation;
import org.lguest.dwarf.ExpressionException;
import org.lguest.dwarf.ProgramImage;

/**
 * Where data is in the guest's memory.
 *
 * @param address linear, unsigned
 * @param size    in bytes
 */
public record DataPlace(int address, int size) {

    /** What a number points at if nothing else is said: a dword. */
    static final int NUMBER_SIZE = 4;

    /**
     * Finds a variable or a part of one, or takes a number for an address.
     *
     * @param length bytes that are meant from there on; 0 for the size of what the expression names
     * @throws CoreException with a status of the catalogue if the expression has no fixed address
     */
    public static DataPlace of(ProgramImage image, String expression, int length) throws CoreException {
        if (LinearAddress.isNumber(expression)) {
            return new DataPlace(LinearAddress.parse(expression), length > 0 ? length : NUMBER_SIZE);
        }
        try {
            DataLocation location = image.resolve(expression, length);
            return new DataPlace(location.address(), location.size());
        } catch (ExpressionException e) {
            throw LguestStatus.EXPRESSION_UNRESOLVED.exception(expression, e.getMessage());
        }
    }
}
