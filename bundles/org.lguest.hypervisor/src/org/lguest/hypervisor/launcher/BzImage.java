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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.launcher.LaunchProblem.Code;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * A kernel as Linux 2.6.23 packs it for booting (Documentation/i386/boot.txt). The boot code is passed over: as
 * lguest's Launcher did, ours finds the gzip file in it, unpacks that to 1 MiB, and guesses the kernel's offset from
 * its code, most of whose loads of EAX from memory name addresses of its own.
 */
final class BzImage implements KernelImage {

    /** Where the text is that says the kernel's version, less 0x200 (Documentation/x86/boot.txt). */
    private static final int KERNEL_VERSION = 0x20E;

    private static final int BOOT_FLAG = 0x1FE;
    private static final int HEADER = 0x202;
    private static final byte[] HEADER_MAGIC = {'H', 'd', 'r', 'S'};
    private static final int LOADED_AT = 1 << 20;
    private static final int GZIP_HEADER = 10;
    private static final int DEFLATE = 8;
    private static final int UNIX = 3;
    /** {@code mov address, %eax}. */
    private static final int LOAD_EAX = 0xA1;
    private static final String REMEDY = "Build or copy it again, or choose the kernel's vmlinux.";

    private final byte[] kernel;
    private final int pageOffset;
    private final int start;

    /**
     * @param limit what the kernel may take, in bytes
     * @throws LaunchException if there is no kernel in it
     */
    BzImage(byte[] file, int limit) throws LaunchException {
        kernel = unpack(file, limit);
        pageOffset = guessPageOffset(kernel);
        start = KernelImage.behindSignature(kernel, 0, kernel.length).orElseThrow(KernelImage::withoutEntry);
    }

    /** Whether this has the header of one. */
    static boolean isOne(byte[] file) {
        if (file.length < HEADER + HEADER_MAGIC.length || file[BOOT_FLAG] != 0x55 || (file[BOOT_FLAG + 1] & 0xFF) != 0xAA) {
            return false;
        }
        for (int i = 0; i < HEADER_MAGIC.length; i++) {
            if (file[HEADER + i] != HEADER_MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /** Which Linux its header says it is. */
    static Optional<LinuxVersion> version(byte[] file) {
        int at = 0x200 + (word(file, KERNEL_VERSION) & 0xFFFF);
        return at < file.length
                ? LinuxVersion.parse(new String(file, at, Math.min(16, file.length - at), StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }

    /** The dword there; 0 if the file ends before. */
    static int word(byte[] file, int at) {
        return at + Integer.BYTES <= file.length
                ? file[at] & 0xFF | (file[at + 1] & 0xFF) << 8 | (file[at + 2] & 0xFF) << 16 | file[at + 3] << 24 : 0;
    }

    private static byte[] unpack(byte[] file, int limit) throws LaunchException {
        int gzip = findGzip(file);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(file, gzip, file.length - gzip))) {
            byte[] kernel = in.readNBytes(limit);
            if (kernel.length == limit && in.read() >= 0) {
                throw problem(Code.SEGMENT_OUTSIDE_MEMORY, "The kernel in the image takes more than the guest's "
                        + limit + " bytes of memory.", "Give the guest more memory.");
            }
            return kernel;
        } catch (IOException e) {
            throw problem(Code.BZIMAGE_BROKEN, "The kernel in the image can't be unpacked: " + e.getMessage() + '.', REMEDY);
        }
    }

    /** The signature, the method, and "compressed under UNIX". */
    private static int findGzip(byte[] file) throws LaunchException {
        for (int at = HEADER; at + GZIP_HEADER <= file.length; at++) {
            if (file[at] == 0x1F && (file[at + 1] & 0xFF) == 0x8B && file[at + 2] == DEFLATE && file[at + 9] == UNIX) {
                return at;
            }
        }
        throw problem(Code.BZIMAGE_BROKEN, "There is no kernel packed by gzip in the image.", REMEDY);
    }

    private static int guessPageOffset(byte[] kernel) {
        int[] found = new int[256];
        int best = 0;
        for (int at = 0; at + 4 < kernel.length; at++) {
            if ((kernel[at] & 0xFF) == LOAD_EAX) {
                int top = kernel[at + 4] & 0xFF;
                found[top]++;
                best = found[top] > found[best] ? top : best;
            }
        }
        return best << 24;
    }

    private static LaunchException problem(Code code, String reason, String remedy) {
        return new LaunchException(new LaunchProblem(code, reason, remedy));
    }

    @Override
    public void checkFits(long lowest, long top) throws LaunchException {
        if (LOADED_AT + (long) kernel.length > top) {
            throw problem(Code.SEGMENT_OUTSIDE_MEMORY, String.format(
                    "The kernel is to be loaded at 0x%x to 0x%x, outside the memory that is free for it, 0x%x to 0x%x.",
                    LOADED_AT, LOADED_AT + (long) kernel.length, lowest, top), "Give the guest more memory.");
        }
    }

    @Override
    public Era era() {
        return Era.LINUX_2_6_23;
    }

    @Override
    public int pageOffset() {
        return pageOffset;
    }

    @Override
    public int entry() {
        return LOADED_AT + start + pageOffset;
    }

    /** What is packed has no symbols. */
    @Override
    public OptionalInt function(String name) {
        return OptionalInt.empty();
    }

    @Override
    public boolean holds(int linear, int length) {
        long at = Integer.toUnsignedLong(linear - pageOffset) - LOADED_AT;
        return at >= 0 && at + length <= kernel.length;
    }

    @Override
    public void load(PhysicalMemory memory) {
        memory.write(LOADED_AT, kernel, 0, kernel.length);
    }
}
