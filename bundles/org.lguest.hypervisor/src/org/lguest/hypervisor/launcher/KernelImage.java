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

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

import org.lguest.x86.memory.PhysicalMemory;

/** A kernel that can be a guest: where it goes in memory, and where it begins. */
sealed interface KernelImage permits ElfImage, BzImage {

    /** By which a kernel of 2.6.23 shows its lguest entry: the first instruction is right behind it. */
    byte[] SIGNATURE = "GenuineLguest".getBytes(StandardCharsets.US_ASCII);

    /**
     * Reads an image of either kind.
     *
     * @param limit what a compressed one may unpack to, in bytes
     */
    static KernelImage read(byte[] file, int limit) throws LaunchException {
        return BzImage.isOne(file) ? new BzImage(file, limit) : new ElfImage(file);
    }

    /** @throws LaunchException if a part of it does not lie between these physical addresses */
    void checkFits(long lowest, long top) throws LaunchException;

    /** Distance between the kernel's linear and physical addresses. */
    int pageOffset();

    /** Linear address of the first instruction. */
    int entry();

    /** The linear address of a function, if the image has symbols and that one among them. */
    OptionalInt function(String name);

    /** Whether so many bytes at a linear address are of its code or data. */
    boolean holds(int linear, int length);

    void load(PhysicalMemory memory);

    /** Where the signature ends, between two places of a file. */
    static OptionalInt behindSignature(byte[] file, int from, int to) {
        for (int at = from; at <= to - SIGNATURE.length; at++) {
            int matched = 0;
            while (matched < SIGNATURE.length && file[at + matched] == SIGNATURE[matched]) {
                matched++;
            }
            if (matched == SIGNATURE.length) {
                return OptionalInt.of(at + matched);
            }
        }
        return OptionalInt.empty();
    }

    /** The image has no lguest entry. */
    static LaunchException withoutEntry() {
        return new LaunchException(new LaunchProblem(LaunchProblem.Code.NO_LGUEST_ENTRY,
                "The image has no lguest entry: the text GenuineLguest is not in it.",
                "Build the kernel with CONFIG_LGUEST_GUEST, or choose one of the sample guests."));
    }
}
