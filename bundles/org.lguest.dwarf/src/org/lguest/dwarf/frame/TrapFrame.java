/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.frame;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

import org.lguest.dwarf.frame.CfaRule.RegisterOffset;
import org.lguest.dwarf.frame.RegisterRule.Offset;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.UnreadableException;
import org.lguest.dwarf.type.Type;

/**
 * The registers that a kernel's entry code saves when a trap, an interrupt or a system call comes in, before it calls
 * what is written in C. It is in assembly, mostly without call frame information. But what it saves is an argument for
 * C, a structure that the program describes, and during the call it is the top of the stack. Immutable.
 */
public final class TrapFrame {
    private static final int EFLAGS_ALWAYS_SET = 0x2;
    /** Bits 3, 5, 15 and from 22 on (SDM vol. 1, section 3.4.3). */
    private static final int EFLAGS_NEVER_SET = 0xFFC0_8028;
    private static final int PRIVILEGE = 3;
    private static final int DWORD = 4;
    /** What entry code keeps on top of the structure during a call, in bytes: a register, and an argument. */
    private static final int MOST_ON_TOP = 8;

    private final Map<I386Register, Integer> offsets;

    private TrapFrame(Map<I386Register, Integer> offsets) {
        this.offsets = offsets;
    }

    /**
     * @param members of the structure. A register may be called {@code eax}, {@code ax} or, a segment's, {@code xcs}
     * @return empty if what the processor itself saves is not at the structure's end and in its order
     */
    public static Optional<TrapFrame> of(List<Type.Member> structure) {
        Map<String, Integer> members = new HashMap<>();
        structure.forEach(member -> members.put(member.name(), (int) member.offset()));
        Map<I386Register, Integer> offsets = new EnumMap<>(I386Register.class);
        for (I386Register register : I386Register.values()) {
            String name = register.lowerCaseName();
            for (String called : new String[] {name, name.substring(1), "x" + name}) {
                if (members.containsKey(called)) {
                    offsets.putIfAbsent(register, members.get(called));
                }
            }
        }
        Integer last = offsets.get(I386Register.SS);
        int end = last == null ? 0 : last + 4;
        int at = end - 20;
        for (I386Register pushed : new I386Register[] {I386Register.EIP, I386Register.CS, I386Register.EFLAGS,
            I386Register.ESP, I386Register.SS}) {
            if (!Integer.valueOf(at).equals(offsets.get(pushed))) {
                return Optional.empty();
            }
            at += 4;
        }
        return members.values().stream().allMatch(o -> o < end) ? Optional.of(new TrapFrame(offsets)) : Optional.empty();
    }

    /**
     * How to unwind from a function with such a structure at the top of its stack; empty if what is there is none. Only
     * within {@link TargetMemory#ask}.
     *
     * <p>Where code stands that is about to save it, or to take it back, the lower part is missing, and the registers
     * of that part are as they were. On top of all of it entry code may keep a word or two while it calls.
     *
     * @param isOfProgram whether something of the program, as a function or a label, is before an address
     */
    Optional<UnwindRow> row(CallFrame frame, IntPredicate isOfProgram, TargetMemory memory) {
        Optional<UnwindRow> whole = row(frame, 0, isOfProgram, memory);
        if (whole.isPresent()) {
            return whole;
        }
        int most = frame.isAtInstruction() ? offsets.get(I386Register.EIP) : 0;
        for (int missing = DWORD; missing <= most; missing += DWORD) {
            Optional<UnwindRow> part = row(frame, missing, isOfProgram, memory);
            if (part.isPresent()) {
                return part;
            }
        }
        for (int onTop = DWORD; onTop <= MOST_ON_TOP && isNoReturn(frame, onTop, isOfProgram, memory); onTop += DWORD) {
            Optional<UnwindRow> below = row(frame, -onTop, isOfProgram, memory);
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }

    /** Whether the last word so far up is not where a function returns to, so that it was not one that was called. */
    private static boolean isNoReturn(CallFrame frame, int onTop, IntPredicate isOfProgram, TargetMemory memory) {
        try {
            return !isOfProgram.test(memory.word(frame.stackPointer() + onTop - DWORD));
        } catch (UnreadableException e) {
            return false;
        }
    }

    /** @param missing how many bytes of the structure are not on the stack; negative for as many on top of it */
    private Optional<UnwindRow> row(CallFrame frame, int missing, IntPredicate isOfProgram, TargetMemory memory) {
        int start = frame.stackPointer() - missing;
        try {
            int flags = memory.word(start + offsets.get(I386Register.EFLAGS));
            int saved = memory.word(start + offsets.get(I386Register.CS));
            int selector = saved & 0xFFFF;
            int instruction = memory.word(start + offsets.get(I386Register.EIP));
            if ((flags & EFLAGS_ALWAYS_SET) == 0 || (flags & EFLAGS_NEVER_SET) != 0 || selector <= PRIVILEGE) {
                return Optional.empty();
            }
            // Only from user space has the stack changed, and only then are esp and ss saved.
            boolean isFromUser = (selector & PRIVILEGE) == PRIVILEGE;
            if (isFromUser ? (memory.word(start + offsets.get(I386Register.SS)) & PRIVILEGE) != PRIVILEGE
                    : !isOfProgram.test(instruction)) {
                return Optional.empty();
            }
            // At any other place it takes more to believe that it is one.
            boolean isLikely = missing == 0 || saved == selector && (isFromUser || isOwn(selector, frame));
            return isLikely ? Optional.of(row(isFromUser, missing)) : Optional.empty();
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }

    /** Whether a selector is the one that the frame runs with, as far as is known. */
    private static boolean isOwn(int selector, CallFrame frame) {
        OptionalInt own = frame.registers().value(I386Register.CS.number());
        return own.isEmpty() || (own.getAsInt() & 0xFFFF) == selector;
    }

    private UnwindRow row(boolean isFromUser, int missing) {
        int end = offsets.get(I386Register.ESP);
        Map<Integer, RegisterRule> saved = new HashMap<>();
        offsets.forEach((register, offset) -> {
            if (offset >= missing && (isFromUser || register != I386Register.ESP && register != I386Register.SS)) {
                saved.put(register.number(), new Offset(offset - end));
            }
        });
        return new UnwindRow(new RegisterOffset(I386Register.ESP.number(), end - missing), saved,
                I386Register.EIP.number(), true);
    }
}
