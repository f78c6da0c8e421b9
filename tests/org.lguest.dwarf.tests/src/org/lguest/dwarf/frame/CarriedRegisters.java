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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.frame.FrameRegisters.Known;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetRegisters;

/**
 * Frames as gdb 13.1 takes them, which finds a register that call frame information is silent about where the callee
 * has left it: {@code dwarf2_frame_prev_register} treats an unspecified rule as "same value".
 */
public final class CarriedRegisters {
    private CarriedRegisters() {
    }

    /** The frames with those registers of callers that they lack; the machine's own frame first. */
    public static List<StackFrame> in(List<StackFrame> frames, TargetRegisters machine) {
        List<StackFrame> carried = new ArrayList<>();
        Map<Integer, Known> known = new HashMap<>();
        for (StackFrame frame : frames) {
            CallFrame activation = frame.activation();
            for (I386Register register : I386Register.values()) {
                activation.registers().known(register.number()).ifPresent(k -> known.put(register.number(), k));
            }
            FrameRegisters registers = FrameRegisters.of(Map.copyOf(known), new Rest(Map.copyOf(known), machine));
            carried.add(new StackFrame(new CallFrame(activation.address(), activation.isAtInstruction(), registers,
                    activation.recovery(), activation.returnsTo()), frame.function(), frame.line(), frame.isInlined(), frame.scope()));
        }
        return carried;
    }

    /** What is known of callers, and of the FPU's registers the machine's. */
    private record Rest(Map<Integer, Known> known, TargetRegisters machine) implements TargetRegisters {
        @Override
        public OptionalInt value(int number) {
            Known register = known.get(number);
            return register == null ? OptionalInt.empty() : OptionalInt.of(register.value());
        }

        @Override
        public Optional<byte[]> bytes(int number) {
            return known.containsKey(number) ? TargetRegisters.super.bytes(number) : machine.bytes(number);
        }
    }
}
