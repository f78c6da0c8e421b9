/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.segment;

import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;

/**
 * The segment registers, the registers that name the descriptor tables, and the rules by which one is loaded from the
 * other (SDM volume 3, chapters 3 and 5; the faults are those of volume 2, MOV).
 */
public final class Segments {

    private final SystemMemory memory;
    private final SegmentRegister[] registers = new SegmentRegister[6];
    private int cpl;
    private boolean flat;

    private int gdtBase;
    private int gdtLimit;
    private int idtBase;
    private int idtLimit;
    private int ldtSelector;
    private int ldtBase;
    private int ldtLimit = -1;
    private int taskSelector;
    private int taskBase;
    private int taskLimit = -1;
    private boolean taskWide = true;

    /** Flat ring-0 segments, and no tables. */
    public Segments(SystemMemory memory) {
        this.memory = memory;
        for (int i = 0; i < registers.length; i++) {
            registers[i] = new SegmentRegister(i);
            registers[i].load(0, Descriptor.of(0x0000_FFFF, i == SegmentRegister.CS ? 0x00CF_9B00 : 0x00CF_9300));
        }
        changed();
    }

    /** ES CS SS DS FS GS = 0 to 5. */
    public SegmentRegister register(int number) {
        return registers[number];
    }

    /** Current privilege level. */
    public int cpl() {
        return cpl;
    }

    /** Whether CS, SS, DS and ES are flat, so that offsets are linear addresses. */
    public boolean flat() {
        return flat;
    }

    public int gdtBase() {
        return gdtBase;
    }

    public int gdtLimit() {
        return gdtLimit;
    }

    public int idtBase() {
        return idtBase;
    }

    public int idtLimit() {
        return idtLimit;
    }

    public int taskSelector() {
        return taskSelector;
    }

    public int ldtSelector() {
        return ldtSelector;
    }

    /** LGDT. */
    public void setGdt(int base, int limit) {
        gdtBase = base;
        gdtLimit = limit & 0xFFFF;
    }

    /** LIDT. */
    public void setIdt(int base, int limit) {
        idtBase = base;
        idtLimit = limit & 0xFFFF;
    }

    /** LTR: #GP unless it names an available TSS in the GDT, #NP unless that is present; marks it busy. */
    public void loadTask(int selector) {
        if (isNull(selector)) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION);
        }
        long descriptor = systemDescriptor(selector, Descriptor.TSS_AVAILABLE, Descriptor.TSS_AVAILABLE_16);
        int address = gdtBase + (selector & 0xFFF8) + 4;
        int busy = (Descriptor.TSS_BUSY ^ Descriptor.TSS_AVAILABLE) << 8;
        memory.systemWrite(address, Descriptor.high(descriptor) | busy);
        taskSelector = selector & 0xFFFF;
        taskBase = Descriptor.base(descriptor);
        taskLimit = Descriptor.limit(descriptor);
        taskWide = Descriptor.systemType(Descriptor.access(descriptor)) == Descriptor.TSS_AVAILABLE;
    }

    /** LLDT: null is allowed. */
    public void loadLdt(int selector) {
        if (isNull(selector)) {
            ldtBase = 0;
            ldtLimit = -1;
        } else {
            long descriptor = systemDescriptor(selector, Descriptor.LDT, Descriptor.LDT);
            ldtBase = Descriptor.base(descriptor);
            ldtLimit = Descriptor.limit(descriptor);
        }
        ldtSelector = selector & 0xFFFF;
    }

    private long systemDescriptor(int selector, int type, int orType) {
        if ((selector & 4) != 0) {
            throw fault(Vector.GENERAL_PROTECTION, selector);
        }
        long descriptor = descriptor(selector, Vector.GENERAL_PROTECTION, 0);
        int found = Descriptor.systemType(Descriptor.access(descriptor));
        if (found != type && found != orType) {
            throw fault(Vector.GENERAL_PROTECTION, selector);
        }
        if (!Descriptor.present(Descriptor.access(descriptor))) {
            throw fault(Vector.SEGMENT_NOT_PRESENT, selector);
        }
        return descriptor;
    }

    /** MOV, POP and the far loads of ES, SS, DS, FS, GS. */
    public void load(int number, int selector) {
        if (number == SegmentRegister.SS) {
            loadStack(selector, cpl, Vector.GENERAL_PROTECTION, 0);
        } else {
            loadData(number, selector);
        }
    }

    private void loadData(int number, int selector) {
        if (isNull(selector)) {
            registers[number].loadNull(selector & 0xFFFF);
            changed();
            return;
        }
        long descriptor = descriptor(selector, Vector.GENERAL_PROTECTION, 0);
        int access = Descriptor.access(descriptor);
        if (!Descriptor.readable(access) || !Descriptor.conforming(access)
                && Math.max(cpl, selector & 3) > Descriptor.dpl(access)) {
            throw fault(Vector.GENERAL_PROTECTION, selector);
        }
        if (!Descriptor.present(access)) {
            throw fault(Vector.SEGMENT_NOT_PRESENT, selector);
        }
        install(number, selector, descriptor);
    }

    /**
     * Reads and checks a stack segment for privilege level {@code level}, without loading it.
     *
     * @param vector   #GP for a load, #TS for a stack out of the TSS
     * @param external EXT bit of the error codes
     */
    public long stackDescriptor(int selector, int level, int vector, int external) {
        if (isNull(selector)) {
            throw ProcessorException.of(vector, external);
        }
        long descriptor = descriptor(selector, vector, external);
        int access = Descriptor.access(descriptor);
        if ((selector & 3) != level || !Descriptor.writable(access) || Descriptor.dpl(access) != level) {
            throw ProcessorException.of(vector, selector & 0xFFFC | external);
        }
        if (!Descriptor.present(access)) {
            throw ProcessorException.of(Vector.STACK_FAULT, selector & 0xFFFC | external);
        }
        return descriptor;
    }

    private void loadStack(int selector, int level, int vector, int external) {
        install(SegmentRegister.SS, selector, stackDescriptor(selector, level, vector, external));
    }

    /** Loads a checked descriptor, marking it accessed in its table. */
    public void install(int number, int selector, long descriptor) {
        if ((Descriptor.high(descriptor) & Descriptor.ACCESSED) == 0) {
            memory.systemWrite(tableBase(selector) + (selector & 0xFFF8) + 4,
                    Descriptor.high(descriptor) | Descriptor.ACCESSED);
        }
        registers[number].load(selector & 0xFFFF, descriptor | (long) Descriptor.ACCESSED << 32);
        changed();
    }

    /** Marks a checked descriptor accessed ahead of its {@link #install}, while a page fault can still be borne. */
    public void markAccessed(int selector, long descriptor) {
        if ((Descriptor.high(descriptor) & Descriptor.ACCESSED) == 0) {
            memory.systemWrite(tableBase(selector) + (selector & 0xFFF8) + 4,
                    Descriptor.high(descriptor) | Descriptor.ACCESSED);
        }
    }

    /** Loads CS with a checked descriptor; the CPL becomes {@code level}, and the selector's RPL with it. */
    public void installCode(int selector, long descriptor, int level) {
        cpl = level;
        install(SegmentRegister.CS, selector & 0xFFFC | level, descriptor);
    }

    /** A return to an outer ring takes away the data segments that it must not see (SDM volume 2, RET). */
    public void dropInnerSegments() {
        for (int number = 0; number < registers.length; number++) {
            int access = registers[number].access();
            if (number != SegmentRegister.CS && number != SegmentRegister.SS && access != 0
                    && !Descriptor.conforming(access) && Descriptor.dpl(access) < cpl) {
                registers[number].loadNull(0);
            }
        }
        changed();
    }

    /**
     * Reads the descriptor that a selector names, which must not be null.
     *
     * @throws ProcessorException {@code vector} with the selector as error code when it is beyond its table
     */
    public long descriptor(int selector, int vector, int external) {
        int offset = selector & 0xFFF8;
        boolean local = (selector & 4) != 0;
        int limit = local ? ldtLimit : gdtLimit;
        if (local && ldtLimit == -1 || Integer.compareUnsigned(offset + 7, limit) > 0) {
            throw ProcessorException.of(vector, selector & 0xFFFC | external);
        }
        int address = tableBase(selector) + offset;
        return Descriptor.of(memory.systemRead(address), memory.systemRead(address + 4));
    }

    /**
     * The ring-{@code level} stack out of the TSS: ESP low, SS high.
     *
     * @throws ProcessorException #TS when the TSS is too short
     */
    public long taskStack(int level, int external) {
        int offset = taskWide ? 4 + 8 * level : 2 + 4 * level;
        if (taskLimit == -1 || Integer.compareUnsigned(offset + (taskWide ? 5 : 3), taskLimit) > 0) {
            throw ProcessorException.of(Vector.INVALID_TSS, taskSelector & 0xFFFC | external);
        }
        if (!taskWide) {
            int pair = memory.systemRead(taskBase + offset);
            return (long) (pair >>> 16) << 32 | pair & 0xFFFF;
        }
        int stackPointer = memory.systemRead(taskBase + offset);
        return (long) (memory.systemRead(taskBase + offset + 4) & 0xFFFF) << 32 | stackPointer & 0xFFFF_FFFFL;
    }

    /** Whether the I/O permission bitmap lets all these ports through (SDM volume 1, 18.5.2). */
    public boolean portsAllowed(int port, int count) {
        if (taskLimit == -1 || !taskWide || Integer.compareUnsigned(0x67, taskLimit) > 0) {
            return false;
        }
        int at = (memory.systemRead(taskBase + 0x64) >>> 16) + (port >>> 3);
        if (Integer.compareUnsigned(at + 1, taskLimit) > 0) {
            return false;
        }
        return (memory.systemRead(taskBase + at) >>> (port & 7) & (1 << count) - 1) == 0;
    }

    /** The error for a selector at fault. */
    public static ProcessorException fault(int vector, int selector) {
        return ProcessorException.of(vector, selector & 0xFFFC);
    }

    /** Whether a selector is null, whatever its RPL. */
    public static boolean isNull(int selector) {
        return (selector & 0xFFFC) == 0;
    }

    private int tableBase(int selector) {
        return (selector & 4) != 0 ? ldtBase : gdtBase;
    }

    private void changed() {
        flat = registers[SegmentRegister.CS].flat() && registers[SegmentRegister.SS].flat()
                && registers[SegmentRegister.DS].flat() && registers[SegmentRegister.ES].flat();
    }
}
