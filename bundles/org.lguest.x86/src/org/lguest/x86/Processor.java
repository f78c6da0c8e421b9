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

import org.lguest.x86.debug.DebugUnit;
import org.lguest.x86.memory.LinearMemory;
import org.lguest.x86.memory.PhysicalMemory;

/** One i586 without an FPU, on one thread. */
public final class Processor {

    /** A processor as after reset, except that it is in flat 32-bit protected mode without paging at CPL 0. */
    public Processor(PhysicalMemory memory) {
    }

    /** EAX ECX EDX EBX ESP EBP ESI EDI = 0 to 7. */
    public int register(int number) {
        throw new UnsupportedOperationException();
    }

    /** Sets a general register. */
    public void setRegister(int number, int value) {
        throw new UnsupportedOperationException();
    }

    /** EIP. */
    public int eip() {
        throw new UnsupportedOperationException();
    }

    /** Sets EIP. */
    public void setEip(int value) {
        throw new UnsupportedOperationException();
    }

    /** EFLAGS, whole. */
    public int eflags() {
        throw new UnsupportedOperationException();
    }

    /** Sets EFLAGS, every bit of the model. */
    public void setEflags(int value) {
        throw new UnsupportedOperationException();
    }

    /** ES CS SS DS FS GS = 0 to 5: the selector. */
    public int selector(int segment) {
        throw new UnsupportedOperationException();
    }

    /** Base of the segment's hidden part. */
    public int segmentBase(int segment) {
        throw new UnsupportedOperationException();
    }

    /** Limit of the segment's hidden part, in bytes, inclusive. */
    public int segmentLimit(int segment) {
        throw new UnsupportedOperationException();
    }

    /** Access byte and flags of the hidden part: bits 8 to 23 of the descriptor's high dword, in place; 0 when null. */
    public int segmentAccess(int segment) {
        throw new UnsupportedOperationException();
    }

    /** Current privilege level. */
    public int cpl() {
        throw new UnsupportedOperationException();
    }

    /** CR0. */
    public int cr0() {
        throw new UnsupportedOperationException();
    }

    /** CR2. */
    public int cr2() {
        throw new UnsupportedOperationException();
    }

    /** CR3. */
    public int cr3() {
        throw new UnsupportedOperationException();
    }

    /** CR4. */
    public int cr4() {
        throw new UnsupportedOperationException();
    }

    /** Sets CR0; flushes the TLB when PG or WP change. */
    public void setCr0(int value) {
        throw new UnsupportedOperationException();
    }

    /** Sets CR2. */
    public void setCr2(int value) {
        throw new UnsupportedOperationException();
    }

    /** Sets CR3 and flushes the TLB. */
    public void setCr3(int value) {
        throw new UnsupportedOperationException();
    }

    /** Sets CR4. */
    public void setCr4(int value) {
        throw new UnsupportedOperationException();
    }

    /** As INVLPG: forgets the translation of this address's page. */
    public void invalidatePage(int linear) {
        throw new UnsupportedOperationException();
    }

    /** The debug registers. */
    public DebugUnit debugUnit() {
        throw new UnsupportedOperationException();
    }

    /** Memory as ring 0 sees it. */
    public LinearMemory memory() {
        throw new UnsupportedOperationException();
    }

    /** Instructions retired by run(); each iteration of REP counts 1. */
    public long retired() {
        throw new UnsupportedOperationException();
    }

    /** Runs until this many instructions have retired, or an exit. run(1) executes one instruction, or one iteration of REP, or delivers one fault. */
    public Exit run(long instructions) {
        throw new UnsupportedOperationException();
    }

    /** Delivers the #DB that run() came back with, through vector 1 of the IDT, with RF in the image as the hardware has it. */
    public void deliverDebugException() {
        throw new UnsupportedOperationException();
    }

    /** Whether an external interrupt may be taken now: false in the shadow of MOV SS, POP SS and STI. */
    public boolean interruptible() {
        throw new UnsupportedOperationException();
    }

    /** Delivers an external interrupt through the IDT; IF is not looked at. */
    public void interrupt(int vector) {
        throw new UnsupportedOperationException();
    }

    /** The execute match of banks 1 and up is not looked at for the next attempt to execute the instruction at the current EIP. */
    public void suppressDebuggerExecuteMatchOnce() {
        throw new UnsupportedOperationException();
    }

    /** How the shutdown came: vectors and EIP, as text; empty when there was none. */
    public String shutdownCause() {
        throw new UnsupportedOperationException();
    }

    /** As LGDT. */
    public void loadGdtr(int base, int limit) {
        throw new UnsupportedOperationException();
    }

    /** As LIDT. */
    public void loadIdtr(int base, int limit) {
        throw new UnsupportedOperationException();
    }

    /** As LTR. @throws ProcessorException as LTR */
    public void loadTaskRegister(int selector) {
        throw new UnsupportedOperationException();
    }

    /** Base of the GDT. */
    public int gdtrBase() {
        throw new UnsupportedOperationException();
    }

    /** Limit of the GDT. */
    public int gdtrLimit() {
        throw new UnsupportedOperationException();
    }

    /** Base of the IDT. */
    public int idtrBase() {
        throw new UnsupportedOperationException();
    }

    /** Limit of the IDT. */
    public int idtrLimit() {
        throw new UnsupportedOperationException();
    }

    /** The task register's selector. */
    public int taskRegister() {
        throw new UnsupportedOperationException();
    }

    /** CPL 0 with CS and SS loaded from these selectors' descriptors and ESP: how the Host far-calls the Switcher. */
    public void setPrivileged(int cs, int ss, int esp) {
        throw new UnsupportedOperationException();
    }

    /** Pops a dword from SS:ESP. @throws ProcessorException as POP, and #DB when a loaded debug register matches */
    public int pop() {
        throw new UnsupportedOperationException();
    }

    /** Pushes a dword. @throws ProcessorException as PUSH, and #DB when a loaded debug register matches */
    public void push(int value) {
        throw new UnsupportedOperationException();
    }

    /** Pops a segment register. */
    public void popSegment(int segment) {
        throw new UnsupportedOperationException();
    }

    /** Pops a general register. */
    public void popRegister(int number) {
        throw new UnsupportedOperationException();
    }

    /** As IRET with a 32-bit operand. */
    public void iret() {
        throw new UnsupportedOperationException();
    }
}
