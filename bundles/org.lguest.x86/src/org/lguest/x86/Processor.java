/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86;

import java.util.function.LongUnaryOperator;

import org.lguest.x86.debug.DebugUnit;
import org.lguest.x86.execute.Interpreter;
import org.lguest.x86.execute.TrapWatch;
import org.lguest.x86.memory.LinearMemory;
import org.lguest.x86.memory.PhysicalMemory;
import org.lguest.x86.segment.SegmentRegister;
import org.lguest.x86.segment.Segments;
import org.lguest.x86.x87.X87Registers;

/**
 * One i486, i586 or i686: its registers, {@link #run} for the instructions of a guest, and for the Switcher's
 * instructions, which are written in Java, a method each. Used on one thread. No bytes a guest may hold as code or
 * data make it throw from {@link #run}, {@link #interrupt} or {@link #deliverDebugException}; their faults are
 * delivered, and at worst it shuts down.
 *
 * <p>What the Switcher's methods raise as {@link ProcessorException} is a fault in ring 0, with the state left as the
 * SDM leaves it when that instruction faults.
 */
public final class Processor {

    /** How many instructions can be owed at a time. */
    public static final int OWED = 4;

    private final Interpreter core;
    private final LinearMemory linearMemory;

    /** The most that there is: a 686. */
    public Processor(PhysicalMemory memory) {
        this(memory, ProcessorModel.I686);
    }

    /** A processor in flat 32-bit protected mode at CPL 0, without paging; registers are 0. */
    public Processor(PhysicalMemory memory, ProcessorModel model) {
        core = new Interpreter(memory, model);
        linearMemory = new LinearMemory(memory, core.paging, core.debug);
    }

    /** A general register: EAX ECX EDX EBX ESP EBP ESI EDI = 0 to 7. */
    public int register(int number) {
        return core.register(number);
    }

    /** Sets a general register. */
    public void setRegister(int number, int value) {
        core.setRegister(number, value);
    }

    public int eip() {
        return core.eip();
    }

    public void setEip(int value) {
        core.setEip(value);
    }

    /** EFLAGS, whole. */
    public int eflags() {
        return core.eflags();
    }

    /** Sets every bit of EFLAGS that there is ({@link Eflags#ALL}). */
    public void setEflags(int value) {
        core.replaceFlags(value);
    }

    /** Selector in ES CS SS DS FS GS = 0 to 5. */
    public int selector(int segment) {
        return core.segments.register(segment).selector();
    }

    /**
     * Loads a segment register as MOV does, at the present CPL.
     *
     * @throws ProcessorException as MOV
     */
    public void loadSegment(int segment, int selector) {
        core.loadSegment(segment, selector);
    }

    /** Current privilege level. */
    public int cpl() {
        return core.segments.cpl();
    }

    /** Which processor it is. */
    public ProcessorModel model() {
        return core.model();
    }

    public int cr0() {
        return core.cr0();
    }

    public int cr2() {
        return core.paging.faultAddress();
    }

    public int cr3() {
        return core.paging.directory();
    }

    public int cr4() {
        return core.cr4();
    }

    /** Sets CR0; PE and ET stay. A change of PG or WP flushes the TLB. */
    public void setCr0(int value) {
        core.setCr0(value);
    }

    /** Sets CR3 and flushes the TLB, but for global pages. */
    public void setCr3(int value) {
        core.setCr3(value);
    }

    /** Sets CR4, of which there is what the model has. A change of PSE or PGE flushes the TLB. */
    public void setCr4(int value) {
        core.setCr4(value);
    }

    /** As INVLPG: forgets the translation of this address. */
    public void invalidatePage(int linear) {
        core.invalidatePage(linear);
    }

    /** The debug registers, all banks. */
    public DebugUnit debugUnit() {
        return core.debug;
    }

    /** The x87's registers. */
    public X87Registers x87() {
        return core.x87.registers();
    }

    /** Memory by linear address, as ring 0 sees it. */
    public LinearMemory memory() {
        return linearMemory;
    }

    /** Instructions retired by {@link #run}; each iteration of a REP counts 1, and so does INT n; a fault is none. */
    public long retired() {
        return core.retired();
    }

    /** Says what RDTSC reads, given the instructions retired before it. At first it is that number. */
    public void setTimeStampCounter(LongUnaryOperator counter) {
        core.setTimeStampCounter(counter);
    }

    /**
     * Runs until this many instructions have retired, or an exit. A fault that is delivered uses up one of them without
     * retiring, so that no guest runs for ever. {@code run(1)} executes one instruction, or one iteration of a REP, or
     * delivers one fault; running by ones and running at once lead to the same state.
     */
    public Exit run(long instructions) {
        return core.run(instructions);
    }

    /**
     * Delivers the #DB that {@link #run} came back with, through vector 1. The image's RF is as the hardware has
     * it: 0 for an execute match, so that a handler which does not set it comes back to the same match.
     */
    public void deliverDebugException() {
        core.deliverDebugException();
    }

    /** EIP of the instruction whose access of data was the last to match; EIP has moved past it when it traps. */
    public int matchedInstruction() {
        return core.matchedInstruction();
    }

    /** Whether an external interrupt may be taken now: not in the shadow of MOV SS, POP SS, or an STI that set IF. */
    public boolean interruptible() {
        return core.interruptible();
    }

    /** Delivers an external interrupt, vector 0 to 255; IF is not looked at. */
    public void interrupt(int vector) {
        core.interrupt(vector);
    }

    /**
     * Lets the next attempt to execute an instruction, the one at the present EIP, pass the execute breakpoints of
     * banks 1 and up. Bank 0, the guest's, matches all the same.
     */
    public void suppressDebuggerExecuteMatchOnce() {
        core.suppressDebuggerExecuteMatchOnce();
    }

    /**
     * Notes that the debugger has let go of the instruction at this EIP, with the stack at this ESP, and that a handler
     * runs before it. A handler that returns with RF, as from any fault, executes it without a look at the debug
     * registers.
     *
     * @param number 0 to {@link #OWED} - 1; takes the place of what was noted under it before
     */
    public void owe(int number, int eip, int esp) {
        core.owe(number, eip, esp);
    }

    /** Whether the instruction of the last {@link #owe} of this number has not been executed under RF since. */
    public boolean owes(int number) {
        return core.owes(number);
    }

    /** Of which traps {@link #run} comes back before they are delivered. */
    public TrapWatch traps() {
        return core.trapWatch;
    }

    /** Lets the trap that {@link #run} came back with be delivered, when the instruction is executed again. */
    public void passTrap() {
        core.passTrap();
    }

    /** Says whether {@link #run} comes back when CPL has become 3 or is no longer. */
    public void watchMode(boolean on) {
        core.watchMode(on);
    }

    /** How the shutdown came: fault and CS:EIP as text; empty when there was none. */
    public String shutdownCause() {
        return core.shutdownCause();
    }

    /** LGDT. */
    public void loadGdtr(int base, int limit) {
        core.segments.setGdt(base, limit);
    }

    /** LIDT. */
    public void loadIdtr(int base, int limit) {
        core.segments.setIdt(base, limit);
    }

    /**
     * LTR.
     *
     * @throws ProcessorException as LTR: #GP unless the selector names an available TSS, #NP
     */
    public void loadTaskRegister(int selector) {
        core.segments.loadTask(selector);
    }

    /**
     * Puts the processor at CPL 0 on this code segment and stack: how the Host far-calls the Switcher.
     *
     * @throws ProcessorException #GP or #NP when a selector does not name such a segment of ring 0
     */
    public void setPrivileged(int cs, int ss, int esp) {
        Segments segments = core.segments;
        long code = segments.descriptor(cs, Vector.GENERAL_PROTECTION, 0);
        long stack = segments.stackDescriptor(ss, 0, Vector.GENERAL_PROTECTION, 0);
        segments.installCode(cs, code, 0);
        segments.install(SegmentRegister.SS, ss, stack);
        core.setRegister(4, esp);
        core.modeChanged();
    }

    /**
     * Pops a dword from SS:ESP.
     *
     * @throws ProcessorException as POP, and #DB when a loaded debug register matches
     */
    public int pop() {
        core.access();
        int value = core.pop(4);
        core.accessed();
        return value;
    }

    /**
     * Pushes a dword.
     *
     * @throws ProcessorException as PUSH, and #DB when a loaded debug register matches
     */
    public void push(int value) {
        core.access();
        core.push(4, value);
        core.accessed();
    }

    /**
     * Pops a segment register; ESP has not moved when it faults.
     *
     * @throws ProcessorException as POP of a segment register, and #DB when a loaded debug register matches
     */
    public void popSegment(int segment) {
        int esp = core.register(4);
        int selector = pop() & 0xFFFF;
        try {
            core.segments.load(segment, selector);
        } catch (ProcessorException fault) {
            core.setRegister(4, esp);
            throw fault;
        }
        core.modeChanged();
    }

    /**
     * Pops a general register.
     *
     * @throws ProcessorException as POP, and #DB when a loaded debug register matches
     */
    public void popRegister(int number) {
        core.setRegister(number, pop());
    }

    /**
     * IRET, usually to an outer ring.
     *
     * @throws ProcessorException as IRET, and #DB when a loaded debug register matches
     */
    public void iret() {
        core.access();
        core.iret();
        core.accessed();
    }
}
