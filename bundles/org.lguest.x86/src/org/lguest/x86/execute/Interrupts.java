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

import org.lguest.x86.Eflags;
import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;
import org.lguest.x86.segment.Descriptor;
import org.lguest.x86.segment.SegmentRegister;
import org.lguest.x86.segment.Segments;

/**
 * Delivery of exceptions and interrupts through the IDT, within a ring or inward through the stack in the TSS (SDM
 * volume 3, 6.12, and volume 2, INT n), by gates of 32 and of 16 bits. There is no task switch: a task gate raises #GP
 * as a gate of illegal type does. The frame's pages are reached before anything changes; the pushes do not pass the
 * debug unit, because the SDM leaves a #DB of an instruction that enters an exception undefined.
 */
final class Interrupts {

    /** Exceptions that make a double fault of each other (SDM volume 3, table 6-4); #PF on top. */
    private static final int CONTRIBUTORY = 1 << Vector.DIVIDE_ERROR | 1 << Vector.INVALID_TSS
            | 1 << Vector.SEGMENT_NOT_PRESENT | 1 << Vector.STACK_FAULT | 1 << Vector.GENERAL_PROTECTION;

    private final Interpreter p;
    private final Segments segments;
    private final int[] frame = new int[6];
    private String shutdownCause = "";

    Interrupts(Interpreter processor) {
        p = processor;
        segments = processor.segments;
    }

    /** Text of how a shutdown came; empty as long as there was none. */
    String shutdownCause() {
        return shutdownCause;
    }

    /**
     * Delivers an exception that the processor raised, and those that raises.
     *
     * @param resume the RF bit of the image
     * @return false when it ended in shutdown
     * @throws ProcessorException {@link TrapWatch#HELD}; nothing has changed
     */
    boolean deliver(ProcessorException exception, int resume) {
        ProcessorException first = exception;
        while (true) {
            try {
                enter(first.vector(), first.errorCode(), false, resume, 1);
                return true;
            } catch (ProcessorException second) {
                if (second == TrapWatch.HELD) {
                    throw second;
                }
                if (first.vector() == Vector.DOUBLE_FAULT) {
                    shutdownCause = String.format("%s at CS:EIP %04x:%08x while a double fault was delivered",
                            second.getMessage(), segments.register(SegmentRegister.CS).selector(), p.eip);
                    return false;
                }
                first = doubles(first.vector(), second.vector()) ? ProcessorException.of(Vector.DOUBLE_FAULT) : second;
            }
        }
    }

    private static boolean doubles(int first, int second) {
        boolean secondCounts = second == Vector.PAGE_FAULT || (CONTRIBUTORY >>> second & 1) != 0;
        return first == Vector.PAGE_FAULT ? secondCounts
                : (CONTRIBUTORY >>> first & 1) != 0 && (CONTRIBUTORY >>> second & 1) != 0;
    }

    /**
     * Goes through a gate; EIP is what the frame will hold.
     *
     * @param software INT n and its kin: the gate's DPL counts
     * @param resume   RF in the image
     * @param external EXT bit of the error codes of faults on the way
     * @throws ProcessorException a fault on the way; nothing has changed
     */
    void enter(int vector, int errorCode, boolean software, int resume, int external) {
        int index = vector << 3;
        int ext = software ? 0 : external;
        if (index + 7 > segments.idtLimit()) {
            throw gateFault(Vector.GENERAL_PROTECTION, index, ext);
        }
        int at = segments.idtBase() + index;
        long gate = Descriptor.of(p.systemRead(at), p.systemRead(at + 4));
        int gateAccess = Descriptor.access(gate);
        int type = Descriptor.systemType(gateAccess);
        if (type < 0 || (type & 6) != 6 || software && Descriptor.dpl(gateAccess) < segments.cpl()) {
            throw gateFault(Vector.GENERAL_PROTECTION, index, ext);
        }
        if (!Descriptor.present(gateAccess)) {
            throw gateFault(Vector.SEGMENT_NOT_PRESENT, index, ext);
        }
        int selector = Descriptor.gateSelector(gate);
        if (Segments.isNull(selector)) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION, ext);
        }
        long code = segments.descriptor(selector, Vector.GENERAL_PROTECTION, ext);
        int access = Descriptor.access(code);
        int cpl = segments.cpl();
        if (!Descriptor.code(access) || Descriptor.dpl(access) > cpl) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION, selector & 0xFFFC | ext);
        }
        if (!Descriptor.present(access)) {
            throw ProcessorException.of(Vector.SEGMENT_NOT_PRESENT, selector & 0xFFFC | ext);
        }
        if (p.trapWatch.holds(vector, errorCode, p.retired())) {
            throw TrapWatch.HELD;
        }
        int pushed = frame(vector, errorCode, software, resume);
        boolean inward = !Descriptor.conforming(access) && Descriptor.dpl(access) < cpl;
        if (inward) {
            pushInward(gate, code, pushed, ext);
        } else {
            pushHere(gate, code, pushed, ext);
        }
        segments.installCode(selector, code, inward ? Descriptor.dpl(access) : cpl);
        p.eip = Descriptor.gateOffset(gate);
        p.control &= ~(Eflags.TF | Eflags.NT | Eflags.RF | Eflags.VM
                | ((type & 1) == 0 ? Eflags.IF : 0));
        p.modeChanged();
        p.trapWatch.delivered(vector);
        if (vector == Vector.DEBUG) {
            p.debug.entered();
        }
    }

    /** Fills the frame from its low end: error code if any, EIP, CS, EFLAGS; gives how many. */
    private int frame(int vector, int errorCode, boolean software, int resume) {
        int n = 0;
        if (!software && Vector.hasErrorCode(vector)) {
            frame[n++] = errorCode;
        }
        frame[n++] = p.eip;
        frame[n++] = segments.register(SegmentRegister.CS).selector();
        frame[n++] = p.eflags() & ~Eflags.RF | resume;
        return n;
    }

    private void pushHere(long gate, long code, int count, int ext) {
        int size = Descriptor.gateSize(gate);
        SegmentRegister stack = segments.register(SegmentRegister.SS);
        boolean big = Descriptor.big(stack.access());
        int bottom = p.stackPointer() - size * count;
        for (int i = 0; i < count; i++) {
            int offset = bottom + size * i;
            if (!stack.contains(big ? offset : offset & 0xFFFF, size)) {
                throw ProcessorException.of(Vector.STACK_FAULT, ext);
            }
        }
        reach(gate, code, ext);
        write(stack.base(), bottom, count, size, big, segments.cpl() == 3);
        p.setStackPointer(bottom);
    }

    private void pushInward(long gate, long code, int pushed, int ext) {
        int level = Descriptor.dpl(Descriptor.access(code));
        int size = Descriptor.gateSize(gate);
        long stack = segments.taskStack(level, ext);
        int selector = (int) (stack >>> 32);
        long descriptor = segments.stackDescriptor(selector, level, Vector.INVALID_TSS, ext);
        boolean big = Descriptor.big(Descriptor.access(descriptor));
        int top = big ? (int) stack : (int) stack & 0xFFFF;
        frame[pushed] = p.r[State.ESP];
        frame[pushed + 1] = segments.register(SegmentRegister.SS).selector();
        int count = pushed + 2;
        SegmentRegister trial = new SegmentRegister(SegmentRegister.SS);
        trial.load(selector, descriptor);
        int bottom = top - size * count;
        for (int i = 0; i < count; i++) {
            int offset = bottom + size * i;
            if (!trial.contains(big ? offset : offset & 0xFFFF, size)) {
                throw ProcessorException.of(Vector.STACK_FAULT, selector & 0xFFFC | ext);
            }
        }
        reach(gate, code, ext);
        segments.markAccessed(selector, descriptor);
        write(trial.base(), bottom, count, size, big, level == 3);
        segments.install(SegmentRegister.SS, selector, descriptor);
        p.setStackPointer(bottom);
    }

    /** What is looked at last, when the stack will do: that the gate leads into its code segment. */
    private void reach(long gate, long code, int ext) {
        if (Integer.compareUnsigned(Descriptor.gateOffset(gate), Descriptor.limit(code)) > 0) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION, ext);
        }
        segments.markAccessed(Descriptor.gateSelector(gate), code);
    }

    private void write(int base, int bottom, int count, int size, boolean big, boolean user) {
        for (int i = 0; i < count; i++) {
            int linear = base + (big ? bottom + size * i : bottom + size * i & 0xFFFF);
            p.translate(linear, true, user);
            p.translate(linear + size - 1, true, user);
        }
        for (int i = 0; i < count; i++) {
            p.frameWrite(base + (big ? bottom + size * i : bottom + size * i & 0xFFFF), size, frame[i], user);
        }
    }

    private static ProcessorException gateFault(int vector, int index, int ext) {
        return ProcessorException.of(vector, index + 2 | ext);
    }
}
