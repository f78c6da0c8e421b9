/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debug;

/**
 * One debug register that is enabled.
 *
 * @param register 0 to 3 of the bank
 * @param first    linear address of the first byte that it matches
 * @param last     of the last; the register's length keeps the two in one page
 * @param reads    whether a read matches
 */
record Armed(Bank bank, int register, int first, int last, boolean reads) {

    /** Linear addresses wrap, so an interval is compared by distance. */
    boolean overlaps(int linear, int length) {
        return linear - first >= 0 ? linear - first <= last - first : first - linear < length;
    }
}
