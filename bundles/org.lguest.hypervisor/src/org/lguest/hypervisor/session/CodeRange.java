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
 * A piece of code.
 *
 * @param start linear address of its first byte, unsigned
 * @param end   linear address of the first byte behind it, unsigned; not below the start
 */
public record CodeRange(int start, int end) {

    public CodeRange {
        if (Integer.compareUnsigned(end, start) < 0) {
            throw new IllegalArgumentException(String.format("0x%08x to 0x%08x", start, end));
        }
    }

    /** Whether an address lies in it. */
    public boolean contains(int address) {
        return Integer.compareUnsigned(address - start, end - start) < 0;
    }
}
