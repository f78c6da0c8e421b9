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

import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;
import org.lguest.x86.opcode.Instruction;
import org.lguest.x86.opcode.Operation;
import org.lguest.x86.segment.SegmentRegister;
import org.lguest.x86.x87.X87Registers;
import org.lguest.x86.x87.X87Unit;

/**
 * The x87 instructions as the processor runs them: whether there is an x87 to ask (#NM), whether one of its exceptions
 * is pending (#MF), operands in memory. Operands are read, and places to write are reached, before anything changes.
 *
 * <p>With CR0.NE at 0 a pending exception is for a pin and an interrupt controller to tell, of which there are none:
 * it stays in the status word, and the program goes on.
 */
final class FloatingPoint {

    private static final int CR0_MP = 0x02;
    private static final int CR0_EM = 0x04;
    private static final int CR0_TS = 0x08;
    private static final int CR0_NE = 0x20;

    private final Interpreter p;
    private final X87Unit unit;
    private final X87Registers registers;
    private final X87Environment environment;

    FloatingPoint(Interpreter processor) {
        p = processor;
        unit = processor.x87;
        registers = unit.registers();
        environment = new X87Environment(processor, registers);
    }

    /** WAIT: looks at TS only together with MP, and at what is pending (SDM volume 3, table 2-2). */
    void await() {
        if ((p.cr0() & (CR0_MP | CR0_TS)) == (CR0_MP | CR0_TS)) {
            throw ProcessorException.of(Vector.DEVICE_NOT_AVAILABLE);
        }
        checkPending();
    }

    private void checkPending() {
        if (registers.pending() && (p.cr0() & CR0_NE) != 0) {
            throw ProcessorException.of(Vector.X87_ERROR);
        }
    }

    /** Executes any x87 instruction. */
    void execute(Instruction in) {
        if ((p.cr0() & (CR0_EM | CR0_TS)) != 0) {
            throw ProcessorException.of(Vector.DEVICE_NOT_AVAILABLE);
        }
        if (!waits(in.operation)) {
            withoutWaiting(in);
            return;
        }
        checkPending();
        switch (in.operation) {
            case FLDCW -> unit.loadControl(p.general.read(in, 0));
            case FLDENV -> environment.load(in);
            case FRSTOR -> environment.restore(in);
            default -> {
                if (in.kind0 == Instruction.MEMORY) {
                    memory(in);
                } else {
                    registers(in);
                }
                environment.remember(in);
            }
        }
    }

    private static boolean waits(Operation operation) {
        return switch (operation) {
            case FNINIT, FNCLEX, FNSTSW, FNSTCW, FNSTENV, FNSAVE, FNENI, FNDISI, FNSETPM -> false;
            default -> true;
        };
    }

    private void withoutWaiting(Instruction in) {
        switch (in.operation) {
            case FNINIT -> unit.initialise();
            case FNCLEX -> unit.clearExceptions();
            case FNSTSW -> p.general.write(in, 0, registers.status());
            case FNSTCW -> p.general.write(in, 0, registers.control());
            case FNSTENV -> environment.store(in);
            case FNSAVE -> environment.save(in);
            default -> {
            }
        }
    }

    private void memory(Instruction in) {
        boolean stores = in.row.access(0).writes();
        int linear = p.linear(in.segment, p.general.address(in), in.width0, stores);
        p.align(linear, Math.min(in.width0, 8) & 0xE);
        if (stores) {
            p.reach(linear, in.width0, true);
            store(in, linear);
            return;
        }
        switch (in.operation) {
            case FLD, FADD, FMUL, FCOM, FCOMP, FSUB, FSUBR, FDIV, FDIVR -> {
                if (in.width0 == 10) {
                    unit.loadExtended(p.load16(linear + 8), load64(linear));
                    return;
                }
                if (in.width0 == 4) {
                    unit.readSingle(p.load32(linear));
                } else {
                    unit.readDouble(load64(linear));
                }
            }
            case FBLD -> unit.readDecimal(load64(linear), p.load16(linear + 8));
            default -> unit.readInteger(in.width0 == 2 ? (short) p.load16(linear)
                    : in.width0 == 4 ? p.load32(linear) : load64(linear));
        }
        switch (in.operation) {
            case FLD, FILD, FBLD -> unit.load();
            default -> unit.withOperand(in.operation);
        }
    }

    private void store(Instruction in, int linear) {
        boolean writes = switch (in.operation) {
            case FIST, FISTP -> unit.storeInteger(8 * in.width0);
            case FBSTP -> unit.storeDecimal();
            default -> in.width0 == 10 ? unit.storeExtended() : unit.store(in.width0 == 4 ? 24 : 53);
        };
        if (!writes) {
            return;
        }
        long value = unit.stored();
        if (in.width0 == 2) {
            p.store16(linear, (int) value);
        } else {
            p.store32(linear, (int) value);
            if (in.width0 >= 8) {
                p.store32(linear + 4, (int) (value >>> 32));
            }
            if (in.width0 == 10) {
                p.store16(linear + 8, unit.storedHigh());
            }
        }
        unit.stored(in.operation != Operation.FST && in.operation != Operation.FIST);
    }

    private long load64(int linear) {
        return p.load32(linear) & 0xFFFF_FFFFL | (long) p.load32(linear + 4) << 32;
    }

    private void registers(Instruction in) {
        int i = in.register0;
        switch (in.operation) {
            case FADD, FADDP, FMUL, FMULP, FSUB, FSUBP, FSUBR, FSUBRP, FDIV, FDIVP, FDIVR, FDIVRP ->
                unit.arithmetic(in.operation, i, in.register1);
            case FCOM -> unit.compare(i, false, 0);
            case FCOMP -> unit.compare(i, false, 1);
            case FCOMPP -> unit.compare(1, false, 2);
            case FUCOM -> unit.compare(i, true, 0);
            case FUCOMP -> unit.compare(i, true, 1);
            case FUCOMPP -> unit.compare(1, true, 2);
            case FCOMI, FCOMIP -> flags(unit.compareForFlags(in.register1, false, in.operation == Operation.FCOMIP));
            case FUCOMI, FUCOMIP -> flags(unit.compareForFlags(in.register1, true, in.operation == Operation.FUCOMIP));
            case FLD -> unit.push(i);
            case FST -> unit.copy(i, false);
            case FSTP -> unit.copy(i, true);
            case FXCH -> unit.exchange(i);
            case FFREE -> unit.free(i);
            case FFREEP -> unit.freeAndPop(i);
            case FCMOVB -> unit.conditionalMove(in.register1, p.cf());
            case FCMOVE -> unit.conditionalMove(in.register1, p.zf());
            case FCMOVBE -> unit.conditionalMove(in.register1, p.cf() || p.zf());
            case FCMOVU -> unit.conditionalMove(in.register1, p.pf());
            case FCMOVNB -> unit.conditionalMove(in.register1, !p.cf());
            case FCMOVNE -> unit.conditionalMove(in.register1, !p.zf());
            case FCMOVNBE -> unit.conditionalMove(in.register1, !p.cf() && !p.zf());
            case FCMOVNU -> unit.conditionalMove(in.register1, !p.pf());
            default -> unit.execute(in.operation);
        }
    }

    /** ZF, PF and CF as compared; OF, SF and AF are cleared (SDM volume 2, FCOMI). */
    private void flags(int compared) {
        if (compared >= 0) {
            p.setStatus((compared & 4) << 4 | (compared & 2) << 1 | compared & 1);
        }
    }
}
