/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import java.util.ArrayList;
import java.util.List;

import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.frame.CallFrame;
import org.lguest.dwarf.gdb.Recording.Frame;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.UnreadableException;

/** Frames of functions that have left by tail calls, which gdb 13.1 and the product do not find by the same rules. */
final class JumpFrames {
    private static final byte RET = (byte) 0xC3;

    private JumpFrames() {
    }

    /** Of frames of tail calls, why gdb 13.1 has none; empty for those that it has, and for all others. */
    static String whyOnlyOurs(List<StackFrame> frames, int index, Frame theirs, TargetMemory memory) {
        CallFrame activation = frames.get(index).activation();
        boolean isAboveInnermost = frames.subList(0, index).stream()
                .allMatch(f -> f.isTailCall() || f.activation() == frames.getFirst().activation());
        return !activation.isTailCall() ? ""
                : !theirs.kind().equals("tailcall") && isAboveInnermost && isReturn(frames.getFirst().address(), memory)
                        ? "at a return of clang's gdb takes the word on the stack, and looks for no tail calls"
                : activation.isAtInstruction() ? "gdb reads no call that has its own address, as clang's jumps have"
                : index > 0 && frames.get(index - 1).activation() == activation
                        ? "of a tail call in a copy of an inlined function gdb shows the copy, and not what it is in"
                : "";
    }

    /**
     * Takes away frames of tail calls that lead from a function back to it, where ours have none. gdb 13.1 compares
     * the ways that may have been taken by their ends, for as many calls as the shorter one has, and takes all of the
     * longer one for certain if that much is the same.
     *
     * @return those that were taken away
     */
    static List<Frame> withoutCircles(List<Frame> theirs, List<StackFrame> ours) {
        List<Frame> removed = new ArrayList<>();
        for (int i = 1; i < Math.min(theirs.size(), ours.size()); i++) {
            String function = theirs.get(i - 1).function();
            int end = i;
            while (!ours.get(i).isTailCall() && end < theirs.size() && isTailCall(theirs.get(end))
                    && !theirs.get(end).function().equals(function)) {
                end++;
            }
            boolean isCircle = end > i && isTailCall(theirs.get(i - 1)) && end < theirs.size()
                    && isTailCall(theirs.get(end)) && theirs.get(end).function().equals(function);
            if (isCircle) {
                List<Frame> circle = theirs.subList(i, end + 1);
                removed.addAll(circle);
                circle.clear();
            }
        }
        return removed;
    }

    private static boolean isTailCall(Frame frame) {
        return frame.kind().equals("tailcall");
    }

    private static boolean isReturn(int address, TargetMemory memory) {
        return memory.ask(() -> {
            try {
                return memory.read(address, 1)[0] == RET;
            } catch (UnreadableException e) {
                return false;
            }
        }, Runnable::run).join();
    }
}
