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
import java.util.List;

import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;
import org.lguest.x86.memory.PhysicalMemory;
import org.lguest.x86.opcode.Decoder;
import org.lguest.x86.opcode.Instruction;
import org.lguest.x86.segment.Descriptor;
import org.lguest.x86.segment.SegmentRegister;

/**
 * Finds the block at an address: by EIP, by physical address, or by decoding it. Fetching from where there is no RAM
 * raises #UD.
 */
final class BlockFinder {

    private static final int MAXIMUM_BLOCK = 32;
    private static final int MAXIMUM_INSTRUCTION = 15;
    private static final Op[] NO_OPS = {};

    private final Interpreter p;
    private final BlockCache cache;
    private final Decoder decoder;
    private final Decoder decoder16;

    BlockFinder(Interpreter processor) {
        p = processor;
        decoder = new Decoder(processor.model().family(), true);
        decoder16 = new Decoder(processor.model().family(), false);
        cache = new BlockCache(processor.memory, () -> processor.limit = 0);
    }

    /** The block that was last at this EIP's slot: see {@link BlockCache#at}. */
    Block at(int eip) {
        return cache.at(eip);
    }

    /**
     * The block at this EIP, decoded if need be.
     *
     * @throws ProcessorException what the fetch raises
     */
    Block find(int at) {
        SegmentRegister code = p.segments.register(SegmentRegister.CS);
        boolean flat = p.segments.flat();
        if (!flat && !code.contains(at, 1)) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION);
        }
        Block.Mode mode = flat ? Block.Mode.FLAT
                : Descriptor.big(code.access()) ? Block.Mode.SEGMENTED : Block.Mode.SEGMENTED_16;
        int linear = code.base() + at;
        int physical = fetchAddress(linear);
        Block block = cache.find(physical, mode);
        if (block != null && block.secondPage >= 0 && block.secondPage != secondPage(linear)) {
            cache.drop(block);
            block = null;
        }
        if (block == null) {
            block = build(physical, linear, mode);
        }
        if (!flat && !code.contains(at, block.length)) {
            return withinLimit(block, at);
        }
        cache.enter(block, at, p.stamp());
        return block;
    }

    private Decoder decoder(Block.Mode mode) {
        return mode == Block.Mode.SEGMENTED_16 ? decoder16 : decoder;
    }

    /** Where the page after this one is, if the code segment reaches there: its limit is looked at before the page. */
    private int secondPage(int linear) {
        int next = (linear | 0xFFF) + 1;
        SegmentRegister code = p.segments.register(SegmentRegister.CS);
        if (!code.contains(next - code.base(), 1)) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION);
        }
        return fetchAddress(next);
    }

    private int fetchAddress(int linear) {
        int physical = p.translateFetch(linear);
        if (!p.memory.inside(physical & ~0xFFF, PhysicalMemory.PAGE)) {
            throw ProcessorException.of(Vector.INVALID_OPCODE);
        }
        return physical;
    }

    /** Only the first instruction of a block that the limit of CS cuts. */
    private Block withinLimit(Block block, int at) {
        Op first = block.ops[0];
        if (!p.segments.register(SegmentRegister.CS).contains(at, first.next)) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION);
        }
        return new Block(block.physical, block.secondPage, block.mode, block.repeated, new Op[] {first});
    }

    private Block build(int physical, int linear, Block.Mode mode) {
        int end = (physical & ~0xFFF) + PhysicalMemory.PAGE;
        List<Op> ops = new ArrayList<>();
        boolean repeated = false;
        int at = physical;
        while (ops.size() < MAXIMUM_BLOCK && at < end) {
            Instruction in = decoder(mode).decode(p.ram, at, end);
            if (in.isIncomplete() || Lowering.repeated(in)) {
                if (!ops.isEmpty()) {
                    break;
                }
                if (in.isIncomplete()) {
                    return buildCrossing(physical, linear, mode);
                }
                repeated = true;
            }
            ops.add(Lowering.lower(in, mode == Block.Mode.FLAT, at - physical));
            at += in.length;
            if (repeated || Lowering.ends(in)) {
                break;
            }
        }
        return keep(new Block(physical, -1, mode, repeated, ops.toArray(NO_OPS)));
    }

    private Block buildCrossing(int physical, int linear, Block.Mode mode) {
        int onFirst = PhysicalMemory.PAGE - (physical & 0xFFF);
        int second = secondPage(linear);
        byte[] bytes = new byte[onFirst + MAXIMUM_INSTRUCTION];
        p.memory.read(physical, bytes, 0, onFirst);
        p.memory.read(second, bytes, onFirst, MAXIMUM_INSTRUCTION);
        Instruction in = decoder(mode).decode(bytes, 0, bytes.length);
        Op[] ops = {Lowering.lower(in, mode == Block.Mode.FLAT, 0)};
        return keep(new Block(physical, second, mode, Lowering.repeated(in), ops));
    }

    private Block keep(Block block) {
        p.tlb.evictWrites(block.physical >>> 12);
        if (block.secondPage >= 0) {
            p.tlb.evictWrites(block.secondPage >>> 12);
        }
        cache.add(block);
        return block;
    }
}
