/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.guest.GuestMemory;
import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.hypervisor.guest.LguestRegs.Member;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.hypervisor.switcher.HostState;
import org.lguest.hypervisor.switcher.Switcher;
import org.lguest.x86.Processor;
import org.lguest.x86.ProcessorModel;
import org.lguest.x86.memory.PhysicalMemory;
import org.lguest.x86.x87.X87Registers;

/** A processor, its memory, and the Host that runs one guest on it. All on the emulator thread. */
public final class Machine {

    /** As Linux has it: PE, MP, ET, NE, WP, AM, PG. */
    private static final int CR0 = 0x8005_0033;
    private static final int INITIAL_EFLAGS = 0x202;

    private final MachineLayout layout;
    private final GuestStart start;
    private final PhysicalMemory memory;
    private final Processor processor;
    private final Lguest lguest;
    private final Clock clock;
    private final Segments segments;
    private final ShadowPageTables pageTables;
    private final DebugRegisters debugRegisters;
    private final InterruptsAndTraps traps;
    private final Dma dma;
    private final Hypercalls hypercalls;
    private final CopyIn copyIn;
    private final Switcher switcher;

    /**
     * Builds the machine about memory that the Launcher has filled.
     *
     * @param memory of {@link MachineLayout#machineBytes()}
     */
    public Machine(MachineLayout layout, PhysicalMemory memory, GuestStart start, Trace trace, Stations stations) {
        this(layout, memory, start, trace, stations, Fidelity.MENDED, ProcessorModel.I686);
    }

    /** The same with or without lguest's defects, and with this processor. */
    public Machine(MachineLayout layout, PhysicalMemory memory, GuestStart start, Trace trace, Stations stations,
            Fidelity fidelity, ProcessorModel model) {
        this.start = start;
        Era era = start.era();
        this.layout = layout;
        this.memory = memory;
        processor = new Processor(memory, model);
        var hostPageTables = new HostPageTables(memory, layout);
        hostPageTables.build();
        processor.setCr3(layout.hostDirectory());
        processor.setCr0(CR0);
        var death = new GuestDeath();
        boolean linear = era.paging().linearStart();
        lguest = new Lguest(processor.memory(), new GuestMemory(processor.memory(), layout.pfnLimit(),
                era.paging().lastByte(), death), death, trace, era, linear ? 0 : start.pageOffset(), fidelity,
                new ExitLog(memory, layout, era));
        clock = new Clock(lguest, processor::retired);
        segments = new Segments(lguest);
        segments.writeHostEntries();
        pageTables = new ShadowPageTables(lguest, memory, layout, hostPageTables.switcherSlot(), start.pgdir());
        debugRegisters = stations.debugRegisters(this);
        traps = stations.traps(this);
        dma = new Dma(lguest);
        hypercalls = stations.hypercalls(this);
        copyIn = stations.copyIn(this);
        switcher = stations.switcher(this);
        new HostState(processor, MachineLayout.hostDescriptorsLinear(), layout.hostDirectory()).build();
        setUpRegisters(start.eip());
    }

    /** The registers with which a guest begins: all zero but these. */
    private void setUpRegisters(int eip) {
        for (Member member : Member.values()) {
            lguest.regs().set(member, 0);
        }
        lguest.regs().set(Member.CS, LguestPages.GUEST_KERNEL_CS);
        lguest.regs().set(Member.DS, LguestPages.GUEST_KERNEL_DS);
        lguest.regs().set(Member.ES, LguestPages.GUEST_KERNEL_DS);
        lguest.regs().set(Member.SS, LguestPages.GUEST_KERNEL_DS);
        lguest.regs().set(Member.EFLAGS, INITIAL_EFLAGS);
        lguest.regs().set(Member.EIP, eip);
    }

    /** Before the guest runs: takes two of its functions for hypercalls. */
    public void interpose(Interposition functions) {
        memory.write16(functions.setDebugreg() - start.pageOffset(), Interposition.HYPERCALL);
        memory.write16(functions.getDebugreg() - start.pageOffset(), Interposition.HYPERCALL);
        lguest.interposition = Optional.of(functions);
    }

    public MachineLayout layout() {
        return layout;
    }

    public PhysicalMemory memory() {
        return memory;
    }

    public Processor processor() {
        return processor;
    }

    public Lguest lguest() {
        return lguest;
    }

    public Clock clock() {
        return clock;
    }

    public Segments segments() {
        return segments;
    }

    public ShadowPageTables pageTables() {
        return pageTables;
    }

    public DebugRegisters debugRegisters() {
        return debugRegisters;
    }

    public InterruptsAndTraps traps() {
        return traps;
    }

    public Dma dma() {
        return dma;
    }

    public Hypercalls hypercalls() {
        return hypercalls;
    }

    public CopyIn copyIn() {
        return copyIn;
    }

    public Switcher switcher() {
        return switcher;
    }

    /** Why the guest has come out so far. */
    public ExitReport exitReport() {
        return lguest.exits.report(processor.retired(), clock.now());
    }

    /**
     * A digest of all that the guest is and has: memory, registers, the x87, debug registers, instructions, time. Two
     * runs that end with the same one were the same run.
     */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] guest = new byte[MachineLayout.PAGE];
            for (int pfn = 0; pfn < layout.pfnLimit(); pfn++) {
                memory.read(pfn * MachineLayout.PAGE, guest, 0, guest.length);
                digest.update(guest);
            }
            ByteBuffer words = ByteBuffer.allocate(512);
            for (Member member : Member.values()) {
                words.putInt(lguest.regs().get(member));
            }
            for (int register = 0; register < 8; register++) {
                words.putInt(debugRegisters.get(0, register));
            }
            words.putLong(processor.retired()).putLong(clock.now());
            X87Registers x87 = processor.x87();
            words.putInt(x87.control()).putInt(x87.status()).putInt(x87.tags());
            for (int i = 0; i < 8; i++) {
                words.putLong(x87.significand(i)).putInt(x87.signExponent(i));
            }
            digest.update(words.flip());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
