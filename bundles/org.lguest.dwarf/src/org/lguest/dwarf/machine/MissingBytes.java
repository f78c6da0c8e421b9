/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.machine;

/** Puts a question aside until bytes are there. Not an error, and caught by {@link TargetMemory} alone. */
final class MissingBytes extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int firstBlock;
    private final int blocks;

    MissingBytes(int firstBlock, int blocks) {
        super(null, null, false, false);
        this.firstBlock = firstBlock;
        this.blocks = blocks;
    }

    int firstBlock() {
        return firstBlock;
    }

    int blocks() {
        return blocks;
    }
}
