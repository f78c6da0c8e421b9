/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debugtable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

import org.lguest.x86.Eflags;
import org.lguest.x86.Exit;
import org.lguest.x86.Machine;
import org.lguest.x86.Processor;
import org.lguest.x86.Vector;
import org.lguest.x86.debug.DebugUnit;
import org.lguest.x86.debugtable.DebugCase.Event;

/** Runs a row in our processor, with a handler that does what that of Linux, or that of bochs.c, does. */
final class EmulatedProcessor {

    /** Of the machine. */
    private static final int PAGES = 1024;
    private static final int SYSTEM_CALL = 0x80;
    /** DE of CR4. */
    private static final int DEBUGGING_EXTENSIONS = 8;
    /** More turns than any row needs, even an instruction or an iteration a turn. */
    private static final int STUCK = 10_000;

    private final IntUnaryOperator dr7;
    private final long stride;

    /**
     * A processor.
     *
     * @param dr7    what becomes of a row's DR7: the identity, or a fault to be found
     * @param stride how many instructions to run at once in ring 3
     */
    EmulatedProcessor(IntUnaryOperator dr7, long stride) {
        this.dr7 = dr7;
        this.stride = stride;
    }

    List<Event> run(DebugCase one) {
        Machine machine = new Machine(one.privileged() ? 0 : 3);
        Processor cpu = machine.cpu;
        DebugUnit unit = cpu.debugUnit();
        mapAsElsewhere(machine);
        byte[] code = one.bytes();
        machine.memory.write(Machine.CODE, code, 0, code.length);
        int[] registers = {0x11, 3, 0, cpu.selector(2), DebugCase.STACK, DebugCase.STACK + 16, Machine.DATA + 0x100,
            Machine.DATA};
        for (int i = 0; i < registers.length; i++) {
            cpu.setRegister(i, registers[i]);
        }
        cpu.setEflags(Eflags.IF | Eflags.ONE | one.flags());
        for (int i = 0; i < 4; i++) {
            unit.setAddress(0, i, one.addresses()[i]);
        }
        cpu.setCr4(one.extensions() ? DEBUGGING_EXTENSIONS : 0);
        unit.setDr6(0, one.dr6());
        unit.setDr7(0, dr7.applyAsInt(one.dr7()));
        List<Event> events = new ArrayList<>();
        for (int turn = 0; turn < STUCK; turn++) {
            Exit exit = cpu.run(one.privileged() ? 1 : stride);
            if (exit == Exit.DEBUG_EXCEPTION) {
                cpu.deliverDebugException();
            }
            if (inHandler(cpu) && !handle(one, machine, events)) {
                return events;
            }
        }
        throw new AssertionError(one + " does not end: " + one.describe(events, false));
    }

    /** Ring 3 has the pages of cases.h, and no others. */
    private static void mapAsElsewhere(Machine machine) {
        for (int page = 0; page < PAGES; page++) {
            machine.page(page << 12, page << 12 | 3);
        }
        for (int page : new int[] {Machine.CODE, DebugCase.STACK & ~0xFFF, Machine.DATA, Machine.DATA + 0x1000}) {
            machine.page(page, page | 7);
        }
        machine.page(DebugCase.READ_ONLY, DebugCase.READ_ONLY | 5);
        machine.page(DebugCase.ABSENT, 0);
    }

    private static boolean inHandler(Processor cpu) {
        return cpu.eip() >= Machine.HANDLERS && cpu.eip() < Machine.handler(256);
    }

    /** The handler of any vector; says whether to go on. */
    private static boolean handle(DebugCase one, Machine machine, List<Event> events) {
        Processor cpu = machine.cpu;
        DebugUnit unit = cpu.debugUnit();
        Machine.Frame frame = machine.frame();
        int vector = frame.vector();
        if (vector != SYSTEM_CALL) {
            events.add(new Event(vector, frame.eip(), frame.eflags(), unit.dr6(0)));
            boolean trap = vector == Vector.DEBUG || vector == Vector.BREAKPOINT || vector == Vector.OVERFLOW;
            if (!trap || events.size() == one.limit()) {
                return false;
            }
        }
        if (vector == Vector.DEBUG) {
            if ((one.handler() & DebugCase.KEEPS_RF) == 0 && instructionMatched(unit)) {
                machine.memory.write32(cpu.register(Machine.ESP) + 8, frame.eflags() | Eflags.RF);
            }
            if ((one.handler() & DebugCase.KEEPS_DR6) == 0) {
                unit.setDr6(0, 0);
            }
        }
        cpu.iret();
        return true;
    }

    private static boolean instructionMatched(DebugUnit unit) {
        for (int i = 0; i < 4; i++) {
            boolean enabled = (unit.dr7(0) >>> 2 * i & 3) != 0;
            if (enabled && (unit.dr6(0) >>> i & 1) != 0 && (unit.dr7(0) >>> 16 + 4 * i & 3) == 0) {
                return true;
            }
        }
        return false;
    }
}
