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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.gdb.Recording.Cleared;
import org.lguest.dwarf.gdb.Recording.Start;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.x86.Exit;
import org.lguest.x86.Processor;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * Runs a 32-bit program of Linux in ring 3 of our processor, from the registers and the stack that the kernel gave it
 * when gdb ran it: the same addresses, the same selectors. Of the kernel there is what small programs ask for.
 */
final class UserProgram implements TargetMemory.Source {
    private static final int IDT = 0x2000;
    private static final int TSS = 0x3000;
    private static final int HANDLERS = 0x6000;
    private static final int KERNEL_STACK = 0x9000;
    private static final int KERNEL_CODE = 0x08;
    private static final int KERNEL_DATA = 0x10;
    /** Selectors as a 64-bit Linux gives them to 32-bit programs. */
    private static final int USER_CODE = 0x23;
    private static final int USER_DATA = 0x2B;
    private static final int TASK = 0x38;
    private static final int PAGING = 0x8001_0001;
    private static final int SYSTEM_CALL = 0x80;
    private static final int ESP = 4;
    private static final int EFLAGS_AT_START = 0x202;

    private final PhysicalMemory memory = new PhysicalMemory(64 << 20);
    private final Processor cpu = new Processor(memory);
    private final AddressSpace space = new AddressSpace(memory);
    private final SystemCalls kernel;
    private Optional<Cleared> toClear;
    private boolean isKilled;

    /**
     * @param content the program's file
     * @param begin how the run began that this one is to repeat
     */
    UserProgram(byte[] content, Start begin) {
        toClear = begin.cleared();
        Machine start = begin.machine();
        ElfFile program = start.program();
        space.descriptor(KERNEL_CODE, 0x0000_FFFF, 0x00CF_9B00);
        space.descriptor(KERNEL_DATA, 0x0000_FFFF, 0x00CF_9300);
        space.descriptor(USER_CODE, 0x0000_FFFF, 0x00CF_FB00);
        space.descriptor(USER_DATA, 0x0000_FFFF, 0x00CF_F300);
        space.descriptor(TASK, TSS << 16 | 0x67, 0x0000_8900);
        memory.write32(TSS + 4, KERNEL_STACK);
        memory.write32(TSS + 8, KERNEL_DATA);
        memory.write16(TSS + 0x66, 0x68);
        for (int vector = 0; vector < 256; vector++) {
            int handler = HANDLERS + 8 * vector;
            memory.write32(IDT + 8 * vector, KERNEL_CODE << 16 | handler & 0xFFFF);
            memory.write32(IDT + 8 * vector + 4, handler & 0xFFFF_0000 | (vector == SYSTEM_CALL ? 0xEE00 : 0x8E00));
        }
        int programBreak = space.load(program, content);
        int top = start.value(ESP).orElseThrow();
        kernel = new SystemCalls(space, programBreak, top + 4);
        begin.nothing().ifPresent(kernel::setStatusOfNothing);
        int last = top & -AddressSpace.PAGE;
        for (int page = last - SystemCalls.STACK_LIMIT; page != last + AddressSpace.PAGE; page += AddressSpace.PAGE) {
            space.fresh(page);
        }
        start.memory().forEach((address, bytes) -> {
            space.fresh(address & -AddressSpace.PAGE);
            space.write(address, bytes);
        });
        cpu.setCr3(AddressSpace.DIRECTORY);
        cpu.setCr0(PAGING);
        cpu.loadGdtr(AddressSpace.GDT, 0xFF);
        cpu.loadIdtr(IDT, 0x7FF);
        cpu.loadTaskRegister(TASK);
        cpu.setPrivileged(KERNEL_CODE, KERNEL_DATA, KERNEL_STACK);
        for (int value : new int[] {USER_DATA, top, EFLAGS_AT_START, USER_CODE, program.entry()}) {
            cpu.push(value);
        }
        cpu.iret();
        cpu.loadSegment(0, USER_DATA);
        cpu.loadSegment(3, USER_DATA);
        for (int register = 0; register < 8; register++) {
            cpu.setRegister(register, start.value(register).orElse(0));
        }
    }

    int eip() {
        return cpu.eip();
    }

    int register(int number) {
        return cpu.register(number);
    }

    /** The address behind the instruction that is next, if that is a call; else 0. */
    int afterCall() {
        byte[] code = space.bytes(cpu.eip(), 16);
        int at = 0;
        while (at < code.length && (code[at] == 0x2E || code[at] == 0x3E || code[at] == 0x66)) {
            at++;
        }
        if (code[at] == (byte) 0xE8) {
            return cpu.eip() + at + 5;
        }
        int modRm = code[at + 1] & 0xFF;
        if (code[at] != (byte) 0xFF || (modRm >> 3 & 7) != 2) {
            return 0;
        }
        int mode = modRm >> 6;
        int base = modRm & 7;
        boolean isIndexed = mode != 3 && base == 4;
        boolean isBare = mode == 0 && (isIndexed ? code[at + 2] & 7 : base) == 5;
        return cpu.eip() + at + 2 + (isIndexed ? 1 : 0) + (mode == 2 || isBare ? 4 : mode == 1 ? 1 : 0);
    }

    boolean hasEnded() {
        return isKilled || kernel.hasEnded();
    }

    /** Whether it has sent itself a signal, which ends it when it goes on. A debugger stops there. */
    boolean isSignalled() {
        return kernel.isSignalled();
    }

    /**
     * Executes one instruction, or one iteration of a string instruction.
     *
     * @throws IllegalStateException if the program is ended by an exception, or asks for what there is not
     */
    void step() {
        if (kernel.isSignalled()) {
            isKilled = true;
            return;
        }
        if (toClear.filter(memory -> memory.instruction() == cpu.eip()).isPresent()) {
            clear(toClear.get());
        }
        Exit exit = cpu.run(1);
        if (exit == Exit.BUDGET) {
            return;
        }
        int vector = (cpu.eip() - HANDLERS) / 8;
        if (exit != Exit.PRIVILEGED || vector != SYSTEM_CALL) {
            throw new IllegalStateException(exit == Exit.PRIVILEGED ? "exception " + vector + " at 0x"
                    + Integer.toHexString(memory.read32(cpu.register(ESP) + (vector == 14 || vector == 13 ? 4 : 0)))
                    + ", cr2 0x" + Integer.toHexString(cpu.cr2()) : exit.toString());
        }
        int[] asked = {cpu.register(3), cpu.register(1), cpu.register(2), cpu.register(6), cpu.register(7)};
        int result = kernel.call(cpu.register(0), asked);
        cpu.iret();
        cpu.setRegister(0, result);
    }

    private void clear(Cleared area) {
        space.write(area.low(), new byte[area.high() - area.low()]);
        toClear = Optional.empty();
    }

    /** For whoever reads registers by their numbers in debug information. */
    OptionalInt value(int number) {
        return number < 8 ? OptionalInt.of(cpu.register(number))
                : number == I386Register.EIP.number() ? OptionalInt.of(cpu.eip()) : OptionalInt.empty();
    }

    @Override
    public CompletableFuture<byte[]> read(int address, int length) {
        return CompletableFuture.completedFuture(space.bytes(address, length));
    }

    /** The machine where it stands, as far as gdb has recorded the memory of the other one. */
    Machine machine(Machine recorded) {
        Map<Integer, Integer> registers = new HashMap<>();
        for (int number = 0; number < 8; number++) {
            registers.put(number, cpu.register(number));
        }
        registers.put(I386Register.EIP.number(), cpu.eip());
        registers.put(I386Register.EFLAGS.number(), cpu.eflags());
        int[] segments = {I386Register.ES.number(), I386Register.CS.number(), I386Register.SS.number(),
                I386Register.DS.number(), I386Register.FS.number(), I386Register.GS.number()};
        for (int i = 0; i < segments.length; i++) {
            registers.put(segments[i], cpu.selector(i));
        }
        Map<Integer, byte[]> wide = new HashMap<>();
        for (int i = 0; i < 8; i++) {
            wide.put(I386Register.ST0 + i, ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(cpu.x87().significand(i)).putShort((short) cpu.x87().signExponent(i)).array());
        }
        Map<Integer, byte[]> blocks = new HashMap<>();
        recorded.memory().keySet().forEach(address -> {
            byte[] bytes = space.bytes(address, Machine.BLOCK);
            if (bytes.length == Machine.BLOCK) {
                blocks.put(address, bytes);
            }
        });
        return recorded.like(registers, wide, blocks);
    }
}
