/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.execute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * Decoded blocks by physical address, and before them a direct-mapped array by EIP. An entry of that array is good if
 * it carries the present stamp, which changes with everything that translation depends on; then nothing else needs a
 * look. Memory tells when bytes of a block are written, by whomever.
 */
final class BlockCache implements PhysicalMemory.CodeListener {

    private static final int ENTRIES = 1 << 14;
    private static final Block NONE = new Block(-1, -1, Block.Mode.FLAT, false, new Op[0]);
    /** Bounds what a guest can make the cache hold: instructions, some 200 bytes each. */
    private static final int MAXIMUM = 1 << 19;
    /** A write into a page of more blocks than this drops them all, so that no write is much work. */
    private static final int WORTH_SORTING = 64;

    private final PhysicalMemory memory;
    private final Runnable dropped;
    private final Block[] byEip = new Block[ENTRIES];
    private final @Nullable Block[] byPhysical = new Block[ENTRIES];
    private final List<List<Block>> byPage = new ArrayList<>();
    private int instructions;

    /**
     * An empty cache.
     *
     * @param dropped called after blocks have been dropped: the one under way may be among them
     */
    BlockCache(PhysicalMemory memory, Runnable dropped) {
        this.memory = memory;
        this.dropped = dropped;
        for (int i = 0; i < memory.size() / PhysicalMemory.PAGE; i++) {
            byPage.add(List.of());
        }
        Arrays.fill(byEip, NONE);
        memory.setCodeListener(this);
    }

    /** The block last entered for this EIP's slot: good only if its EIP and its stamp are right. */
    Block at(int eip) {
        return byEip[(eip ^ eip >>> 12) & ENTRIES - 1];
    }

    /** Enters a block that has been found good. */
    void enter(Block block, int eip, long stamp) {
        block.eip = eip;
        block.stamp = stamp;
        byEip[(eip ^ eip >>> 12) & ENTRIES - 1] = block;
    }

    /** The block that begins at this physical address, lowered this way; null if there is none. */
    @Nullable Block find(int physical, Block.Mode mode) {
        Block block = byPhysical[physical & ENTRIES - 1];
        while (block != null) {
            if (block.physical == physical && block.mode == mode) {
                return block;
            }
            block = block.nextInTable;
        }
        return null;
    }

    /** Keeps a block and marks its bytes as code. */
    void add(Block block) {
        if (instructions > MAXIMUM) {
            clear();
        }
        instructions += block.ops.length;
        block.nextInTable = byPhysical[block.physical & ENTRIES - 1];
        byPhysical[block.physical & ENTRIES - 1] = block;
        list(block.physical >>> 12).add(block);
        mark(block, block.physical >>> 12);
        if (block.secondPage >= 0) {
            list(block.secondPage >>> 12).add(block);
            mark(block, block.secondPage >>> 12);
        }
    }

    /** Forgets one block. */
    void drop(Block block) {
        drop(List.of(block));
    }

    @Override
    public void codeWritten(int address, int length) {
        List<Block> blocks = byPage.get(address >>> 12);
        if (blocks.size() > WORTH_SORTING) {
            drop(List.copyOf(blocks));
        } else {
            drop(blocks.stream().filter(block -> block.overlaps(address, length)).toList());
        }
        dropped.run();
    }

    private void drop(List<Block> doomed) {
        for (Block block : doomed) {
            block.stamp = -1;
            instructions -= block.ops.length;
            unlink(block);
            byPage.get(block.physical >>> 12).remove(block);
            if (block.secondPage >= 0) {
                byPage.get(block.secondPage >>> 12).remove(block);
            }
        }
        for (Block block : doomed) {
            markAgain(block.physical >>> 12);
            if (block.secondPage >= 0) {
                markAgain(block.secondPage >>> 12);
            }
        }
    }

    private void unlink(Block block) {
        int at = block.physical & ENTRIES - 1;
        Block before = byPhysical[at];
        if (before == block) {
            byPhysical[at] = block.nextInTable;
            return;
        }
        while (before != null && before.nextInTable != block) {
            before = before.nextInTable;
        }
        if (before != null) {
            before.nextInTable = block.nextInTable;
        }
    }

    private void markAgain(int page) {
        memory.clearCode(page);
        for (Block block : byPage.get(page)) {
            mark(block, page);
        }
    }

    private void mark(Block block, int page) {
        int onFirst = Math.min(block.length, PhysicalMemory.PAGE - (block.physical & 0xFFF));
        if (block.physical >>> 12 == page) {
            memory.markCode(block.physical, onFirst);
        }
        if (block.secondPage >= 0 && block.secondPage >>> 12 == page) {
            memory.markCode(block.secondPage, block.length - onFirst);
        }
    }

    private List<Block> list(int page) {
        List<Block> blocks = byPage.get(page);
        if (blocks.isEmpty()) {
            blocks = new ArrayList<>();
            byPage.set(page, blocks);
        }
        return blocks;
    }

    private void clear() {
        Arrays.fill(byPhysical, null);
        instructions = 0;
        for (int page = 0; page < byPage.size(); page++) {
            for (Block block : byPage.get(page)) {
                block.stamp = -1;
            }
            byPage.set(page, List.of());
            memory.clearCode(page);
        }
    }
}
