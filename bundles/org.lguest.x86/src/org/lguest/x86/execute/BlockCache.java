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
 * it carries the present stamp, which changes with everything that translation depends on; then nothing else needs a look.
 * Memory tells when bytes of a block are written, by whomever.
 */
final class BlockCache implements PhysicalMemory.CodeListener {

    private static final int ENTRIES = 1 << 14;
    private static final Block NONE = new Block(-1, -1, true, false, new Op[0]);
    /** Bounds what a guest can make the cache hold. */
    private static final int MAXIMUM = 1 << 16;

    private final PhysicalMemory memory;
    private final Runnable dropped;
    private final Block[] byEip = new Block[ENTRIES];
    private final @Nullable Block[] byPhysical = new Block[ENTRIES];
    private final List<List<Block>> byPage = new ArrayList<>();
    private int count;

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
    @Nullable Block find(int physical, boolean flat) {
        Block block = byPhysical[physical & ENTRIES - 1];
        while (block != null) {
            if (block.physical == physical && block.flat == flat) {
                return block;
            }
            block = block.nextInTable;
        }
        return null;
    }

    /** Keeps a block and marks its bytes as code. */
    void add(Block block) {
        if (++count > MAXIMUM) {
            clear();
            count = 1;
        }
        block.nextInTable = byPhysical[block.physical & ENTRIES - 1];
        byPhysical[block.physical & ENTRIES - 1] = block;
        int onFirst = Math.min(block.length, PhysicalMemory.PAGE - (block.physical & 0xFFF));
        list(block.physical >>> 12).add(block);
        memory.markCode(block.physical, onFirst);
        if (block.secondPage >= 0) {
            list(block.secondPage >>> 12).add(block);
            memory.markCode(block.secondPage, block.length - onFirst);
        }
    }

    /** Forgets one block. */
    void drop(Block block) {
        unlink(block);
        remove(block, block.physical >>> 12);
        if (block.secondPage >= 0) {
            remove(block, block.secondPage >>> 12);
        }
        block.stamp = -1;
        count--;
    }

    @Override
    public void codeWritten(int address, int length) {
        List<Block> doomed = new ArrayList<>();
        for (Block block : byPage.get(address >>> 12)) {
            if (block.overlaps(address, length)) {
                doomed.add(block);
            }
        }
        doomed.forEach(this::drop);
        dropped.run();
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

    private void remove(Block block, int page) {
        List<Block> blocks = byPage.get(page);
        blocks.remove(block);
        memory.clearCode(page);
        for (Block other : blocks) {
            mark(other, page);
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
        for (int page = 0; page < byPage.size(); page++) {
            for (Block block : byPage.get(page)) {
                block.stamp = -1;
            }
            byPage.set(page, List.of());
            memory.clearCode(page);
        }
    }
}
