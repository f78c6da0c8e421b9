/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.CRC32;

import org.lguest.dwarf.ProgramImageException.Code;
import org.lguest.dwarf.elf.ElfContent;
import org.lguest.dwarf.elf.ElfException;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.ProgramHeader;
import org.lguest.dwarf.elf.SectionHeader;

/**
 * The parts of an ELF file that describe the program, copied into memory when it is opened: what linkers and editors of
 * the file do to it later is of no concern any more. Code, data and relocations are left in the file.
 *
 * <p>Nothing is mapped. A mapping shows what the file is now: one that {@code cp} has truncated raises an error that
 * Java may deliver at any later instruction of the thread, or that ends the whole process if native code met it.
 */
final class FileContent implements ElfContent {
    /** Sections of more bytes than this are kept outside of the heap, to be freed with the last that refers to them. */
    private static final int LARGEST_IN_HEAP = 1 << 20;
    private static final int PIECE = 1 << 18;

    /** How a file is recognised as unchanged. */
    private record Stamp(Object key, long size, Object modified) {
        static Stamp of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(String.valueOf(attributes.fileKey()), attributes.size(), attributes.lastModifiedTime());
        }

        boolean isOf(Path path) throws IOException {
            Stamp now = of(path);
            return key.equals(now.key) && size == now.size && modified.equals(now.modified);
        }
    }

    /** What is to be read of a file, as a program or only as what describes one. */
    interface Parser {
        ElfFile parse(ElfContent content) throws ElfException;
    }

    private record Wanted(long offset, int size) {
        long end() {
            return offset + size;
        }
    }

    private record Extent(long offset, ByteBuffer bytes) {
        boolean covers(long from, int size) {
            return from >= offset && from + size <= offset + bytes.limit();
        }
    }

    private final FileChannel channel;
    private final long size;
    private volatile List<Extent> kept = List.of();
    private volatile boolean isRead;

    private FileContent(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    static ElfFile read(Path path, Parser parser) throws ProgramImageException {
        if (!Files.exists(path)) {
            throw ProgramImageException.unreadable(path, Code.MISSING, "There is no such file.");
        }
        if (!Files.isRegularFile(path)) {
            throw ProgramImageException.unreadable(path, Code.UNREADABLE,
                    Files.isDirectory(path) ? "This is a folder." : "This is not a regular file.");
        }
        try {
            Stamp stamp = Stamp.of(path);
            try (FileChannel channel = FileChannel.open(path)) {
                ElfFile file = new FileContent(channel).parse(path, parser);
                if (stamp.isOf(path)) {
                    return file;
                }
            } catch (ElfException e) {
                if (stamp.isOf(path)) {
                    throw ProgramImageException.of(path.toString(), e);
                }
            }
            throw ProgramImageException.unreadable(path, Code.BEING_WRITTEN, "The file changed while it was read.");
        } catch (IOException e) {
            throw new ProgramImageException(e instanceof EOFException ? Code.BEING_WRITTEN : Code.UNREADABLE,
                    path + ": " + e.getMessage(), e);
        }
    }

    private ElfFile parse(Path path, Parser parser) throws ProgramImageException, ElfException, IOException {
        if (size > Integer.MAX_VALUE) {
            throw ProgramImageException.unreadable(path, Code.TOO_LARGE, "The file has " + size + " bytes.");
        }
        ElfFile file = parser.parse(this);
        List<Wanted> wanted = new ArrayList<>();
        for (SectionHeader section : file.sections()) {
            if (section.isInFile() && section.isDescription()) {
                wanted.add(new Wanted(section.offset(), (int) section.size()));
            }
        }
        for (ProgramHeader segment : file.segments()) {
            if (segment.type() == ProgramHeader.PT_NOTE) {
                wanted.add(new Wanted(segment.offset(), (int) segment.fileSize()));
            }
        }
        kept = read(disjoint(wanted));
        isRead = true;
        return file;
    }

    /** The same bytes, none of them twice: headers of a damaged file may all name the same. */
    private static List<Wanted> disjoint(List<Wanted> wanted) {
        List<Wanted> disjoint = new ArrayList<>();
        for (Wanted part : wanted.stream().sorted(Comparator.comparingLong(Wanted::offset)).toList()) {
            Wanted last = disjoint.isEmpty() ? part : disjoint.getLast();
            if (disjoint.isEmpty() || part.offset >= last.end()) {
                disjoint.add(part);
            } else {
                disjoint.set(disjoint.size() - 1, new Wanted(last.offset, (int) (Math.max(last.end(), part.end()) - last.offset)));
            }
        }
        return disjoint;
    }

    /** The largest beside the others: most time goes into getting memory, which two processors do sooner than one. */
    private List<Extent> read(List<Wanted> wanted) throws IOException {
        if (wanted.isEmpty()) {
            return List.of();
        }
        Wanted largest = Collections.max(wanted, Comparator.comparingInt(Wanted::size));
        CompletableFuture<Extent> beside = CompletableFuture.supplyAsync(() -> {
            try {
                return read(largest);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        List<Extent> extents = new ArrayList<>();
        for (Wanted part : wanted) {
            if (part != largest) {
                extents.add(read(part));
            }
        }
        try {
            extents.add(beside.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException unread) {
                throw unread.getCause();
            }
            throw e;
        }
        return extents;
    }

    private Extent read(Wanted part) throws IOException {
        return new Extent(part.offset, read(part.offset, part.size));
    }

    /** The checksum of a whole file, as {@code zlib} has it. */
    static int checksum(Path path) throws ProgramImageException {
        try (FileChannel channel = FileChannel.open(path)) {
            CRC32 sum = new CRC32();
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            while (channel.read(piece.clear()) >= 0) {
                sum.update(piece.flip());
            }
            return (int) sum.getValue();
        } catch (IOException e) {
            throw new ProgramImageException(Code.UNREADABLE, path + ": " + e.getMessage(), e);
        }
    }

    private ByteBuffer read(long offset, int length) throws IOException {
        if (length <= LARGEST_IN_HEAP) {
            return fill(ByteBuffer.allocate(length), offset).flip();
        }
        // By way of little memory that is used again and again: the system is slow to write into much that is new.
        ByteBuffer bytes = ByteBuffer.allocateDirect(length);
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
        while (bytes.hasRemaining()) {
            piece.clear().limit(Math.min(PIECE, bytes.remaining()));
            bytes.put(fill(piece, offset + bytes.position()).flip());
        }
        return bytes.flip();
    }

    private ByteBuffer fill(ByteBuffer bytes, long offset) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("The file has become shorter.");
            }
        }
        return bytes;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ByteBuffer bytes(long offset, int length, String name) throws MalformedException {
        for (Extent extent : kept) {
            if (extent.covers(offset, length)) {
                return extent.bytes.slice((int) (offset - extent.offset), length);
            }
        }
        if (isRead) {
            throw new MalformedException(name, 0, "this part of the file is not kept");
        }
        try {
            return read(offset, length);
        } catch (IOException e) {
            throw new MalformedException(name, 0, String.valueOf(e.getMessage()));
        }
    }
}
