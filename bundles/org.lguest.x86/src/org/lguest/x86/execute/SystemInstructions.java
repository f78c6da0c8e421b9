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
import org.lguest.x86.debug.AccessKind;
import org.lguest.x86.opcode.Instruction;
import org.lguest.x86.opcode.Operation;
import org.lguest.x86.segment.Descriptor;
import org.lguest.x86.segment.Segments;

/**
 * Instructions of the system: flags, ports, control and debug registers, descriptor tables, identification. Most of
 * them are for ring 0, which here runs only in tests, since the Switcher is not interpreted.
 *
 * <p>There are no model-specific registers: RDMSR and WRMSR raise #GP(0).
 */
final class SystemInstructions {

    private static final int CR0_TS = 0x08;
    private static final int CR0_NW = 0x2000_0000;
    private static final int CR0_NW_CD = 0x6000_0000;

    private final Interpreter p;
    private final Segments segments;

    SystemInstructions(Interpreter processor) {
        p = processor;
        segments = processor.segments;
    }

    void execute(Instruction in) {
        switch (in.operation) {
            case CLI -> {
                checkIopl();
                p.control &= ~Eflags.IF;
            }
            case STI -> {
                checkIopl();
                p.enableInterrupts();
            }
            case IN -> {
                int port = port(in, 1);
                p.checkPorts(port, in.operandSize);
                p.usePorts(port, in.operandSize, AccessKind.READ);
                p.setRegister(State.EAX, in.operandSize, -1);
            }
            case OUT -> {
                p.checkPorts(port(in, 0), in.operandSize);
                p.usePorts(port(in, 0), in.operandSize, AccessKind.WRITE);
            }
            case CPUID -> cpuid();
            case RDTSC -> {
                if ((p.cr4() & Controls.CR4_TSD) != 0) {
                    privileged();
                }
                long count = p.timeStamp();
                p.r[State.EAX] = (int) count;
                p.r[State.EDX] = (int) (count >>> 32);
            }
            case SMSW -> store(in, p.cr0());
            case SGDT -> storeTable(in, segments.gdtBase(), segments.gdtLimit());
            case SIDT -> storeTable(in, segments.idtBase(), segments.idtLimit());
            case SLDT -> store(in, segments.ldtSelector());
            case STR -> store(in, segments.taskSelector());
            case LAR, LSL -> lookUp(in);
            case VERR, VERW -> verify(in);
            case ARPL -> adjustRpl(in);
            case HLT, INVD, WBINVD -> privileged();
            case CLTS -> {
                privileged();
                p.setCr0(p.cr0() & ~CR0_TS);
            }
            case LMSW -> {
                privileged();
                p.setCr0(p.cr0() & ~0xE | p.general.read(in, 0) & 0xE);
            }
            case INVLPG -> {
                privileged();
                p.invalidatePage(segments.register(in.segment).base() + p.general.address(in));
            }
            case MOV_FROM_CONTROL -> {
                checkControlRegister(in.register1);
                privileged();
                p.r[in.register0] = switch (in.register1) {
                    case 0 -> p.cr0();
                    case 2 -> p.paging.faultAddress();
                    case 3 -> p.paging.directory();
                    default -> p.cr4();
                };
            }
            case MOV_TO_CONTROL -> {
                checkControlRegister(in.register0);
                privileged();
                moveToControl(in.register0, p.r[in.register1]);
            }
            case MOV_FROM_DEBUG -> {
                moveDebug(in.register1);
                p.r[in.register0] = switch (in.register1) {
                    case 0, 1, 2, 3 -> p.debug.address(0, in.register1);
                    case 4, 6 -> p.debug.dr6(0);
                    default -> p.debug.dr7(0);
                };
            }
            case MOV_TO_DEBUG -> {
                moveDebug(in.register0);
                int value = p.r[in.register1];
                switch (in.register0) {
                    case 0, 1, 2, 3 -> p.debug.setAddress(0, in.register0, value);
                    case 4, 6 -> p.debug.setDr6(0, value);
                    default -> p.debug.setDr7(0, value);
                }
                p.debugChanged();
            }
            case LGDT, LIDT -> loadTable(in);
            case LLDT -> {
                privileged();
                segments.loadLdt(p.general.read(in, 0) & 0xFFFF);
            }
            case LTR -> {
                privileged();
                segments.loadTask(p.general.read(in, 0) & 0xFFFF);
            }
            case RDMSR, WRMSR -> throw ProcessorException.of(Vector.GENERAL_PROTECTION);
            default -> throw ProcessorException.of(Vector.INVALID_OPCODE);
        }
    }

    private void privileged() {
        if (segments.cpl() != 0) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION);
        }
    }

    private void checkIopl() {
        if (segments.cpl() > p.iopl()) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION);
        }
    }

    private int port(Instruction in, int operand) {
        return in.kind(operand) == Instruction.REGISTER ? p.r[State.EDX] & 0xFFFF : in.immediate & 0xFF;
    }

    private void cpuid() {
        if (p.r[State.EAX] == 0) {
            p.r[State.EAX] = 1;
            p.r[State.EBX] = 0x756E_6547;
            p.r[State.EDX] = 0x4965_6E69;
            p.r[State.ECX] = 0x6C65_746E;
        } else {
            p.r[State.EAX] = p.model().signature();
            p.r[State.EBX] = 0;
            p.r[State.ECX] = 0;
            p.r[State.EDX] = p.model().features();
        }
    }

    /** A register takes the operand size, memory a word. */
    private void store(Instruction in, int value) {
        p.general.write(in, 0, value);
    }

    private void storeTable(Instruction in, int base, int limit) {
        int offset = p.general.address(in);
        p.reach(p.linear(in.segment, offset, 2, true), 2, true);
        p.store(p.linear(in.segment, offset + 2, 4, true), 4, base);
        p.store(p.linear(in.segment, offset, 2, true), 2, limit);
    }

    private void loadTable(Instruction in) {
        privileged();
        int offset = p.general.address(in);
        int limit = p.load(p.linear(in.segment, offset, 2, false), 2);
        int base = p.load(p.linear(in.segment, offset + 2, 4, false), 4);
        int mask = in.operandSize == 2 ? 0x00FF_FFFF : -1;
        if (in.operation == Operation.LGDT) {
            segments.setGdt(base & mask, limit);
        } else {
            segments.setIdt(base & mask, limit);
        }
    }

    private void checkControlRegister(int number) {
        if (number == 4 && p.model().cr4() == 0) {
            throw ProcessorException.of(Vector.INVALID_OPCODE);
        }
    }

    private void moveToControl(int number, int value) {
        switch (number) {
            case 0 -> {
                if ((value & 1) == 0 || (value & CR0_NW_CD) == CR0_NW) {
                    throw ProcessorException.of(Vector.GENERAL_PROTECTION);
                }
                p.setCr0(value);
            }
            case 2 -> p.paging.setFaultAddress(value);
            case 3 -> p.setCr3(value);
            default -> {
                if ((value & ~p.model().cr4()) != 0) {
                    throw ProcessorException.of(Vector.GENERAL_PROTECTION);
                }
                p.setCr4(value);
            }
        }
    }

    /** Order of the checks: #UD, #GP, then GD (SDM volume 2, MOV). With CR4.DE clear DR4 and DR5 are DR6 and DR7. */
    private void moveDebug(int register) {
        if ((register == 4 || register == 5) && (p.cr4() & Controls.CR4_DE) != 0) {
            throw ProcessorException.of(Vector.INVALID_OPCODE);
        }
        privileged();
        if (p.debug.generalDetect()) {
            p.debug.generalDetected();
            throw ProcessorException.of(Vector.DEBUG);
        }
    }

    /** The descriptor that a selector names and its CPL may see, or 0: what LAR, LSL, VERR, VERW ask first. */
    private long visible(int selector) {
        if (Segments.isNull(selector)) {
            return 0;
        }
        long descriptor;
        try {
            descriptor = segments.descriptor(selector, Vector.GENERAL_PROTECTION, 0);
        } catch (ProcessorException fault) {
            if (fault.vector() == Vector.PAGE_FAULT) {
                throw fault;
            }
            return 0;
        }
        int access = Descriptor.access(descriptor);
        boolean seen = Descriptor.conforming(access)
                || Descriptor.dpl(access) >= Math.max(segments.cpl(), selector & 3);
        return seen ? descriptor : 0;
    }

    private void lookUp(Instruction in) {
        long descriptor = visible(p.general.read(in, 1) & 0xFFFF);
        int access = Descriptor.access(descriptor);
        boolean length = in.operation == Operation.LSL;
        boolean known = descriptor != 0 && (Descriptor.segment(access) || switch (Descriptor.systemType(access)) {
            case 1, 2, 3, 9, 11 -> true;
            case 4, 5, 12 -> !length;
            default -> false;
        });
        if (known) {
            p.general.write(in, 0, length ? Descriptor.limit(descriptor) : Descriptor.high(descriptor) & 0x00FF_FF00);
        }
        p.setZero(known);
    }

    private void verify(Instruction in) {
        int access = Descriptor.access(visible(p.general.read(in, 0) & 0xFFFF));
        p.setZero(in.operation == Operation.VERR ? Descriptor.readable(access)
                : Descriptor.writable(access));
    }

    private void adjustRpl(Instruction in) {
        int rpl = p.r[in.register1] & 3;
        boolean memory = in.kind0 == Instruction.MEMORY;
        int address = memory ? p.general.address(in) : 0;
        int selector = memory ? p.load(p.linear(in.segment, address, 2, false), 2) : p.r[in.register0] & 0xFFFF;
        boolean raise = (selector & 3) < rpl;
        int outcome = raise ? selector & 0xFFFC | rpl : selector;
        // Written only where it changes: a read-only selector that need not change does not fault.
        if (memory && raise) {
            p.store(p.linear(in.segment, address, 2, true), 2, outcome);
        } else if (!memory) {
            p.setRegister(in.register0, 2, outcome);
        }
        p.setZero(raise);
    }
}
