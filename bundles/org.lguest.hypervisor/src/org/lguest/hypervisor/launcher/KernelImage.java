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
import java.util.Optional;
import java.util.OptionalInt;

import org.lguest.hypervisor.guest.Era;
import org.lguest.x86.memory.PhysicalMemory;

/** A kernel that can be a guest: where it goes in memory, and where it begins. */
sealed interface KernelImage permits ElfImage, BzImage, SelfUnpackingImage {

    /** By which a kernel of 2.6.23 shows its lguest entry: the first instruction is right behind it. */
    byte[] SIGNATURE = "GenuineLguest".getBytes(StandardCharsets.US_ASCII);

    /**
     * Reads an image of either kind.
     *
     * @param limit  what a compressed one may unpack to, in bytes
     * @param wanted its era; if empty, what the image says
     */
    static KernelImage read(byte[] file, int limit, Optional<Era> wanted) throws LaunchException {
        if (!BzImage.isOne(file)) {
            return new ElfImage(file, wanted);
        }
        Era era = Era.LINUX_2_6_23;
        if (wanted.isPresent()) {
            era = wanted.get();
        } else {
            var version = BzImage.version(file);
            era = version.isPresent() ? version.get().era() : Era.LINUX_2_6_23;
        }
        return era.paging().linearStart() ? new SelfUnpackingImage(file, era) : new BzImage(file, limit);
    }

    /** Whose interface the kernel speaks. */
    Era era();

    /** @throws LaunchException if a part of it does not lie between these physical addresses */
    void checkFits(long lowest, long top) throws LaunchException;

    /** Distance between the kernel's linear and physical addresses; 0 if it is not known. */
    int pageOffset();

    /** To a multiple of how many bytes it settles if it unpacks itself, so as to be where it was linked for. */
    default int alignment() {
        return BootMemory.LGUESTS_ALIGNMENT;
    }

    /** Address of the first instruction: linear in 2.6.23, physical in 4.x. */
    int entry();

    /** The linear address of a function, if the image has symbols and that one among them. */
    OptionalInt function(String name);

    /** Whether so many bytes at a linear address are of its code or data. */
    boolean holds(int linear, int length);

    void load(PhysicalMemory memory);

    /** Where the signature ends, between two places of a file. */
    static OptionalInt behindSignature(byte[] file, int from, int to) {
        int behind = find(file, SIGNATURE, from, to);
        return behind < 0 ? OptionalInt.empty() : OptionalInt.of(behind);
    }

    /** Where some bytes end that a file holds between two places; -1 if it does not. */
    static int find(byte[] file, byte[] bytes, int from, int to) {
        for (int at = from; at <= to - bytes.length; at++) {
            int matched = 0;
            while (matched < bytes.length && file[at + matched] == bytes[matched]) {
                matched++;
            }
            if (matched == bytes.length) {
                return at + matched;
            }
        }
        return -1;
    }

    /** The image has no lguest entry. */
    static LaunchException withoutEntry() {
        return new LaunchException(new LaunchProblem(LaunchProblem.Code.NO_LGUEST_ENTRY,
                "The image has no lguest entry: neither the text GenuineLguest is in it, as in 2.6.23, nor lguest, as in 4.x.",
                "Build the kernel with CONFIG_LGUEST_GUEST, or choose one of the sample guests."));
    }
}
