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

import java.util.Arrays;

import org.lguest.x86.Eflags;
import org.lguest.x86.debug.AccessKind;
import org.lguest.x86.memory.PhysicalMemory;
import org.lguest.x86.opcode.Instruction;
import org.lguest.x86.opcode.Operation;
import org.lguest.x86.segment.SegmentRegister;

/**
 * String instructions. Each iteration is whole or not done at all, and leaves the registers where the next begins, so
 * that a repeated one can stop after any: for a fault, a data match, or for want of budget. MOVS and STOS go by the
 * page where nothing could tell the difference.
 */
final class Strings {

    private final Interpreter p;

    Strings(Interpreter processor) {
        p = processor;
    }

    /**
     * Runs a repeated instruction for at most {@code budget} iterations, at least 1, and until a match stops it.
     *
     * @return iterations done; 1 when the count was 0 to begin with. {@link #finished} says whether it is over
     */
    long repeat(Instruction in, long budget) {
        finished = false;
        iterations = 0;
        long done = 0;
        if (in.operation == Operation.INS || in.operation == Operation.OUTS) {
            p.checkPorts(p.r[State.EDX] & 0xFFFF, in.operandSize);
        }
        while (done < budget) {
            int count = p.register(State.ECX, in.addressSize);
            if (count == 0) {
                finished = true;
                return Math.max(done, 1);
            }
            int many = bulk(in, count, budget - done);
            if (many == 0) {
                once(in);
                many = 1;
            }
            done += many;
            iterations = done;
            int left = count - many;
            p.setRegister(State.ECX, in.addressSize, left);
            if (left == 0 || ended(in)) {
                finished = true;
                break;
            }
            if (p.limit == 0) {
                break;
            }
        }
        return done;
    }

    /** Whether the last {@link #repeat} came to its end. */
    boolean finished;
    /** Iterations that the last {@link #repeat} had done when it faulted. */
    long iterations;

    private boolean ended(Instruction in) {
        return (in.operation == Operation.CMPS || in.operation == Operation.SCAS)
                && p.zf() != (in.repeat == Instruction.REPEAT_EQUAL);
    }

    /** One iteration. */
    void once(Instruction in) {
        int size = in.operandSize;
        switch (in.operation) {
            case MOVS -> {
                int value = p.load(source(in, size), size);
                p.store(destination(in, size, true), size, value);
                advance(in, State.ESI, size);
                advance(in, State.EDI, size);
            }
            case CMPS -> {
                int first = p.load(source(in, size), size);
                int second = p.load(destination(in, size, false), size);
                p.sub(first, second, 0, size);
                advance(in, State.ESI, size);
                advance(in, State.EDI, size);
            }
            case SCAS -> {
                int value = p.load(destination(in, size, false), size);
                p.sub(p.register(State.EAX, size), value, 0, size);
                advance(in, State.EDI, size);
            }
            case LODS -> {
                p.setRegister(State.EAX, size, p.load(source(in, size), size));
                advance(in, State.ESI, size);
            }
            case STOS -> {
                p.store(destination(in, size, true), size, p.register(State.EAX, size));
                advance(in, State.EDI, size);
            }
            case INS -> {
                p.checkPorts(p.r[State.EDX] & 0xFFFF, size);
                p.usePorts(p.r[State.EDX] & 0xFFFF, size, AccessKind.READ);
                p.store(destination(in, size, true), size, -1);
                advance(in, State.EDI, size);
            }
            default -> {
                p.checkPorts(p.r[State.EDX] & 0xFFFF, size);
                p.usePorts(p.r[State.EDX] & 0xFFFF, size, AccessKind.WRITE);
                p.load(source(in, size), size);
                advance(in, State.ESI, size);
            }
        }
    }

    /** As many iterations as one page of source and destination hold, if nobody could tell; else 0. */
    private int bulk(Instruction in, int count, long budget) {
        int size = in.operandSize;
        boolean moves = in.operation == Operation.MOVS;
        if (!moves && in.operation != Operation.STOS || in.addressSize != 4 || !p.segments.flat()
                || moves && in.segment > SegmentRegister.DS || (p.control & Eflags.DF) != 0) {
            return 0;
        }
        int to = p.r[State.EDI];
        int from = p.r[State.ESI];
        int room = PhysicalMemory.PAGE - (to & 0xFFF);
        if (moves) {
            room = Math.min(room, PhysicalMemory.PAGE - (from & 0xFFF));
        }
        int many = (int) Math.min(Math.min(room / size, count & 0xFFFF_FFFFL), budget);
        if (p.checksAlignment() && ((to | (moves ? from : 0)) & size - 1) != 0) {
            return 0;
        }
        if (many < 2 || moves && p.debug.watches(from, false) || p.debug.watches(to, true)) {
            return 0;
        }
        int source = moves ? p.translateFetch(from) : 0;
        p.reach(to, 1, true);
        int destination = p.translateStore(to);
        int bytes = many * size;
        if (moves && p.debug.watchesPhysical(source, false) || p.debug.watchesPhysical(destination, true)) {
            return 0;
        }
        if (!p.memory.inside(destination, bytes) || moves && (!p.memory.inside(source, bytes)
                || destination > source && destination < source + bytes) || p.memory.holdsCode(destination >>> 12)) {
            return 0;
        }
        if (moves) {
            System.arraycopy(p.ram, source, p.ram, destination, bytes);
            p.r[State.ESI] = from + bytes;
        } else {
            fill(destination, many, size, p.r[State.EAX]);
        }
        p.r[State.EDI] = to + bytes;
        return many;
    }

    private void fill(int at, int count, int size, int value) {
        if (size == 1 || value == (byte) value * 0x0101_0101) {
            Arrays.fill(p.ram, at, at + count * size, (byte) value);
        } else if (size == 2) {
            for (int i = 0; i < count; i++) {
                PhysicalMemory.SHORT.set(p.ram, at + 2 * i, (short) value);
            }
        } else {
            for (int i = 0; i < count; i++) {
                PhysicalMemory.INT.set(p.ram, at + 4 * i, value);
            }
        }
    }

    private int source(Instruction in, int size) {
        int offset = p.register(State.ESI, in.addressSize);
        return p.linear(in.segment, offset, size, false);
    }

    private int destination(Instruction in, int size, boolean write) {
        int offset = p.register(State.EDI, in.addressSize);
        return p.linear(SegmentRegister.ES, offset, size, write);
    }

    private void advance(Instruction in, int register, int size) {
        int by = (p.control & Eflags.DF) != 0 ? -size : size;
        p.setRegister(register, in.addressSize, p.r[register] + by);
    }
}
