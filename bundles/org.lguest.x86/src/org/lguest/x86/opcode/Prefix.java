/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.opcode;

import org.jspecify.annotations.Nullable;

/** The prefix bytes (SDM volume 2, 2.1.1). Segment overrides come first, in the order of the segment registers. */
enum Prefix {
    ES(0x26, "es"), CS(0x2E, "cs"), SS(0x36, "ss"), DS(0x3E, "ds"), FS(0x64, "fs"), GS(0x65, "gs"),
    OPERAND_SIZE(0x66, "data16"), ADDRESS_SIZE(0x67, "addr16"),
    LOCK(0xF0, "lock"), REPNE(0xF2, "repnz"), REP(0xF3, "repz");

    private static final Prefix[] VALUES = values();
    private static final Prefix[] BY_BYTE = new Prefix[0x100];

    static {
        for (Prefix prefix : VALUES) {
            BY_BYTE[prefix.code] = prefix;
        }
    }

    /** What a disassembler prints for a prefix that the instruction has no use for. */
    final String printed;
    private final int code;

    Prefix(int code, String printed) {
        this.code = code;
        this.printed = printed;
    }

    boolean isSegment() {
        return ordinal() <= GS.ordinal();
    }

    static @Nullable Prefix of(int code) {
        return BY_BYTE[code];
    }

    /** The prefixes of an instruction, as packed by the decoder, in the order in which they stood. */
    static Prefix[] unpack(long packed) {
        Prefix[] prefixes = new Prefix[(67 - Long.numberOfLeadingZeros(packed)) / 4];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = VALUES[(int) (packed >> 4 * i & 15) - 1];
        }
        return prefixes;
    }
}
