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
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.hypervisor.guest.LguestRegs;
import org.lguest.hypervisor.host.ExitReport.Count;
import org.lguest.hypervisor.host.ExitReport.Kind;
import org.lguest.x86.Vector;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * Counts why the guest comes out, and keeps the registers of the last times: always, since nobody knows beforehand
 * which guest will die. So it allocates nothing, formats nothing, and takes the registers by one copy. On the emulator
 * thread.
 */
final class ExitLog {

    /** The exits that are kept. */
    static final int KEPT = 16;

    private static final int TRAPS = 256;
    private static final int CALLS = 64;
    private static final int REGISTERS_IN_PAGE = LguestPages.REGS - LguestPages.REGS_PAGE;

    private final PhysicalMemory memory;
    private final Era era;
    private final int savedRegisters;
    private final byte[] registers = new byte[KEPT * LguestRegs.SIZE];
    private final int[] cr2s = new int[KEPT];
    private final long[] retired = new long[KEPT];
    private final long[] traps = new long[TRAPS];
    /** The last element is for calls that there are not. */
    private final long[] calls = new long[CALLS + 1];
    private final long[] asynchronous = new long[CALLS + 1];
    private final long[] interrupts = new long[Lguest.IRQS];
    private long exits;

    ExitLog(PhysicalMemory memory, MachineLayout layout, Era era) {
        this.memory = memory;
        this.era = era;
        savedRegisters = layout.lguestPages() + REGISTERS_IN_PAGE;
    }

    /** The guest has come out on this vector, and its registers are saved. */
    void exit(int trap, int cr2, long instructions) {
        traps[trap & TRAPS - 1]++;
        int place = (int) (exits++ % KEPT);
        memory.read(savedRegisters, registers, place * LguestRegs.SIZE, LguestRegs.SIZE);
        cr2s[place] = cr2;
        retired[place] = instructions;
    }

    /** It did so to make this call. */
    void hypercall(int number) {
        count(calls, number);
    }

    /** This call lay in its ring. */
    void asynchronous(int number) {
        count(asynchronous, number);
    }

    /** A virtual interrupt was delivered to it. */
    void interrupt(int irq) {
        interrupts[irq]++;
    }

    private static void count(long[] counts, int number) {
        counts[number >= 0 && number < CALLS ? number : CALLS]++;
    }

    /** What is known by now. */
    ExitReport report(long instructions, long guestNanos) {
        List<Count> counts = new ArrayList<>();
        for (int trap = 0; trap < TRAPS; trap++) {
            add(counts, Kind.EXIT, trapName(trap), traps[trap]);
        }
        for (int number = 0; number <= CALLS; number++) {
            add(counts, Kind.HYPERCALL, callName(number), calls[number]);
            add(counts, Kind.ASYNCHRONOUS, callName(number), asynchronous[number]);
        }
        for (int irq = 0; irq < interrupts.length; irq++) {
            add(counts, Kind.INTERRUPT, irq == Lguest.TIMER_IRQ ? "irq 0, the timer" : "irq " + irq, interrupts[irq]);
        }
        return new ExitReport(instructions, guestNanos, counts, last());
    }

    private static void add(List<Count> counts, Kind kind, String reason, long times) {
        if (times > 0) {
            counts.add(new Count(kind, reason, times));
        }
    }

    private static String trapName(int trap) {
        return switch (trap) {
            case InterruptsAndTraps.HYPERCALL_VECTOR -> "hypercall";
            case GuestStay.TIMER_VECTOR -> "the Host's timer";
            default -> Vector.name(trap);
        };
    }

    private String callName(int number) {
        return number == CALLS ? "no such call" : era.call(number).map(Hypercall::symbol).orElse("call " + number);
    }

    private List<Exit> last() {
        List<Exit> last = new ArrayList<>();
        for (long exit = Math.max(0, exits - KEPT); exit < exits; exit++) {
            int place = (int) (exit % KEPT);
            byte[] saved = Arrays.copyOfRange(registers, place * LguestRegs.SIZE, (place + 1) * LguestRegs.SIZE);
            ByteBuffer words = ByteBuffer.wrap(saved).order(ByteOrder.LITTLE_ENDIAN);
            last.add(new Exit(retired[place], cr2s[place], era,
                    member -> words.getInt(era.registers().indexOf(member) * Integer.BYTES)));
        }
        return last;
    }
}
