/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.elf;

/**
 * One row of the program header table (System V ABI, "Program Header").
 *
 * @param offset of the contents in the file, in bytes
 * @param virtualAddress unsigned
 * @param physicalAddress unsigned
 * @param fileSize bytes taken from the file
 * @param memorySize bytes in memory; what the file does not give is 0
 */
public record ProgramHeader(int type, long offset, int virtualAddress, int physicalAddress, long fileSize,
        long memorySize, int flags) {
    public static final int PT_LOAD = 1;
    public static final int PT_NOTE = 4;

    /** Whether the address, unsigned, lies in this segment when the program runs. */
    public boolean covers(int address) {
        return type == PT_LOAD && Integer.toUnsignedLong(address - virtualAddress) < memorySize;
    }
}
