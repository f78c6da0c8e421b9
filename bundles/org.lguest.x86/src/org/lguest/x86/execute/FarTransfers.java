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
 * Transfers that load CS: far JMP and CALL, straight and through call gates of 32 and of 16 bits, RET, and IRET (SDM
 * volume 2, each instruction's operation in protected mode). Task switches are not there, for no guest of lguest can
 * make one: what would switch tasks raises #GP, or #TS for IRET with NT set. Virtual-8086 mode is not there: VM in a
 * popped image is ignored.
 */
final class FarTransfers {

    private final Interpreter p;
    private final Segments segments;
    /** A stack segment before it is loaded, and what a call gate copies onto it. */
    private final SegmentRegister trial = new SegmentRegister(SegmentRegister.SS);
    private final int[] parameters = new int[31];

    FarTransfers(Interpreter processor) {
        p = processor;
        segments = processor.segments;
    }

    void jump(int selector, int offset) {
        long descriptor = target(selector);
        int to = offset;
        int code = selector;
        if (isGate(descriptor)) {
            to = Descriptor.gateOffset(descriptor);
            code = Descriptor.gateSelector(descriptor);
            descriptor = throughGate(selector, descriptor);
            // The RPL of a gate's selector does not count.
            check(code & 0xFFFC, descriptor);
        } else {
            check(code, descriptor);
        }
        within(descriptor, to);
        segments.markAccessed(code, descriptor);
        enter(code, descriptor, to);
    }

    void call(int selector, int offset, int size) {
        long descriptor = target(selector);
        if (isGate(descriptor)) {
            callThroughGate(selector, descriptor);
            return;
        }
        check(selector, descriptor);
        callHere(selector, descriptor, offset, size);
    }

    private void callHere(int selector, long descriptor, int offset, int size) {
        int onStack = p.stackLinear(-2 * size, size, true);
        int above = p.stackLinear(-size, size, true);
        p.reach(above, size, true);
        p.reach(onStack, size, true);
        within(descriptor, offset);
        segments.markAccessed(selector, descriptor);
        p.store(above, size, segments.register(SegmentRegister.CS).selector());
        p.store(onStack, size, p.eip);
        p.setStackPointer(p.stackPointer() - 2 * size);
        enter(selector, descriptor, offset);
    }

    private void callThroughGate(int selector, long gate) {
        int code = Descriptor.gateSelector(gate);
        long descriptor = throughGate(selector, gate);
        int access = Descriptor.access(descriptor);
        int cpl = segments.cpl();
        if (!Descriptor.code(access) || Descriptor.dpl(access) > cpl) {
            throw Segments.fault(Vector.GENERAL_PROTECTION, code);
        }
        if (!Descriptor.present(access)) {
            throw Segments.fault(Vector.SEGMENT_NOT_PRESENT, code);
        }
        if (Descriptor.conforming(access) || Descriptor.dpl(access) == cpl) {
            callHere(code, descriptor, Descriptor.gateOffset(gate), Descriptor.gateSize(gate));
        } else {
            callInward(code, descriptor, gate);
        }
    }

    /** Onto the inner ring's stack out of the TSS: SS:ESP, the parameters, CS:EIP. */
    private void callInward(int code, long descriptor, long gate) {
        int level = Descriptor.dpl(Descriptor.access(descriptor));
        int size = Descriptor.gateSize(gate);
        int count = Descriptor.gateParameters(gate);
        int offset = Descriptor.gateOffset(gate);
        long stack = segments.taskStack(level, 0);
        int selector = (int) (stack >>> 32);
        long stackDescriptor = segments.stackDescriptor(selector, level, Vector.INVALID_TSS, 0);
        reachInner(selector, stackDescriptor, (int) stack, size, count + 4);
        within(descriptor, offset);
        int esp = p.r[State.ESP];
        int ss = segments.register(SegmentRegister.SS).selector();
        int cs = segments.register(SegmentRegister.CS).selector();
        int eip = p.eip;
        for (int i = 0; i < count; i++) {
            parameters[i] = p.load(p.stackLinear(size * i, size, false), size);
        }
        segments.markAccessed(selector, stackDescriptor);
        segments.markAccessed(code, descriptor);
        segments.installCode(code, descriptor, level);
        segments.install(SegmentRegister.SS, selector, stackDescriptor);
        p.modeChanged();
        p.setStackPointer((int) stack);
        p.push(size, ss);
        p.push(size, esp);
        for (int i = count - 1; i >= 0; i--) {
            p.push(size, parameters[i]);
        }
        p.push(size, cs);
        p.push(size, eip);
        p.eip = offset;
        if (level == 0) {
            p.calledRing0();
        }
    }

    /** Checks that all of the new frame can be written, so that the pushes can not fault. */
    private void reachInner(int selector, long descriptor, int top, int size, int count) {
        trial.load(selector, descriptor);
        boolean big = Descriptor.big(Descriptor.access(descriptor));
        for (int i = 1; i <= count; i++) {
            int offset = big ? top - size * i : top - size * i & 0xFFFF;
            if (!trial.contains(offset, size)) {
                throw Segments.fault(Vector.STACK_FAULT, selector);
            }
            p.translate(trial.base() + offset, true, false);
            p.translate(trial.base() + offset + size - 1, true, false);
        }
    }

    private static boolean isGate(long descriptor) {
        int type = Descriptor.systemType(Descriptor.access(descriptor));
        return type == Descriptor.CALL_GATE || type == Descriptor.CALL_GATE_16;
    }

    private long target(int selector) {
        if (Segments.isNull(selector)) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION);
        }
        long descriptor = segments.descriptor(selector, Vector.GENERAL_PROTECTION, 0);
        int access = Descriptor.access(descriptor);
        if (!Descriptor.code(access) && !isGate(descriptor)) {
            throw Segments.fault(Vector.GENERAL_PROTECTION, selector);
        }
        return descriptor;
    }

    private long throughGate(int selector, long gate) {
        int access = Descriptor.access(gate);
        if (Descriptor.dpl(access) < Math.max(segments.cpl(), selector & 3)) {
            throw Segments.fault(Vector.GENERAL_PROTECTION, selector);
        }
        if (!Descriptor.present(access)) {
            throw Segments.fault(Vector.SEGMENT_NOT_PRESENT, selector);
        }
        int code = Descriptor.gateSelector(gate);
        if (Segments.isNull(code)) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION);
        }
        return segments.descriptor(code, Vector.GENERAL_PROTECTION, 0);
    }

    private void check(int selector, long descriptor) {
        int access = Descriptor.access(descriptor);
        int cpl = segments.cpl();
        boolean allowed = Descriptor.conforming(access) ? Descriptor.dpl(access) <= cpl
                : (selector & 3) <= cpl && Descriptor.dpl(access) == cpl;
        if (!Descriptor.code(access) || !allowed) {
            throw Segments.fault(Vector.GENERAL_PROTECTION, selector);
        }
        if (!Descriptor.present(access)) {
            throw Segments.fault(Vector.SEGMENT_NOT_PRESENT, selector);
        }
    }

    private void enter(int selector, long descriptor, int offset) {
        segments.installCode(selector, descriptor, segments.cpl());
        p.eip = offset;
        p.modeChanged();
    }

    void ret(int size, int release) {
        int eip = p.load(p.stackLinear(0, size, false), size);
        int selector = p.load(p.stackLinear(size, size, false), size) & 0xFFFF;
        long descriptor = returnTarget(selector);
        if ((selector & 3) == segments.cpl()) {
            within(descriptor, eip);
            segments.markAccessed(selector, descriptor);
            p.setStackPointer(p.stackPointer() + 2 * size + release);
            segments.installCode(selector, descriptor, selector & 3);
        } else {
            outward(selector, descriptor, eip, 2 * size + release, size, release);
        }
        p.eip = eip;
        p.modeChanged();
    }

    void iret(int size) {
        if ((p.control & Eflags.NT) != 0) {
            throw ProcessorException.of(Vector.INVALID_TSS);
        }
        int eip = p.load(p.stackLinear(0, size, false), size);
        int selector = p.load(p.stackLinear(size, size, false), size) & 0xFFFF;
        int eflags = p.load(p.stackLinear(2 * size, size, false), size);
        int cpl = segments.cpl();
        long descriptor = returnTarget(selector);
        if ((selector & 3) == cpl) {
            within(descriptor, eip);
            segments.markAccessed(selector, descriptor);
            p.setStackPointer(p.stackPointer() + 3 * size);
            segments.installCode(selector, descriptor, cpl);
        } else {
            outward(selector, descriptor, eip, 3 * size, size, 0);
        }
        p.eip = eip;
        p.loadReturnFlags(eflags, size, cpl);
        p.modeChanged();
    }

    private long returnTarget(int selector) {
        if (Segments.isNull(selector)) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION);
        }
        long descriptor = segments.descriptor(selector, Vector.GENERAL_PROTECTION, 0);
        int access = Descriptor.access(descriptor);
        int rpl = selector & 3;
        boolean allowed = Descriptor.conforming(access) ? Descriptor.dpl(access) <= rpl : Descriptor.dpl(access) == rpl;
        if (!Descriptor.code(access) || rpl < segments.cpl() || !allowed) {
            throw Segments.fault(Vector.GENERAL_PROTECTION, selector);
        }
        if (!Descriptor.present(access)) {
            throw Segments.fault(Vector.SEGMENT_NOT_PRESENT, selector);
        }
        return descriptor;
    }

    /** To an outer ring: its stack pointer stands {@code at} bytes up the stack. EIP is looked at after that stack. */
    private void outward(int selector, long descriptor, int eip, int at, int size, int release) {
        int level = selector & 3;
        int esp = p.load(p.stackLinear(at, size, false), size);
        int ss = p.load(p.stackLinear(at + size, size, false), size) & 0xFFFF;
        long stack = segments.stackDescriptor(ss, level, Vector.GENERAL_PROTECTION, 0);
        within(descriptor, eip);
        segments.markAccessed(selector, descriptor);
        segments.markAccessed(ss, stack);
        segments.installCode(selector, descriptor, level);
        segments.install(SegmentRegister.SS, ss, stack);
        p.setStackPointer(esp + release);
        segments.dropInnerSegments();
    }

    private static void within(long descriptor, int offset) {
        if (Integer.compareUnsigned(offset, Descriptor.limit(descriptor)) > 0) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION);
        }
    }
}
