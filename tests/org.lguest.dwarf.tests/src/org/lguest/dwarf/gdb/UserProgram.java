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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.ProgramHeader;
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
    private static final int PAGE = PhysicalMemory.PAGE;
    private static final int GDT = 0x1000;
    private static final int IDT = 0x2000;
    private static final int TSS = 0x3000;
    private static final int DIRECTORY = 0x4000;
    private static final int HANDLERS = 0x6000;
    private static final int KERNEL_STACK = 0x9000;
    private static final int FIRST_FREE = 0x1_0000;
    private static final int KERNEL_CODE = 0x08;
    private static final int KERNEL_DATA = 0x10;
    /** Selectors as a 64-bit Linux gives them to 32-bit programs. */
    private static final int USER_CODE = 0x23;
    private static final int USER_DATA = 0x2B;
    private static final int TASK = 0x38;
    private static final int THREAD_LOCAL = 0x63;
    private static final int PAGING = 0x8001_0001;
    private static final int SYSTEM_CALL = 0x80;
    private static final int STACK_LIMIT = 8 << 20;
    private static final int ESP = 4;
    private static final int EFLAGS_AT_START = 0x202;
    private static final int NO_SUCH_CALL = -38;
    private static final int NO_MEMORY = -12;
    private static final int NO_TERMINAL = -25;
    private static final int NO_SUCH_FILE = -2;
    /** The mode of {@code /dev/null}, and the size of the blocks that it wants. */
    private static final int CHARACTER_DEVICE = 0x21B6;
    private static final int BLOCK_SIZE = 4096;
    private static final int EDI = 7;
    private static final int MMAP_END = 0xF000_0000;

    private final PhysicalMemory memory = new PhysicalMemory(64 << 20);
    private final Processor cpu = new Processor(memory);
    private int free = FIRST_FREE;
    private int programBreak;
    private int mapped = MMAP_END;
    private boolean hasEnded;
    private byte[] statusOfNothing = statusOfNothing();
    /** Where the kernel has put the pointers to the program's arguments. */
    private final int arguments;

    /**
     * @param content the program's file
     * @param start the machine at the program's entry, with its stack
     */
    UserProgram(byte[] content, Machine start) {
        ElfFile program = start.program();
        descriptor(KERNEL_CODE, 0x0000_FFFF, 0x00CF_9B00);
        descriptor(KERNEL_DATA, 0x0000_FFFF, 0x00CF_9300);
        descriptor(USER_CODE, 0x0000_FFFF, 0x00CF_FB00);
        descriptor(USER_DATA, 0x0000_FFFF, 0x00CF_F300);
        descriptor(TASK, TSS << 16 | 0x67, 0x0000_8900);
        memory.write32(TSS + 4, KERNEL_STACK);
        memory.write32(TSS + 8, KERNEL_DATA);
        memory.write16(TSS + 0x66, 0x68);
        for (int vector = 0; vector < 256; vector++) {
            int handler = HANDLERS + 8 * vector;
            memory.write32(IDT + 8 * vector, KERNEL_CODE << 16 | handler & 0xFFFF);
            memory.write32(IDT + 8 * vector + 4, handler & 0xFFFF_0000 | (vector == SYSTEM_CALL ? 0xEE00 : 0x8E00));
        }
        for (int page = 0; page < FIRST_FREE; page += PAGE) {
            map(page, page, 3);
        }
        load(program, content);
        int top = start.value(ESP).orElseThrow();
        arguments = top + 4;
        for (int page = (top & -PAGE) - STACK_LIMIT; page != (top & -PAGE) + PAGE; page += PAGE) {
            fresh(page);
        }
        start.memory().forEach((address, bytes) -> {
            fresh(address & -PAGE);
            write(address, bytes);
        });
        cpu.setCr3(DIRECTORY);
        cpu.setCr0(PAGING);
        cpu.loadGdtr(GDT, 0xFF);
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

    private void load(ElfFile program, byte[] content) {
        for (ProgramHeader segment : program.segments()) {
            if (segment.type() == ProgramHeader.PT_LOAD) {
                int end = segment.virtualAddress() + (int) segment.memorySize();
                for (int page = segment.virtualAddress() & -PAGE; Integer.compareUnsigned(page, end) < 0; page += PAGE) {
                    fresh(page);
                }
                programBreak = end + PAGE - 1 & -PAGE;
            }
        }
        for (ProgramHeader segment : program.segments()) {
            if (segment.type() == ProgramHeader.PT_LOAD && segment.fileSize() > 0) {
                // Whole pages of the file, with what else is on them, but for zeros after the initialised data.
                int before = segment.virtualAddress() & PAGE - 1;
                int from = (int) segment.offset() - before;
                int end = (int) segment.offset() + (int) segment.fileSize();
                boolean isCleared = segment.memorySize() > segment.fileSize();
                int to = isCleared ? end : Math.min(content.length, end + PAGE - 1 & -PAGE);
                write(segment.virtualAddress() - before, Arrays.copyOfRange(content, from, to));
            }
        }
    }

    private void descriptor(int selector, int low, int high) {
        memory.write32(GDT + (selector & 0xFFF8), low);
        memory.write32(GDT + (selector & 0xFFF8) + 4, high);
    }

    private void map(int linear, int physical, int flags) {
        int entry = DIRECTORY + 4 * (linear >>> 22);
        if (memory.read32(entry) == 0) {
            int table = linear == 0 ? 0x5000 : frame();
            memory.write32(entry, table | 7);
        }
        memory.write32((memory.read32(entry) & -PAGE) + 4 * (linear >>> 12 & 1023), physical | flags);
    }

    private int frame() {
        if (free + PAGE > memory.size()) {
            throw new IllegalStateException("the program needs more memory than there is");
        }
        free += PAGE;
        return free - PAGE;
    }

    /** Gives the program a page of zeros, if it has none there. */
    private void fresh(int page) {
        if (physical(page).isEmpty()) {
            map(page, frame(), 7);
        }
    }

    private Optional<Integer> physical(int linear) {
        int directory = memory.read32(DIRECTORY + 4 * (linear >>> 22));
        int entry = directory == 0 ? 0 : memory.read32((directory & -PAGE) + 4 * (linear >>> 12 & 1023));
        return (entry & 4) == 0 ? Optional.empty() : Optional.of((entry & -PAGE) + (linear & PAGE - 1));
    }

    private void write(int linear, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            memory.write8(physical(linear + i).orElseThrow(), bytes[i]);
        }
    }

    /** As many of the bytes as the program has. */
    private byte[] bytes(int linear, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            Optional<Integer> at = physical(linear + i);
            if (at.isEmpty()) {
                return Arrays.copyOf(bytes, i);
            }
            bytes[i] = (byte) memory.read8(at.get());
        }
        return bytes;
    }

    int eip() {
        return cpu.eip();
    }

    int register(int number) {
        return cpu.register(number);
    }

    /** The address behind the instruction that is next, if that is a call; else 0. */
    int afterCall() {
        byte[] code = bytes(cpu.eip(), 16);
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
        return hasEnded;
    }

    /**
     * Executes one instruction, or one iteration of a string instruction.
     *
     * @throws IllegalStateException if the program is ended by an exception, or asks for what there is not
     */
    void step() {
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
        int result = systemCall(cpu.register(0), cpu.register(3), cpu.register(1), cpu.register(2));
        cpu.iret();
        cpu.setRegister(0, result);
    }

    /** Numbers of arch/x86/entry/syscalls/syscall_32.tbl. */
    private int systemCall(int number, int first, int second, int third) {
        switch (number) {
            case 1, 252 -> hasEnded = true;
            case 3 -> {
                return 0;
            }
            case 54 -> {
                return NO_TERMINAL;
            }
            case 85 -> {
                return link(second, third);
            }
            case 191 -> write(second, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(STACK_LIMIT)
                    .putInt(-1).array());
            case 383 -> write(cpu.register(EDI), statusOfNothing);
            case 4 -> {
                return third;
            }
            case 146 -> {
                int all = 0;
                for (int i = 0; i < third; i++) {
                    all += ByteBuffer.wrap(bytes(second + 8 * i + 4, 4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
                }
                return all;
            }
            case 45 -> {
                return breakAt(first);
            }
            case 192 -> {
                return anonymous(second);
            }
            case 243 -> {
                return threadLocal(first);
            }
            case 122 -> {
                write(first, new byte[6 * 65]);
                write(first, "Linux".getBytes(StandardCharsets.US_ASCII));
                write(first + 2 * 65, "6.1.0".getBytes(StandardCharsets.US_ASCII));
            }
            case 355 -> {
                write(first, new byte[second]);
                return second;
            }
            case 258 -> {
                return 1;
            }
            // What changes nothing that a program of its own thread sees: signals, protection, unmapping, robust lists.
            case 91, 125, 174, 175, 311 -> {
            }
            default -> {
                return NO_SUCH_CALL;
            }
        }
        return 0;
    }

    /** {@code /proc/self/exe}, which is the one link that a C library follows: the program was started by its path. */
    private int link(int buffer, int size) {
        int path = ByteBuffer.wrap(bytes(arguments, 4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
        byte[] text = bytes(path, size);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        write(buffer, Arrays.copyOf(text, length));
        return length == 0 ? NO_SUCH_FILE : length;
    }

    /** @param status a kernel's {@code struct statx} of {@code /dev/null}, of which a C library leaves some behind */
    void setStatusOfNothing(byte[] status) {
        statusOfNothing = status;
    }

    /** The same, where input comes from and output goes to, without times and where it is kept. */
    private static byte[] statusOfNothing() {
        ByteBuffer status = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        status.putInt(0, 0x7FF).putInt(4, BLOCK_SIZE).putInt(16, 1).putShort(28, (short) CHARACTER_DEVICE);
        status.putInt(128, 1).putInt(132, 3);
        return status.array();
    }

    private int breakAt(int wanted) {
        if (Integer.compareUnsigned(wanted, programBreak) > 0) {
            for (int page = programBreak & -PAGE; Integer.compareUnsigned(page, wanted) < 0; page += PAGE) {
                fresh(page);
            }
            programBreak = wanted;
        }
        return programBreak;
    }

    private int anonymous(int length) {
        if (length <= 0 || length > 32 << 20) {
            return NO_MEMORY;
        }
        mapped -= length + PAGE - 1 & -PAGE;
        for (int page = mapped; page - mapped < length; page += PAGE) {
            fresh(page);
        }
        return mapped;
    }

    /** The kernel's {@code struct user_desc}: entry, base, limit, flags. */
    private int threadLocal(int description) {
        ByteBuffer words = ByteBuffer.wrap(bytes(description, 16)).order(ByteOrder.LITTLE_ENDIAN);
        int base = words.getInt(4);
        descriptor(THREAD_LOCAL, base << 16 | 0xFFFF, base & 0xFF00_0000 | 0x00CF_F300 | base >>> 16 & 0xFF);
        write(description, new byte[] {THREAD_LOCAL >> 3, 0, 0, 0});
        return 0;
    }

    /** For whoever reads registers by their numbers in debug information. */
    OptionalInt value(int number) {
        return number < 8 ? OptionalInt.of(cpu.register(number))
                : number == I386Register.EIP.number() ? OptionalInt.of(cpu.eip()) : OptionalInt.empty();
    }

    @Override
    public CompletableFuture<byte[]> read(int address, int length) {
        return CompletableFuture.completedFuture(bytes(address, length));
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
            byte[] bytes = bytes(address, Machine.BLOCK);
            if (bytes.length == Machine.BLOCK) {
                blocks.put(address, bytes);
            }
        });
        return recorded.like(registers, wide, blocks);
    }
}
