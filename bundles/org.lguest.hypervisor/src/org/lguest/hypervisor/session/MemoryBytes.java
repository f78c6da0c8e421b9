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

import java.util.BitSet;

/**
 * Memory as read for the debugger.
 *
 * @param address  of the first byte, unsigned
 * @param bytes    those not readable are 0
 * @param readable bit n tells whether byte n could be read
 */
public record MemoryBytes(int address, byte[] bytes, BitSet readable) {

    /** The most bytes one request may ask for: 1 MiB. */
    public static final int MAXIMUM = 1 << 20;

    public MemoryBytes {
        bytes = bytes.clone();
        readable = (BitSet) readable.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public BitSet readable() {
        return (BitSet) readable.clone();
    }

    /** Whether every byte could be read. */
    public boolean complete() {
        return readable.cardinality() == bytes.length;
    }
}
