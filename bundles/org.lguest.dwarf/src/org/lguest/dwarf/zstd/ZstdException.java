/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.zstd;


/** Data is not what Zstandard writes, and where. */
public final class ZstdException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    ZstdException(int offset, String reason) {
        super(reason);
        this.offset = offset;
    }

    /** Bytes from the start of the compressed data. */
    public int offset() {
        return offset;
    }
}
