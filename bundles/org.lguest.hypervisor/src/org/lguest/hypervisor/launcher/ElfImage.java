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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.launcher.LaunchProblem.Code;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * A kernel as the linker left it (System V ABI, ELF 32-bit). It is loaded where its physical addresses say. One of
 * 2.6.23 is started behind the signature by which it shows its lguest entry; one of 4.x where its header says, and that
 * it knows lguest is seen from that name, which it prints.
 */
final class ElfImage implements KernelImage {

    private static final String NOT_A_KERNEL = "Choose an i386 kernel, such as vmlinux or one of the sample guests.";
    private static final String BROKEN = "Build or copy the file again.";

    private static final int HEADER = 52;
    private static final int PROGRAM_HEADER = 32;
    private static final int CLASS = 4;
    private static final int DATA = 5;
    private static final int TYPE = 16;
    private static final int ENTRY = 24;
    private static final int MACHINE = 18;
    private static final int PHOFF = 28;
    private static final int PHENTSIZE = 42;
    private static final int PHNUM = 44;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int EXECUTABLE = 2;
    private static final int I386 = 3;
    private static final int PT_LOAD = 1;
    /** As a kernel of 4.x calls itself once it knows where it is. */
    private static final byte[] NAME = "lguest".getBytes(StandardCharsets.US_ASCII);

    /** A PT_LOAD: bytes of the file, and where they go; the rest of {@code memorySize} is zero. */
    record Segment(int offset, int virtual, int physical, int fileSize, int memorySize) {
        /** First physical address behind it. */
        long end() {
            return Integer.toUnsignedLong(physical) + Integer.toUnsignedLong(memorySize);
        }
    }

    private final byte[] file;
    private final ByteBuffer words;
    private final Era era;
    private final List<Segment> segments = new ArrayList<>();

    /**
     * @param wanted its era; if empty, what the image says
     * @throws LaunchException if this is no image of a guest
     */
    ElfImage(byte[] file, Optional<Era> wanted) throws LaunchException {
        this.file = file;
        words = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        checkHeader();
        readSegments();
        checkOffsets();
        era = wanted.isPresent() ? wanted.get() : findEra();
        if (!era.paging().linearStart() && findEntry().isEmpty()) {
            throw wanted.isEmpty() ? KernelImage.withoutEntry()
                    : problem(Code.WRONG_ERA, "The image is none of 2.6.23: the text GenuineLguest is not in it.",
                            "Choose another era, or let it be found from the image.");
        }
        if (era.paging().linearStart() && !isLoaded(words.getInt(ENTRY))) {
            throw problem(Code.WRONG_ERA, String.format(
                    "The image is none of %s: its entry 0x%08x is not a physical address in it.", era.label(), words.getInt(ENTRY)),
                    "Choose another era, or let it be found from the image.");
        }
    }

    private Era findEra() throws LaunchException {
        if (findEntry().isPresent()) {
            return Era.LINUX_2_6_23;
        }
        for (Segment segment : segments) {
            if (isLoaded(words.getInt(ENTRY)) && KernelImage.find(file, NAME, segment.offset,
                    segment.offset + segment.fileSize) >= 0) {
                var version = LinuxVersion.ofBanner(file);
                return version.isPresent() ? version.get().era() : Era.LINUX_4_10;
            }
        }
        throw KernelImage.withoutEntry();
    }

    private boolean isLoaded(int physical) {
        return segments.stream().anyMatch(segment -> Integer.compareUnsigned(physical - segment.physical, segment.fileSize) < 0);
    }

    @Override
    public Era era() {
        return era;
    }

    private void checkHeader() throws LaunchException {
        if (file.length < 4 || words.getInt(0) != 0x464C_457F) {
            throw problem(Code.NOT_ELF, "The image is not an ELF file.", NOT_A_KERNEL);
        }
        if (file.length < HEADER) {
            throw truncated("its header");
        }
        if (file[CLASS] == CLASS_64) {
            throw problem(Code.ELF64, "The image is a 64-bit ELF file.",
                    "Choose a 32-bit kernel: lguest runs i386 guests only.");
        }
        if (file[DATA] != LITTLE_ENDIAN) {
            throw problem(Code.NOT_LITTLE_ENDIAN, "The image is a big-endian ELF file.", NOT_A_KERNEL);
        }
        int machine = words.getShort(MACHINE) & 0xFFFF;
        if (machine != I386) {
            throw problem(Code.WRONG_MACHINE, "The image is for another machine: its ELF machine number is " + machine
                    + ", and i386 is " + I386 + '.', NOT_A_KERNEL);
        }
        int type = words.getShort(TYPE) & 0xFFFF;
        if (type != EXECUTABLE) {
            throw problem(Code.NOT_EXECUTABLE, "The image is not a linked program: its ELF type is " + type + '.',
                    "Link it with fixed addresses, as a kernel is.");
        }
    }

    private void readSegments() throws LaunchException {
        long table = Integer.toUnsignedLong(words.getInt(PHOFF));
        int count = words.getShort(PHNUM) & 0xFFFF;
        int size = words.getShort(PHENTSIZE) & 0xFFFF;
        if (count > 0 && (size < PROGRAM_HEADER || table + (long) count * size > file.length)) {
            throw truncated("its program headers");
        }
        for (int i = 0; i < count; i++) {
            int at = (int) table + i * size;
            if (words.getInt(at) == PT_LOAD && words.getInt(at + 20) != 0) {
                var segment = new Segment(words.getInt(at + 4), words.getInt(at + 8), words.getInt(at + 12),
                        words.getInt(at + 16), words.getInt(at + 20));
                if (Integer.toUnsignedLong(segment.offset) + Integer.toUnsignedLong(segment.fileSize) > file.length
                        || Integer.compareUnsigned(segment.fileSize, segment.memorySize) > 0) {
                    throw truncated(String.format("the segment at 0x%08x", segment.virtual));
                }
                segments.add(segment);
            }
        }
        if (segments.isEmpty()) {
            throw problem(Code.NOTHING_TO_LOAD, "The image has nothing to load.", NOT_A_KERNEL);
        }
    }

    private void checkOffsets() throws LaunchException {
        for (Segment segment : segments) {
            if (segment.virtual - segment.physical != pageOffset()) {
                throw problem(Code.SEGMENTS_DISAGREE, String.format(
                        "The segment at 0x%08x is not linked at the same distance from its load address as the others.",
                        segment.virtual), "Link all segments with one offset between virtual and physical addresses.");
            }
        }
    }

    @Override
    public void checkFits(long lowest, long top) throws LaunchException {
        for (Segment segment : segments) {
            long start = Integer.toUnsignedLong(segment.physical);
            if (start < lowest || segment.end() > top) {
                throw problem(Code.SEGMENT_OUTSIDE_MEMORY, String.format(
                        "The segment at 0x%08x is to be loaded at 0x%x to 0x%x, outside the memory that is free for it, 0x%x to 0x%x.",
                        segment.virtual, start, segment.end(), lowest, top),
                        start < lowest ? "Link the kernel to a higher load address." : "Give the guest more memory.");
            }
        }
    }

    @Override
    public int pageOffset() {
        return segments.get(0).virtual - segments.get(0).physical;
    }

    @Override
    public int entry() {
        return era.paging().linearStart() ? words.getInt(ENTRY) : findEntry().orElseThrow();
    }

    private OptionalInt findEntry() {
        for (Segment segment : segments) {
            OptionalInt found = KernelImage.behindSignature(file, segment.offset, segment.offset + segment.fileSize);
            if (found.isPresent()) {
                return OptionalInt.of(segment.virtual + found.getAsInt() - segment.offset);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public OptionalInt function(String name) {
        return new ElfSymbols(words).function(name);
    }

    @Override
    public boolean holds(int linear, int length) {
        return segments.stream().anyMatch(segment -> {
            long at = Integer.toUnsignedLong(linear) - Integer.toUnsignedLong(segment.virtual);
            return at >= 0 && at + length <= Integer.toUnsignedLong(segment.fileSize);
        });
    }

    @Override
    public void load(PhysicalMemory memory) {
        for (Segment segment : segments) {
            memory.write(segment.physical, file, segment.offset, segment.fileSize);
        }
    }

    private static LaunchException truncated(String what) {
        return problem(Code.TRUNCATED, "The image is cut short: " + what + " lies beyond the end of the file.", BROKEN);
    }

    private static LaunchException problem(Code code, String reason, String remedy) {
        return new LaunchException(new LaunchProblem(code, reason, remedy));
    }
}
