/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debugtable;

import java.util.function.IntUnaryOperator;

/** Faults of a debug unit, made by what its DR7 is taken for, to see that the table finds them. */
enum PlantedFault implements IntUnaryOperator {
    /** Reads match RW 01. */
    READS_ARE_WRITES(dr7 -> dr7 | (dr7 & 0x1111_0000) << 1),
    /** Every LEN is 1. */
    LENGTH_IGNORED(dr7 -> dr7 & 0x3333_FFFF),
    /** G does not enable. */
    GLOBAL_IGNORED(dr7 -> dr7 & ~0xAA);

    private final IntUnaryOperator effect;

    PlantedFault(IntUnaryOperator effect) {
        this.effect = effect;
    }

    @Override
    public int applyAsInt(int dr7) {
        return effect.applyAsInt(dr7);
    }
}
