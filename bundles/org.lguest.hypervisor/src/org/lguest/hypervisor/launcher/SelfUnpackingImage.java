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

import java.util.OptionalInt;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.launcher.LaunchProblem.Code;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * A bzImage as the Launcher of 4.x loads it: all behind the real-mode part goes to 1 MiB and is started there. It
 * unpacks the kernel by itself, in the guest.
 */
final class SelfUnpackingImage implements KernelImage {

    private static final int SETUP_SECTORS = 0x1F1;
    private static final int CODE32_START = 0x214;
    private static final int KERNEL_ALIGNMENT = 0x230;
    private static final int LEAST_ALIGNMENT = 1 << 13;
    private static final int SECTOR = 512;
    private static final int LOADED_AT = 1 << 20;

    private final byte[] file;
    private final Era era;
    private final int offset;

    /** @throws LaunchException if there is nothing behind the real-mode part */
    SelfUnpackingImage(byte[] file, Era era) throws LaunchException {
        this.file = file;
        this.era = era;
        int sectors = file[SETUP_SECTORS] & 0xFF;
        offset = ((sectors == 0 ? 4 : sectors) + 1) * SECTOR;
        int start = entry();
        if (offset >= file.length || start < LOADED_AT || start - LOADED_AT >= file.length - offset) {
            throw new LaunchException(new LaunchProblem(Code.BZIMAGE_BROKEN, String.format(
                    "The image has no code at 0x%x, where its header says that it starts.", start),
                    "Build or copy it again, or choose the kernel's vmlinux."));
        }
    }

    @Override
    public Era era() {
        return era;
    }

    @Override
    public void checkFits(long lowest, long top) throws LaunchException {
        long end = LOADED_AT + (long) file.length - offset;
        if (end > top) {
            throw new LaunchException(new LaunchProblem(Code.SEGMENT_OUTSIDE_MEMORY, String.format(
                    "The kernel is to be loaded at 0x%x to 0x%x, outside the memory that is free for it, 0x%x to 0x%x.",
                    LOADED_AT, end, lowest, top), "Give the guest more memory."));
        }
    }

    /** Not known before it is unpacked. */
    @Override
    public int pageOffset() {
        return 0;
    }

    @Override
    public int entry() {
        return BzImage.word(file, CODE32_START);
    }

    /** As its header has it since version 2.05 of the boot protocol. */
    @Override
    public int alignment() {
        int own = BzImage.word(file, KERNEL_ALIGNMENT);
        boolean isOne = Integer.bitCount(own) == 1 && own >= LEAST_ALIGNMENT && own <= BootMemory.LGUESTS_ALIGNMENT;
        return isOne ? own : BootMemory.LGUESTS_ALIGNMENT;
    }

    /** What is packed has no symbols. */
    @Override
    public OptionalInt function(String name) {
        return OptionalInt.empty();
    }

    @Override
    public boolean holds(int linear, int length) {
        return false;
    }

    @Override
    public void load(PhysicalMemory memory) {
        memory.write(LOADED_AT, file, offset, file.length - offset);
    }
}
