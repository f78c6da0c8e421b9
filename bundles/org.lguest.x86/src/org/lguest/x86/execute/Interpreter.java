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

import java.util.function.LongUnaryOperator;

import org.jspecify.annotations.Nullable;
import org.lguest.x86.Eflags;
import org.lguest.x86.Exit;
import org.lguest.x86.Processor;
import org.lguest.x86.ProcessorException;
import org.lguest.x86.ProcessorModel;
import org.lguest.x86.Vector;
import org.lguest.x86.memory.PhysicalMemory;
import org.lguest.x86.segment.SegmentRegister;

/**
 * The interpreter: finds decoded blocks and runs them through one switch. As long as nothing asks for attention it
 * looks only at blocks. TF, RF, a shadow of MOV SS, an execute breakpoint ahead, a one-shot suppression each make it
 * take one instruction at a time, by {@link #step}, where all rules about the boundary between two instructions
 * stand.
 */
public final class Interpreter extends Controls {

    /** Bits of {@link #attention} beside TF and RF, which stand there as in EFLAGS. */
    private static final int SHADOW = 0x01;
    private static final int SUPPRESS = 0x02;
    private static final int EXIT = 0x04;
    private static final int MATCH = 0x08;
    private static final int BREAKPOINT = 0x10;
    private static final int ENTERED = 0x20;
    private static final int CROSSED = 0x40;

    private static final Op[] NO_OPS = {};

    private enum Shadow { NONE, STACK, INTERRUPTS }

    /** The #DB that run() came back with. */
    private enum PendingDebug { NONE, INSTRUCTION_FAULT, GENERAL_DETECT_FAULT, TRAP }

    final Strings strings;
    final General general;
    final FloatingPoint floatingPoint;
    final Interrupts interrupts;
    public final TrapWatch trapWatch = new TrapWatch();
    private final BlockFinder blocks;

    private int attention;
    private Shadow shadow = Shadow.NONE;
    private boolean suppress;
    /** Bit n: the instruction of {@link #owedEip}[n]. */
    private int owed;
    private final int[] owedEip = new int[Processor.OWED];
    private final int[] owedEsp = new int[Processor.OWED];
    private @Nullable Exit exit;
    private @Nullable ProcessorException fault;
    private PendingDebug pendingDebug = PendingDebug.NONE;
    /** An INT has taken the instruction's place: no trap of its own is left. */
    private boolean entered;
    private boolean shutdown;
    /** An access of the Switcher has matched. */
    private boolean touched;
    /** An access has matched, of the instruction under way. */
    private boolean unplaced;
    private int matchedInstruction;

    private long retired;
    /** Of the run under way: instructions retired, and when to stop. */
    private long done;
    private long budget;
    private LongUnaryOperator timeStampCounter = LongUnaryOperator.identity();

    /** A processor in flat 32-bit protected mode at CPL 0, without paging. */
    public Interpreter(PhysicalMemory memory, ProcessorModel model) {
        super(memory, model);
        strings = new Strings(this);
        general = new General(this);
        floatingPoint = new FloatingPoint(this);
        interrupts = new Interrupts(this);
        blocks = new BlockFinder(this);
    }

    /** See {@link org.lguest.x86.Processor#run}. */
    public Exit run(long instructions) {
        if (shutdown) {
            return Exit.SHUTDOWN;
        }
        budget = instructions;
        pendingDebug = PendingDebug.NONE;
        debug.beginRun();
        debugChanged();
        attend();
        Exit outcome = null;
        while (outcome == null && done < budget) {
            outcome = attention == 0 ? stride() : step();
        }
        retired += done;
        done = 0;
        return outcome == null ? Exit.BUDGET : outcome;
    }

    /** Runs blocks until something asks for attention. */
    private @Nullable Exit stride() {
        entered = false;
        execute(false);
        int breakpoint = attention & BREAKPOINT;
        Exit outcome = boundary(false, Shadow.NONE);
        attention |= breakpoint;
        return outcome;
    }

    /** Runs one instruction, or as many iterations of one as there is budget for, by all the rules. */
    private @Nullable Exit step() {
        boolean single = (control & Eflags.TF) != 0;
        Shadow before = shadow;
        boolean looks = (control & Eflags.RF) == 0 && before != Shadow.STACK && debug.executeArmed();
        if ((control & Eflags.RF) != 0 && owed != 0) {
            settle();
        }
        boolean alone = suppress;
        suppress = false;
        if (looks && debug.executes(segments.register(SegmentRegister.CS).base() + eip, alone)) {
            pendingDebug = PendingDebug.INSTRUCTION_FAULT;
            return Exit.DEBUG_EXCEPTION;
        }
        shadow = Shadow.NONE;
        entered = false;
        control &= ~Eflags.RF;
        attend();
        execute(true);
        return boundary(single, before);
    }

    /** What is due when an instruction has ended: its fault, its exit, its traps. */
    private @Nullable Exit boundary(boolean single, Shadow before) {
        if (fault != null) {
            return raise(fault, before);
        }
        if (before == Shadow.STACK && shadow == Shadow.STACK) {
            shadow = Shadow.NONE;
        }
        Exit left = exit;
        exit = null;
        if (left != null || entered) {
            debug.discard();
        } else if (shadow != Shadow.STACK && (debug.pending() || single)) {
            debug.trap(single);
            pendingDebug = PendingDebug.TRAP;
            left = Exit.DEBUG_EXCEPTION;
        }
        boolean crossing = takeCrossed();
        attend();
        return left == null && crossing ? Exit.BUDGET : left;
    }

    private @Nullable Exit raise(ProcessorException raised, Shadow before) {
        fault = null;
        exit = null;
        shadow = Shadow.NONE;
        unplaced = false;
        debug.discard();
        if (raised == TrapWatch.HELD) {
            return held(before);
        }
        if (raised.vector() == Vector.DEBUG) {
            pendingDebug = PendingDebug.GENERAL_DETECT_FAULT;
            attend();
            return Exit.DEBUG_EXCEPTION;
        }
        int cpl = segments.cpl();
        try {
            deliver(raised, Eflags.RF);
        } catch (ProcessorException held) {
            return held(before);
        }
        budget--;
        boolean crossing = takeCrossed();
        attend();
        return shutdown ? Exit.SHUTDOWN : cpl != 0 && segments.cpl() == 0 ? Exit.PRIVILEGED : crossing ? Exit.BUDGET : null;
    }

    /**
     * The instruction is to be executed again, as if it had not been looked at: in the same shadow, and with RF, for
     * its execute match has been. No image shows that RF: a fault's has it anyway, and that of INT never.
     */
    private Exit held(Shadow before) {
        shadow = before;
        control |= Eflags.RF;
        attend();
        return Exit.TRAP;
    }

    @Override
    void crossed() {
        limit = 0;
        attention |= CROSSED;
    }

    private void deliver(ProcessorException raised, int resume) {
        shutdown = !interrupts.deliver(raised, resume);
        attend();
    }

    @Override
    void attend() {
        attention = control & (Eflags.TF | Eflags.RF) | (shadow != Shadow.NONE ? SHADOW : 0) | (suppress ? SUPPRESS : 0)
                | (exit != null ? EXIT : 0) | (debug.pending() ? MATCH : 0) | (hasCrossed() ? CROSSED : 0);
    }

    @Override
    void matched() {
        touched = true;
        unplaced = true;
        limit = 0;
        attention |= MATCH;
    }

    private void leave(Exit outcome) {
        exit = outcome;
        attention |= EXIT;
    }

    /**
     * The inner loop. Faults end it with {@link #fault} set and EIP at the instruction; else EIP is at the next one.
     * What must stop a block early sets {@link #limit} to 0, and what must stop the loop sets {@link #attention}.
     */
    private void execute(boolean single) {
        final int[] r = this.r;
        Block block = null;
        Op[] ops = NO_OPS;
        int base = eip;
        int i = 0;
        long before = done;
        try {
            do {
                base = eip;
                ops = NO_OPS;
                i = 0;
                before = done;
                block = blocks.at(base);
                if (block.eip != base || block.stamp != stamp()) {
                    if (!single && atBreakpoint(base)) {
                        attention |= BREAKPOINT;
                        return;
                    }
                    block = blocks.find(base);
                }
                ops = block.ops;
                int count = single ? 1 : ops.length;
                if (!single && debug.executeArmed()) {
                    count = beforeBreakpoint(block, base);
                    if (count == 0) {
                        attention |= BREAKPOINT;
                        return;
                    }
                }
                if (block.repeated) {
                    repeat(block, base);
                    continue;
                }
                if (count > budget - before) {
                    count = (int) (budget - before);
                }
                int next = base + block.length;
                limit = count;
                do {
                    Op op = ops[i];
                    switch (op.code) {
                        case Code.NOP -> {
                        }
                        case Code.MOV_RR -> r[op.a] = r[op.b];
                        case Code.MOV_RI -> r[op.a] = op.immediate;
                        case Code.LOAD -> r[op.a] = load32(address(op));
                        case Code.STORE -> store32(address(op), r[op.a]);
                        case Code.STORE_I -> store32(address(op), op.immediate);
                        case Code.LEA -> r[op.a] = address(op);
                        case Code.MOV8_RR -> setRegister8(op.a, register8(op.b));
                        case Code.MOV8_RI -> setRegister8(op.a, op.immediate);
                        case Code.LOAD8 -> setRegister8(op.a, load8(address(op)));
                        case Code.STORE8 -> store8(address(op), register8(op.a));
                        case Code.STORE8_I -> store8(address(op), op.immediate);
                        case Code.LOAD16 -> setRegister16(op.a, load16(address(op)));
                        case Code.STORE16 -> store16(address(op), r[op.a]);
                        case Code.STORE16_I -> store16(address(op), op.immediate);
                        case Code.MOVZX8_R -> r[op.a] = register8(op.b);
                        case Code.MOVZX8_M -> r[op.a] = load8(address(op));
                        case Code.MOVZX16_R -> r[op.a] = r[op.b] & 0xFFFF;
                        case Code.MOVZX16_M -> r[op.a] = load16(address(op));
                        case Code.MOVSX8_R -> r[op.a] = (byte) register8(op.b);
                        case Code.MOVSX8_M -> r[op.a] = (byte) load8(address(op));
                        case Code.MOVSX16_R -> r[op.a] = (short) r[op.b];
                        case Code.MOVSX16_M -> r[op.a] = (short) load16(address(op));
                        case Code.XCHG_RR -> {
                            int first = r[op.a];
                            r[op.a] = r[op.b];
                            r[op.b] = first;
                        }
                        case Code.CMOV_RR -> {
                            if (condition(op.immediate)) {
                                r[op.a] = r[op.b];
                            }
                        }
                        case Code.CDQ -> r[EDX] = r[EAX] >> 31;
                        case Code.CWDE -> r[EAX] = (short) r[EAX];
                        case Code.ADD_RR -> r[op.a] = add32(r[op.a], r[op.b]);
                        case Code.ADD_RI -> r[op.a] = add32(r[op.a], op.immediate);
                        case Code.ADD_RM -> r[op.a] = add32(r[op.a], load32(address(op)));
                        case Code.ADD_MR -> updated32(add32(update32(address(op)), r[op.a]));
                        case Code.ADD_MI -> updated32(add32(update32(address(op)), op.immediate));
                        case Code.OR_RR -> r[op.a] = logic(r[op.a] | r[op.b]);
                        case Code.OR_RI -> r[op.a] = logic(r[op.a] | op.immediate);
                        case Code.OR_RM -> r[op.a] = logic(r[op.a] | load32(address(op)));
                        case Code.OR_MR -> updated32(logic(update32(address(op)) | r[op.a]));
                        case Code.OR_MI -> updated32(logic(update32(address(op)) | op.immediate));
                        case Code.ADC_RR -> r[op.a] = adc32(r[op.a], r[op.b]);
                        case Code.ADC_RI -> r[op.a] = adc32(r[op.a], op.immediate);
                        case Code.ADC_RM -> r[op.a] = adc32(r[op.a], load32(address(op)));
                        case Code.ADC_MR -> updated32(adc32(update32(address(op)), r[op.a]));
                        case Code.ADC_MI -> updated32(adc32(update32(address(op)), op.immediate));
                        case Code.SBB_RR -> r[op.a] = sbb32(r[op.a], r[op.b]);
                        case Code.SBB_RI -> r[op.a] = sbb32(r[op.a], op.immediate);
                        case Code.SBB_RM -> r[op.a] = sbb32(r[op.a], load32(address(op)));
                        case Code.SBB_MR -> updated32(sbb32(update32(address(op)), r[op.a]));
                        case Code.SBB_MI -> updated32(sbb32(update32(address(op)), op.immediate));
                        case Code.AND_RR -> r[op.a] = logic(r[op.a] & r[op.b]);
                        case Code.AND_RI -> r[op.a] = logic(r[op.a] & op.immediate);
                        case Code.AND_RM -> r[op.a] = logic(r[op.a] & load32(address(op)));
                        case Code.AND_MR -> updated32(logic(update32(address(op)) & r[op.a]));
                        case Code.AND_MI -> updated32(logic(update32(address(op)) & op.immediate));
                        case Code.SUB_RR -> r[op.a] = sub32(r[op.a], r[op.b]);
                        case Code.SUB_RI -> r[op.a] = sub32(r[op.a], op.immediate);
                        case Code.SUB_RM -> r[op.a] = sub32(r[op.a], load32(address(op)));
                        case Code.SUB_MR -> updated32(sub32(update32(address(op)), r[op.a]));
                        case Code.SUB_MI -> updated32(sub32(update32(address(op)), op.immediate));
                        case Code.XOR_RR -> r[op.a] = logic(r[op.a] ^ r[op.b]);
                        case Code.XOR_RI -> r[op.a] = logic(r[op.a] ^ op.immediate);
                        case Code.XOR_RM -> r[op.a] = logic(r[op.a] ^ load32(address(op)));
                        case Code.XOR_MR -> updated32(logic(update32(address(op)) ^ r[op.a]));
                        case Code.XOR_MI -> updated32(logic(update32(address(op)) ^ op.immediate));
                        case Code.CMP_RR -> sub32(r[op.a], r[op.b]);
                        case Code.CMP_RI -> sub32(r[op.a], op.immediate);
                        case Code.CMP_RM -> sub32(r[op.a], load32(address(op)));
                        case Code.CMP_MR -> sub32(load32(address(op)), r[op.a]);
                        case Code.CMP_MI -> sub32(load32(address(op)), op.immediate);
                        case Code.CMP8_RR -> sub(register8(op.a), register8(op.b), 0, 1);
                        case Code.CMP8_RI -> sub(register8(op.a), op.immediate, 0, 1);
                        case Code.CMP8_RM -> sub(register8(op.a), load8(address(op)), 0, 1);
                        case Code.CMP8_MR -> sub(load8(address(op)), register8(op.a), 0, 1);
                        case Code.CMP8_MI -> sub(load8(address(op)), op.immediate, 0, 1);
                        case Code.CMP16_RM -> sub(r[op.a], load16(address(op)), 0, 2);
                        case Code.CMP16_MR -> sub(load16(address(op)), r[op.a], 0, 2);
                        case Code.CMP16_MI -> sub(load16(address(op)), op.immediate, 0, 2);
                        case Code.AND8_RI -> setRegister8(op.a, logic((byte) (register8(op.a) & op.immediate)));
                        case Code.OR8_RI -> setRegister8(op.a, logic((byte) (register8(op.a) | op.immediate)));
                        case Code.XOR8_RR -> setRegister8(op.a, logic((byte) (register8(op.a) ^ register8(op.b))));
                        case Code.TEST_RR -> logic(r[op.a] & r[op.b]);
                        case Code.TEST_RI -> logic(r[op.a] & op.immediate);
                        case Code.TEST_MR -> logic(load32(address(op)) & r[op.a]);
                        case Code.TEST_MI -> logic(load32(address(op)) & op.immediate);
                        case Code.TEST8_RR -> logic((byte) (register8(op.a) & register8(op.b)));
                        case Code.TEST8_RI -> logic((byte) (register8(op.a) & op.immediate));
                        case Code.TEST8_MI -> logic((byte) (load8(address(op)) & op.immediate));
                        case Code.INC_R -> r[op.a] = inc32(r[op.a]);
                        case Code.INC_M -> updated32(inc32(update32(address(op))));
                        case Code.DEC_R -> r[op.a] = dec32(r[op.a]);
                        case Code.DEC_M -> updated32(dec32(update32(address(op))));
                        case Code.NEG_R -> r[op.a] = sub32(0, r[op.a]);
                        case Code.NOT_R -> r[op.a] = ~r[op.a];
                        case Code.SHL_RI -> r[op.a] = Arithmetic.shl(this, r[op.a], op.immediate, 4);
                        case Code.SHR_RI -> r[op.a] = Arithmetic.shr(this, r[op.a], op.immediate, 4);
                        case Code.SAR_RI -> r[op.a] = Arithmetic.sar(this, r[op.a], op.immediate, 4);
                        case Code.ROL_RI -> r[op.a] = Arithmetic.rol(this, r[op.a], op.immediate, 4);
                        case Code.ROR_RI -> r[op.a] = Arithmetic.ror(this, r[op.a], op.immediate, 4);
                        case Code.SHL_RC -> r[op.a] = Arithmetic.shl(this, r[op.a], r[ECX], 4);
                        case Code.SHR_RC -> r[op.a] = Arithmetic.shr(this, r[op.a], r[ECX], 4);
                        case Code.SAR_RC -> r[op.a] = Arithmetic.sar(this, r[op.a], r[ECX], 4);
                        case Code.SHLD_RI -> r[op.a] = Arithmetic.shld(this, r[op.a], r[op.b], op.immediate, 4);
                        case Code.SHRD_RI -> r[op.a] = Arithmetic.shrd(this, r[op.a], r[op.b], op.immediate, 4);
                        case Code.IMUL_RR -> r[op.a] = Arithmetic.imul(this, r[op.a], r[op.b], 4);
                        case Code.IMUL_RM -> r[op.a] = Arithmetic.imul(this, r[op.a], load32(address(op)), 4);
                        case Code.IMUL_RRI -> r[op.a] = Arithmetic.imul(this, r[op.b], op.immediate, 4);
                        case Code.IMUL_RMI -> r[op.a] = Arithmetic.imul(this, load32(address(op)), op.immediate, 4);
                        case Code.MUL_R -> Arithmetic.multiply(this, r[op.a], 4, false);
                        case Code.MUL_M -> Arithmetic.multiply(this, load32(address(op)), 4, false);
                        case Code.DIV_R -> Arithmetic.divide(this, r[op.a], 4, false);
                        case Code.IDIV_R -> Arithmetic.divide(this, r[op.a], 4, true);
                        case Code.PUSH_R -> push32(r[op.a]);
                        case Code.PUSH_I -> push32(op.immediate);
                        case Code.PUSH_M -> push32(load32(address(op)));
                        case Code.POP_R -> r[op.a] = pop32();
                        case Code.LEAVE -> {
                            int value = load32(r[EBP]);
                            r[ESP] = r[EBP] + 4;
                            r[EBP] = value;
                        }
                        case Code.JMP -> next = base + op.target;
                        case Code.JMP_R -> next = r[op.a];
                        case Code.JMP_M -> next = load32(address(op));
                        case Code.CALL -> {
                            push32(base + op.next);
                            next = base + op.target;
                        }
                        case Code.CALL_R -> {
                            int target = r[op.a];
                            push32(base + op.next);
                            next = target;
                        }
                        case Code.CALL_M -> {
                            int target = load32(address(op));
                            push32(base + op.next);
                            next = target;
                        }
                        case Code.RET -> next = pop32();
                        case Code.RET_I -> {
                            next = pop32();
                            r[ESP] += op.immediate;
                        }
                        case Code.JO -> {
                            if (of()) {
                                next = base + op.target;
                            }
                        }
                        case Code.JNO -> {
                            if (!of()) {
                                next = base + op.target;
                            }
                        }
                        case Code.JB -> {
                            if (carries < 0) {
                                next = base + op.target;
                            }
                        }
                        case Code.JAE -> {
                            if (carries >= 0) {
                                next = base + op.target;
                            }
                        }
                        case Code.JE -> {
                            if (result == 0) {
                                next = base + op.target;
                            }
                        }
                        case Code.JNE -> {
                            if (result != 0) {
                                next = base + op.target;
                            }
                        }
                        case Code.JBE -> {
                            if (carries < 0 || result == 0) {
                                next = base + op.target;
                            }
                        }
                        case Code.JA -> {
                            if (carries >= 0 && result != 0) {
                                next = base + op.target;
                            }
                        }
                        case Code.JS -> {
                            if (sf()) {
                                next = base + op.target;
                            }
                        }
                        case Code.JNS -> {
                            if (!sf()) {
                                next = base + op.target;
                            }
                        }
                        case Code.JP -> {
                            if (pf()) {
                                next = base + op.target;
                            }
                        }
                        case Code.JNP -> {
                            if (!pf()) {
                                next = base + op.target;
                            }
                        }
                        case Code.JL -> {
                            if (less()) {
                                next = base + op.target;
                            }
                        }
                        case Code.JGE -> {
                            if (!less()) {
                                next = base + op.target;
                            }
                        }
                        case Code.JLE -> {
                            if (result == 0 || less()) {
                                next = base + op.target;
                            }
                        }
                        case Code.JG -> {
                            if (result != 0 && !less()) {
                                next = base + op.target;
                            }
                        }
                        case Code.SETCC_R -> setRegister8(op.a, condition(op.immediate) ? 1 : 0);
                        case Code.GENERAL -> {
                            eip = base + op.next;
                            general.execute(op.instruction);
                        }
                        default -> {
                            done = before + i;
                            eip = base + op.next;
                            general.execute(op.instruction);
                            next = eip;
                        }
                    }
                } while (++i < limit);
                done = before + i;
                eip = i == ops.length ? next : base + ops[i - 1].next;
            } while (attention == 0 && !single && done < budget);
            if (unplaced) {
                unplaced = false;
                matchedInstruction = block.repeated ? base : base + ops[i - 1].start;
            }
        } catch (ProcessorException raised) {
            fault = raised;
            eip = ops.length == 0 ? base : base + ops[i].start;
            done = before + i + (block.repeated ? strings.iterations : 0);
        }
    }

    private void repeat(Block block, int base) {
        limit = 1;
        // A match that MOV SS or POP SS held is due, as a step is, after one iteration.
        long most = (control & Eflags.TF) != 0 || debug.pending() ? 1 : budget - done;
        done += strings.repeat(block.ops[0].instruction, most);
        if (strings.finished) {
            eip = base + block.length;
        } else {
            control |= Eflags.RF;
            attention |= Eflags.RF;
        }
    }

    private int address(Op op) {
        return r[op.base] + (r[op.index] << op.shift) + op.displacement;
    }

    private void push32(int value) {
        store32(r[ESP] - 4, value);
        r[ESP] -= 4;
    }

    private int pop32() {
        int value = load32(r[ESP]);
        r[ESP] += 4;
        return value;
    }

    private void setRegister16(int number, int value) {
        r[number] = r[number] & 0xFFFF_0000 | value & 0xFFFF;
    }

    /** Asked before the fetch, for the breakpoint comes before the fetch's faults (SDM volume 3, table 6-2). */
    private boolean atBreakpoint(int base) {
        return debug.executeArmed()
                && debug.executeDistance(segments.register(SegmentRegister.CS).base() + base, 1) == 0;
    }

    /** Instructions of the block that stand before its first armed execute address. */
    private int beforeBreakpoint(Block block, int base) {
        int linear = segments.register(SegmentRegister.CS).base() + base;
        if (debug.executeDistance(linear, block.length) == block.length) {
            return block.ops.length;
        }
        int count = 0;
        while (count < block.ops.length && debug.executeDistance(linear + block.ops[count].start, 1) != 0) {
            count++;
        }
        return count;
    }

    // What instructions do to the processor as a whole.

    /** MOV or POP to a segment register; SS shadows the next instruction. */
    public void loadSegment(int number, int selector) {
        segments.load(number, selector);
        modeChanged();
        if (number == SegmentRegister.SS) {
            shadow = Shadow.STACK;
            attention |= SHADOW;
        }
    }

    void softwareInterrupt(int vector) {
        int cpl = segments.cpl();
        interrupts.enter(vector, 0, true, 0, 0);
        entered = true;
        attend();
        attention |= ENTERED; // what matches from here on is the handler's
        if (cpl != 0 && segments.cpl() == 0) {
            leave(Exit.PRIVILEGED);
        }
    }

    /** A call gate has led to ring 0. */
    void calledRing0() {
        leave(Exit.CALL_GATE);
    }

    /** INT1. */
    void raiseDebugTrap() {
        debug.trapWithoutCause();
        pendingDebug = PendingDebug.TRAP;
        leave(Exit.DEBUG_EXCEPTION);
    }

    void enableInterrupts() {
        if ((control & Eflags.IF) == 0) {
            control |= Eflags.IF;
            shadow = Shadow.INTERRUPTS;
            attention |= SHADOW;
        }
    }

    long timeStamp() {
        return timeStampCounter.applyAsLong(retired());
    }

    // What the owner of the processor does between runs.

    /** Instructions retired since the beginning, exact at instructions that end a block. */
    public long retired() {
        return retired + done;
    }

    /** Says what RDTSC reads, given {@link #retired}. */
    public void setTimeStampCounter(LongUnaryOperator counter) {
        timeStampCounter = counter;
    }

    /** Whether no shadow keeps external interrupts out. */
    public boolean interruptible() {
        return shadow == Shadow.NONE;
    }

    /** See {@link org.lguest.x86.Processor#matchedInstruction}. */
    public int matchedInstruction() {
        return matchedInstruction;
    }

    /** The trap that {@link #run} came back with passes when it comes again. */
    public void passTrap() {
        trapWatch.pass(retired);
    }

    /** See {@link org.lguest.x86.Processor#suppressDebuggerExecuteMatchOnce}. */
    public void suppressDebuggerExecuteMatchOnce() {
        suppress = true;
    }

    /** See {@link org.lguest.x86.Processor#owe}. */
    public void owe(int number, int atEip, int atEsp) {
        owed |= 1 << number;
        owedEip[number] = atEip;
        owedEsp[number] = atEsp;
    }

    /** See {@link org.lguest.x86.Processor#owes}. */
    public boolean owes(int number) {
        return (owed >>> number & 1) != 0;
    }

    private void settle() {
        for (int i = 0; i < Processor.OWED; i++) {
            if (owedEip[i] == eip && owedEsp[i] == r[ESP]) {
                owed &= ~(1 << i);
            }
        }
    }

    /** Delivers an external interrupt, or the fault on its way. */
    public void interrupt(int vector) {
        try {
            interrupts.enter(vector, 0, false, control & Eflags.RF, 1);
            attend();
        } catch (ProcessorException raised) {
            deliver(raised, Eflags.RF);
        }
    }

    /** See {@link org.lguest.x86.Processor#deliverDebugException}. */
    public void deliverDebugException() {
        int resume = switch (pendingDebug) {
            case INSTRUCTION_FAULT -> 0;
            case GENERAL_DETECT_FAULT -> Eflags.RF;
            default -> control & Eflags.RF;
        };
        pendingDebug = PendingDebug.NONE;
        suppress = false;
        shadow = Shadow.NONE;
        deliver(ProcessorException.of(Vector.DEBUG), resume);
    }

    /** How the shutdown came, as text; empty when there was none. */
    public String shutdownCause() {
        return interrupts.shutdownCause();
    }

    /** IRET with a 32-bit operand. */
    public void iret() {
        general.farTransfers().iret(4);
        attend();
    }

    /** The Switcher is about to make an access. */
    public void access() {
        debugChanged();
        touched = false;
    }

    /** The Switcher has made its access: a match is its #DB. */
    public void accessed() {
        if (touched) {
            debug.trap(false);
            attend();
            throw ProcessorException.of(Vector.DEBUG);
        }
    }
}
