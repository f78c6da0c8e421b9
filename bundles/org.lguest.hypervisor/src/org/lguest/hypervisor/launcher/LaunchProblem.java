/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

/**
 * Why a guest can't be launched.
 *
 * @param code   for programs
 * @param reason what is wrong, with its values, as one sentence
 * @param remedy what to do about it, as one sentence
 */
public record LaunchProblem(Code code, String reason, String remedy) {

    public enum Code {
        IMAGE_MISSING, IMAGE_IS_DIRECTORY, IMAGE_UNREADABLE, NOT_ELF, ELF64, NOT_LITTLE_ENDIAN, NOT_EXECUTABLE, WRONG_MACHINE,
        TRUNCATED, NOTHING_TO_LOAD, SEGMENTS_DISAGREE, NO_LGUEST_ENTRY, NO_SUCH_ERA, WRONG_ERA,
        BZIMAGE_BROKEN, NOTHING_TO_INTERPOSE,
        SEGMENT_OUTSIDE_MEMORY, MEMORY_ZERO, MEMORY_TOO_LARGE, ARGUMENTS_TOO_LONG, INITRD_MISSING, INITRD_IS_DIRECTORY,
        INITRD_UNREADABLE, INITRD_TOO_LARGE, BLOCK_MISSING, BLOCK_IS_DIRECTORY, BLOCK_UNREADABLE, BLOCK_SIZE, TOO_MANY_DEVICES,
        NET_UNUSABLE, MAC_ADDRESS, CAPTURE_UNWRITABLE, NO_ENTROPY_DEVICE
    }

    /** Reason and remedy in one line. */
    public String message() {
        return reason + ' ' + remedy;
    }
}
