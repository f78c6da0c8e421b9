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
import org.lguest.x86.opcode.Instruction;
import org.lguest.x86.opcode.Operation;
import org.lguest.x86.segment.SegmentRegister;

/**
 * Every instruction in its general form: any operand, any size, any segment, read off the decoded {@link Instruction}
 * as the SDM describes it. The interpreter's own switch holds the few forms that programs are made of; whatever it
 * does not hold comes here, and the two must agree.
 *
 * <p>An instruction computes first, then writes its one memory operand, then its registers, so that a fault leaves
 * nothing half done.
 */
final class General {

    private static final int CS = SegmentRegister.CS;

    private final Interpreter p;
    private final SystemInstructions system;
    private final FarTransfers far;
    private final StackInstructions stack;

    General(Interpreter processor) {
        p = processor;
        system = new SystemInstructions(processor);
        far = new FarTransfers(processor);
        stack = new StackInstructions(processor);
    }

    FarTransfers farTransfers() {
        return far;
    }

    /** Executes; EIP is already at the next instruction. */
    void execute(Instruction in) {
        int size = in.operandSize;
        switch (in.operation) {
            case MOV -> write(in, 0, read(in, 1));
            case MOVZX -> write(in, 0, read(in, 1));
            case MOVSX -> write(in, 0, in.width1 == 1 ? (byte) read(in, 1) : (short) read(in, 1));
            case LEA -> write(in, 0, address(in));
            case XCHG -> exchange(in);
            case XLAT -> {
                int at = p.r[State.EBX] + p.register8(0);
                at = in.addressSize == 2 ? at & 0xFFFF : at;
                p.setRegister8(0, p.load8(p.linear(in.segment, at, 1, false)));
            }
            case BSWAP -> p.setRegister(in.register0, size, size == 4 ? Integer.reverseBytes(p.r[in.register0]) : 0);
            case CMOVCC -> {
                int value = read(in, 1);
                if (p.condition(in.condition)) {
                    write(in, 0, value);
                }
            }
            case ADD -> update(in, p.add(readForUpdate(in), read(in, 1), 0, size));
            case ADC -> {
                int carry = p.cf() ? 1 : 0;
                update(in, p.add(readForUpdate(in), read(in, 1), carry, size));
            }
            case SUB -> update(in, p.sub(readForUpdate(in), read(in, 1), 0, size));
            case SBB -> {
                int borrow = p.cf() ? 1 : 0;
                update(in, p.sub(readForUpdate(in), read(in, 1), borrow, size));
            }
            case AND -> update(in, p.logic(readForUpdate(in) & read(in, 1), size));
            case OR -> update(in, p.logic(readForUpdate(in) | read(in, 1), size));
            case XOR -> update(in, p.logic(readForUpdate(in) ^ read(in, 1), size));
            case CMP -> p.sub(read(in, 0), read(in, 1), 0, size);
            case TEST -> p.logic(read(in, 0) & read(in, 1), size);
            case INC -> {
                boolean carry = p.cf();
                int sum = p.add(readForUpdate(in), 1, 0, size);
                p.setCarry(carry);
                update(in, sum);
            }
            case DEC -> {
                boolean carry = p.cf();
                int difference = p.sub(readForUpdate(in), 1, 0, size);
                p.setCarry(carry);
                update(in, difference);
            }
            case NEG -> update(in, p.sub(0, readForUpdate(in), 0, size));
            case NOT -> update(in, ~readForUpdate(in));
            case MUL -> Arithmetic.multiply(p, read(in, 0), size, false);
            case IMUL -> multiply(in, size);
            case DIV -> Arithmetic.divide(p, read(in, 0), size, false);
            case IDIV -> Arithmetic.divide(p, read(in, 0), size, true);
            case ROL -> update(in, Arithmetic.rol(p, readForUpdate(in), read(in, 1), size));
            case ROR -> update(in, Arithmetic.ror(p, readForUpdate(in), read(in, 1), size));
            case RCL -> update(in, Arithmetic.rcl(p, readForUpdate(in), read(in, 1), size));
            case RCR -> update(in, Arithmetic.rcr(p, readForUpdate(in), read(in, 1), size));
            case SHL -> update(in, Arithmetic.shl(p, readForUpdate(in), read(in, 1), size));
            case SHR -> update(in, Arithmetic.shr(p, readForUpdate(in), read(in, 1), size));
            case SAR -> update(in, Arithmetic.sar(p, readForUpdate(in), read(in, 1), size));
            case SHLD -> update(in, Arithmetic.shld(p, readForUpdate(in), read(in, 1), read(in, 2), size));
            case SHRD -> update(in, Arithmetic.shrd(p, readForUpdate(in), read(in, 1), read(in, 2), size));
            case BT, BTS, BTR, BTC -> bitTest(in, size);
            case BSF, BSR -> bitScan(in, size);
            case SETCC -> write(in, 0, p.condition(in.condition) ? 1 : 0);
            case CBW -> p.setRegister(State.EAX, size, size == 4 ? (short) p.r[State.EAX] : (byte) p.r[State.EAX]);
            case CWD -> p.setRegister(State.EDX, size,
                    (size == 4 ? p.r[State.EAX] : (short) p.r[State.EAX]) >> 31);
            case AAA -> Arithmetic.asciiAdjust(p, false);
            case AAS -> Arithmetic.asciiAdjust(p, true);
            case DAA -> Arithmetic.decimalAdjust(p, false);
            case DAS -> Arithmetic.decimalAdjust(p, true);
            case AAM -> Arithmetic.aam(p, in.immediate & 0xFF);
            case AAD -> Arithmetic.aad(p, in.immediate & 0xFF);
            case SALC -> p.setRegister8(0, p.cf() ? 0xFF : 0);
            case XADD -> {
                int before = readForUpdate(in);
                int addend = read(in, 1);
                int sum = p.add(before, addend, 0, size);
                if (in.kind0 == Instruction.REGISTER) {
                    write(in, 1, before);
                    write(in, 0, sum);
                } else {
                    update(in, sum);
                    write(in, 1, before);
                }
            }
            case CMPXCHG -> {
                int before = readForUpdate(in);
                p.sub(p.register(State.EAX, size), before, 0, size);
                boolean equal = p.zf();
                update(in, equal ? read(in, 1) : before);
                if (!equal) {
                    p.setRegister(State.EAX, size, before);
                }
            }
            case CMPXCHG8B -> compareExchange8(in);
            case PUSH -> p.push(size, read(in, 0));
            case PUSH_SEGMENT -> p.push(size, p.segments.register(in.register0).selector());
            case POP -> stack.pop(in, size);
            case POP_SEGMENT -> {
                int value = p.load(p.stackLinear(0, size, false), size);
                p.loadSegment(in.register0, value & 0xFFFF);
                p.setStackPointer(p.stackPointer() + size);
            }
            case PUSHA -> stack.pushAll(size);
            case POPA -> stack.popAll(size);
            case PUSHF -> p.push(size, p.eflags() & ~(Eflags.RF | Eflags.VM));
            case POPF -> p.loadFlags(p.pop(size), size);
            case SAHF -> p.setStatus(p.register8(4) & ~Eflags.OF | (p.of() ? Eflags.OF : 0));
            case LAHF -> p.setRegister8(4, p.eflags());
            case ENTER -> stack.enter(in, size);
            case LEAVE -> stack.leave(size);
            case JMP -> jump(target(in), size);
            case JCC -> {
                if (p.condition(in.condition)) {
                    jump(target(in), size);
                }
            }
            case JCXZ -> {
                if (p.register(State.ECX, in.addressSize) == 0) {
                    jump(target(in), size);
                }
            }
            case LOOP, LOOPE, LOOPNE -> loop(in, size);
            case CALL -> {
                int target = target(in);
                check(target, size);
                p.push(size, p.eip);
                jump(target, size);
            }
            case RET -> {
                int target = p.load(p.stackLinear(0, size, false), size);
                jump(target, size);
                p.setStackPointer(p.stackPointer() + size + (in.kind0 == Instruction.IMMEDIATE ? in.immediate : 0));
            }
            case JMP_FAR -> {
                int offset = farOffset(in, size);
                far.jump(farSelector(in, size), offset);
            }
            case CALL_FAR -> {
                int offset = farOffset(in, size);
                far.call(farSelector(in, size), offset, size);
            }
            case RET_FAR -> far.ret(size, in.kind0 == Instruction.IMMEDIATE ? in.immediate & 0xFFFF : 0);
            case IRET -> far.iret(size);
            case LDS, LES, LFS, LGS, LSS -> loadPointer(in, size);
            case MOV_FROM_SEGMENT -> write(in, 0, p.segments.register(in.register1).selector());
            case MOV_TO_SEGMENT -> p.loadSegment(in.register0, read(in, 1) & 0xFFFF);
            case INT -> p.softwareInterrupt(in.immediate & 0xFF);
            case INT3 -> p.softwareInterrupt(Vector.BREAKPOINT);
            case INT1 -> p.raiseDebugTrap();
            case INTO -> {
                if (p.of()) {
                    p.softwareInterrupt(Vector.OVERFLOW);
                }
            }
            case BOUND -> bound(in, size);
            case CLC -> p.setCarry(false);
            case STC -> p.setCarry(true);
            case CMC -> p.setCarry(!p.cf());
            case CLD -> p.control &= ~Eflags.DF;
            case STD -> p.control |= Eflags.DF;
            case NOP, PAUSE -> {
            }
            case MOVS, CMPS, SCAS, LODS, STOS, INS, OUTS -> p.strings.once(in);
            case INVALID -> throw in.tooLong ? ProcessorException.of(Vector.GENERAL_PROTECTION)
                    : ProcessorException.of(Vector.INVALID_OPCODE);
            case WAIT -> p.floatingPoint.await();
            default -> {
                if (in.operation.isX87()) {
                    p.floatingPoint.execute(in);
                } else {
                    system.execute(in);
                }
            }
        }
    }

    /** Offset of the memory operand in its segment. */
    int address(Instruction in) {
        int offset = in.displacement;
        if (in.base != Instruction.NO_REGISTER) {
            offset += p.r[in.base];
        }
        if (in.index != Instruction.NO_REGISTER) {
            offset += p.r[in.index] * in.scale;
        }
        return in.addressSize == 2 ? offset & 0xFFFF : offset;
    }

    int read(Instruction in, int operand) {
        int width = in.width(operand);
        return switch (in.kind(operand)) {
            case Instruction.REGISTER -> p.register(in.register(operand), width);
            case Instruction.MEMORY -> p.load(p.linear(in.segment, address(in), width, false), width);
            default -> in.immediate;
        };
    }

    void write(Instruction in, int operand, int value) {
        int width = in.width(operand);
        if (in.kind(operand) == Instruction.REGISTER) {
            p.setRegister(in.register(operand), width, value);
        } else {
            p.store(p.linear(in.segment, address(in), width, true), width, value);
        }
    }

    private int readForUpdate(Instruction in) {
        return in.kind0 == Instruction.REGISTER ? p.register(in.register0, in.width0)
                : p.update(p.linear(in.segment, address(in), in.width0, true), in.width0);
    }

    private void update(Instruction in, int value) {
        if (in.kind0 == Instruction.REGISTER) {
            p.setRegister(in.register0, in.width0, value);
        } else {
            p.updated(in.width0, value);
        }
    }

    private void exchange(Instruction in) {
        int first = readForUpdate(in);
        int second = read(in, 1);
        update(in, second);
        write(in, 1, first);
    }

    private void multiply(Instruction in, int size) {
        if (in.kind1 == Instruction.NONE) {
            Arithmetic.multiply(p, read(in, 0), size, true);
        } else {
            int factor = in.kind2 == Instruction.NONE ? read(in, 0) : in.immediate;
            write(in, 0, Arithmetic.imul(p, read(in, 1), factor, size));
        }
    }

    /** With a bit offset in a register, memory is a bit string that reaches 2 Gbit either way (SDM volume 2, BT). */
    private void bitTest(Instruction in, int size) {
        int bits = 8 * size;
        int number = read(in, 1);
        int bit = 1 << (number & bits - 1);
        boolean changes = in.operation != Operation.BT;
        int value;
        if (in.kind0 == Instruction.REGISTER) {
            value = p.register(in.register0, size);
        } else {
            int offset = address(in);
            if (in.kind1 == Instruction.REGISTER) {
                int signed = size == 2 ? (short) number : number;
                offset += (signed >> (size == 2 ? 4 : 5)) * size;
                offset = in.addressSize == 2 ? offset & 0xFFFF : offset;
            }
            int linear = p.linear(in.segment, offset, size, changes);
            value = changes ? p.update(linear, size) : p.load(linear, size);
        }
        boolean set = (value & bit) != 0;
        switch (in.operation) {
            case BTS -> update(in, value | bit);
            case BTR -> update(in, value & ~bit);
            case BTC -> update(in, value ^ bit);
            default -> {
            }
        }
        p.setCarry(set);
    }

    private void bitScan(Instruction in, int size) {
        int value = read(in, 1);
        p.setZero(value == 0);
        if (value != 0) {
            write(in, 0, in.operation == Operation.BSF ? Integer.numberOfTrailingZeros(value)
                    : 31 - Integer.numberOfLeadingZeros(value));
        }
    }

    private void compareExchange8(Instruction in) {
        int linear = p.linear(in.segment, address(in), 8, true);
        p.reach(linear, 8, true);
        int high = p.update32(linear + 4);
        int low = p.update32(linear);
        boolean equal = low == p.r[State.EAX] && high == p.r[State.EDX];
        p.updated32(equal ? p.r[State.EBX] : low);
        p.update32(linear + 4);
        p.updated32(equal ? p.r[State.ECX] : high);
        if (!equal) {
            p.r[State.EAX] = low;
            p.r[State.EDX] = high;
        }
        p.setZero(equal);
    }

    private void loop(Instruction in, int size) {
        int count = p.register(State.ECX, in.addressSize) - 1;
        boolean again = (in.addressSize == 2 ? (count & 0xFFFF) != 0 : count != 0) && switch (in.operation) {
            case LOOPE -> p.zf();
            case LOOPNE -> !p.zf();
            default -> true;
        };
        int target = target(in);
        if (again) {
            jump(target, size);
        }
        p.setRegister(State.ECX, in.addressSize, count);
    }

    private int target(Instruction in) {
        int target = in.kind0 == Instruction.RELATIVE ? p.eip + in.immediate : read(in, 0);
        return in.operandSize == 2 ? target & 0xFFFF : target;
    }

    private void jump(int target, int size) {
        check(target, size);
        p.eip = size == 2 ? target & 0xFFFF : target;
    }

    private void check(int target, int size) {
        if (!p.segments.register(CS).contains(size == 2 ? target & 0xFFFF : target, 1)) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION);
        }
    }

    private int farOffset(Instruction in, int size) {
        return in.kind0 == Instruction.FAR_POINTER ? in.immediate
                : p.load(p.linear(in.segment, address(in), size, false), size);
    }

    private int farSelector(Instruction in, int size) {
        return in.kind0 == Instruction.FAR_POINTER ? in.immediate2 & 0xFFFF
                : p.load(p.linear(in.segment, address(in) + size, 2, false), 2);
    }

    private void loadPointer(Instruction in, int size) {
        int offset = p.load(p.linear(in.segment, address(in), size, false), size);
        int selector = p.load(p.linear(in.segment, address(in) + size, 2, false), 2);
        int segment = switch (in.operation) {
            case LES -> SegmentRegister.ES;
            case LDS -> SegmentRegister.DS;
            case LFS -> SegmentRegister.FS;
            case LGS -> SegmentRegister.GS;
            default -> SegmentRegister.SS;
        };
        p.segments.load(segment, selector);
        p.modeChanged();
        p.setRegister(in.register0, size, offset);
    }

    private void bound(Instruction in, int size) {
        int lower = p.load(p.linear(in.segment, address(in), size, false), size);
        int upper = p.load(p.linear(in.segment, address(in) + size, size, false), size);
        int index = p.register(in.register0, size);
        boolean outside = size == 2 ? (short) index < (short) lower || (short) index > (short) upper
                : index < lower || index > upper;
        if (outside) {
            throw ProcessorException.of(Vector.BOUND);
        }
    }
}
