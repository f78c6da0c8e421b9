/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Memory of a program that stands, as far as it has been looked at. It is good for one stop: after the program has run
 * a new one is needed. For any thread; nothing here waits.
 */
public final class TargetMemory {
    /** Where bytes come from. */
    public interface Source {
        /**
         * Reads linear memory.
         *
         * @param address unsigned
         * @param length at most 64 KiB; the bytes never run over the end of the address space
         * @return the bytes from there on that can be read: fewer than asked for where one can't be
         */
        CompletableFuture<byte[]> read(int address, int length);
    }

    /** Bytes read at once, since who asks for a word of a stack asks for the next too. A block lies within a page. */
    public static final int BLOCK = 256;
    private static final int MOST_BLOCKS_AT_ONCE = 256;
    /** What one question can make us fetch: 16 MiB. Beyond that all memory is unreadable. */
    private static final int MOST_BLOCKS = 1 << 16;

    private final Source source;
    private final Map<Integer, byte[]> blocks = new ConcurrentHashMap<>();

    public TargetMemory(Source source) {
        this.source = source;
    }

    /**
     * Asks a question that reads memory. It may be asked several times over, each time with more memory at hand, so it
     * must have no effects.
     *
     * @param worker where the question is asked
     * @return the answer of the last time
     */
    public <T> CompletableFuture<T> ask(Supplier<T> question, Executor worker) {
        return CompletableFuture.supplyAsync(() -> attempt(question, worker), worker).thenCompose(answer -> answer);
    }

    private <T> CompletableFuture<T> attempt(Supplier<T> question, Executor worker) {
        try {
            return CompletableFuture.completedFuture(question.get());
        } catch (MissingBytes missing) {
            return fetch(missing.firstBlock(), missing.blocks())
                    .thenComposeAsync(fetched -> attempt(question, worker), worker);
        }
    }

    private CompletableFuture<Void> fetch(int first, int count) {
        int address = first * BLOCK;
        return source.read(address, count * BLOCK).thenAccept(bytes -> {
            int readable = bytes.length;
            for (int i = 0; i < count; i++) {
                int from = Math.min(i * BLOCK, readable);
                byte[] block = new byte[Math.min(BLOCK, readable - from)];
                System.arraycopy(bytes, from, block, 0, block.length);
                // After the first byte that can't be read others may be readable: those blocks are asked for again.
                if (i == 0 || from < readable) {
                    blocks.put(first + i, block);
                }
            }
        });
    }

    /**
     * Bytes of memory; only within {@link #ask}.
     *
     * @param address unsigned; reading goes on from 0 after the last address
     */
    public byte[] read(int address, int length) throws UnreadableException {
        byte[] result = new byte[length];
        int done = 0;
        while (done < length) {
            int at = address + done;
            byte[] block = block(at >>> 8, at + (length - done - 1) >>> 8);
            int from = at & BLOCK - 1;
            int wanted = Math.min(BLOCK - from, length - done);
            if (from + wanted > block.length) {
                throw new UnreadableException(Math.max(from, block.length) - from + at);
            }
            System.arraycopy(block, from, result, done, wanted);
            done += wanted;
        }
        return result;
    }

    private byte[] block(int number, int last) throws UnreadableException {
        byte[] block = blocks.get(number);
        if (block != null) {
            return block;
        }
        if (blocks.size() >= MOST_BLOCKS) {
            throw new UnreadableException(number << 8);
        }
        int count = 1;
        while (count < MOST_BLOCKS_AT_ONCE && number + count <= last && !blocks.containsKey(number + count)) {
            count++;
        }
        throw new MissingBytes(number, count);
    }

    /** Four bytes; only within {@link #ask}. */
    public int word(int address) throws UnreadableException {
        return ByteBuffer.wrap(read(address, 4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    /** Drops what is known of some bytes, since the debugger has written them. */
    public void forget(int address, int length) {
        for (int i = 0; i < length; i += BLOCK) {
            blocks.remove(address + i >>> 8);
        }
        if (length > 0) {
            blocks.remove(address + length - 1 >>> 8);
        }
    }
}
