/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.guest;

import static org.lguest.hypervisor.guest.LguestRegs.Member.CS;
import static org.lguest.hypervisor.guest.LguestRegs.Member.DS;
import static org.lguest.hypervisor.guest.LguestRegs.Member.EAX;
import static org.lguest.hypervisor.guest.LguestRegs.Member.EBP;
import static org.lguest.hypervisor.guest.LguestRegs.Member.EBX;
import static org.lguest.hypervisor.guest.LguestRegs.Member.ECX;
import static org.lguest.hypervisor.guest.LguestRegs.Member.EDI;
import static org.lguest.hypervisor.guest.LguestRegs.Member.EDX;
import static org.lguest.hypervisor.guest.LguestRegs.Member.EFLAGS;
import static org.lguest.hypervisor.guest.LguestRegs.Member.EIP;
import static org.lguest.hypervisor.guest.LguestRegs.Member.ERRCODE;
import static org.lguest.hypervisor.guest.LguestRegs.Member.ES;
import static org.lguest.hypervisor.guest.LguestRegs.Member.ESI;
import static org.lguest.hypervisor.guest.LguestRegs.Member.ESP;
import static org.lguest.hypervisor.guest.LguestRegs.Member.FS;
import static org.lguest.hypervisor.guest.LguestRegs.Member.GS;
import static org.lguest.hypervisor.guest.LguestRegs.Member.SS;
import static org.lguest.hypervisor.guest.LguestRegs.Member.TRAPNUM;
import static org.lguest.hypervisor.guest.Hypercall.BIND_DMA;
import static org.lguest.hypervisor.guest.Hypercall.CRASH;
import static org.lguest.hypervisor.guest.Hypercall.FLUSH_ASYNC;
import static org.lguest.hypervisor.guest.Hypercall.FLUSH_TLB;
import static org.lguest.hypervisor.guest.Hypercall.GET_DEBUGREG;
import static org.lguest.hypervisor.guest.Hypercall.HALT;
import static org.lguest.hypervisor.guest.Hypercall.LGUEST_INIT;
import static org.lguest.hypervisor.guest.Hypercall.LOAD_GDT;
import static org.lguest.hypervisor.guest.Hypercall.LOAD_GDT_ENTRY;
import static org.lguest.hypervisor.guest.Hypercall.LOAD_IDT_ENTRY;
import static org.lguest.hypervisor.guest.Hypercall.LOAD_TLS;
import static org.lguest.hypervisor.guest.Hypercall.NEW_PGTABLE;
import static org.lguest.hypervisor.guest.Hypercall.SEND_DMA;
import static org.lguest.hypervisor.guest.Hypercall.SEND_INTERRUPTS;
import static org.lguest.hypervisor.guest.Hypercall.SET_CLOCKEVENT;
import static org.lguest.hypervisor.guest.Hypercall.SET_DEBUGREG;
import static org.lguest.hypervisor.guest.Hypercall.SET_PGD;
import static org.lguest.hypervisor.guest.Hypercall.SET_PMD;
import static org.lguest.hypervisor.guest.Hypercall.SET_PTE;
import static org.lguest.hypervisor.guest.Hypercall.SET_STACK;
import static org.lguest.hypervisor.guest.Hypercall.SHUTDOWN;
import static org.lguest.hypervisor.guest.Hypercall.TS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.lguest.hypervisor.guest.LguestRegs.Member;

/**
 * lguest's binary interface was never stable: each kernel spoke that of its own release. An era is one such interface,
 * as data. The Host and the Launcher ask it; only a few rules that are not data are theirs to know.
 */
public enum Era {

    /** The first release, and the one whose struct lguest got debugregs[8]. */
    LINUX_2_6_23("2.6.23",
            new Calls(List.of(FLUSH_ASYNC, LGUEST_INIT, CRASH, LOAD_GDT, NEW_PGTABLE, FLUSH_TLB, LOAD_IDT_ENTRY, SET_STACK, TS,
                    SET_CLOCKEVENT, HALT, BIND_DMA, SEND_DMA, SET_PTE, SET_PMD, LOAD_TLS, SET_DEBUGREG, GET_DEBUGREG),
                    List.of(EDX, EBX, ECX), true, "LGUEST_INIT"),
            LguestData.LINUX_2_6_23,
            List.of(EBX, ECX, EDX, ESI, EDI, EBP, GS, EAX, FS, DS, ES, TRAPNUM, ERRCODE, EIP, CS, EFLAGS, ESP, SS),
            new Traps(false, false, false, false),
            new Paging(false, false, false, false, 0x088, true, "attempt to access switcher pages"),
            new Devices(false, List.of(DeviceKind.CONSOLE, DeviceKind.BLOCK, DeviceKind.NET))),

    /** 4.1 to 4.9: devices on a PCI bus, and an FPU that is handed on lazily. */
    LINUX_4_1("4.1", Late.calls(TS), LguestData.LINUX_4, Late.REGISTERS, Late.traps(true), Late.PAGING, Late.DEVICES),

    /** The last, 4.10 to 4.13: without TS. */
    LINUX_4_10("4.10", Late.calls(), LguestData.LINUX_4, Late.REGISTERS, Late.traps(false), Late.PAGING, Late.DEVICES);

    /** What the kernels from 4.1 on have in common. */
    private static final class Late {
        static final List<Member> REGISTERS = List.of(EAX, EBX, ECX, EDX, ESI, EDI, EBP, GS, FS, DS, ES, TRAPNUM, ERRCODE, EIP,
                CS, EFLAGS, ESP, SS);
        static final Paging PAGING = new Paging(true, true, true, true, 0x080, false,
                "attempt to set pte into Switcher pages");
        static final Devices DEVICES = new Devices(true, List.of(DeviceKind.CONSOLE, DeviceKind.BLOCK, DeviceKind.NET,
                DeviceKind.ENTROPY));

        static Traps traps(boolean cr4IsRead) {
            return new Traps(true, true, true, cr4IsRead);
        }

        static Calls calls(Hypercall... more) {
            var all = new ArrayList<>(List.of(FLUSH_ASYNC, LGUEST_INIT, SHUTDOWN, NEW_PGTABLE, FLUSH_TLB, LOAD_IDT_ENTRY,
                    SET_STACK, SET_CLOCKEVENT, HALT, SET_PTE, SET_PGD, LOAD_TLS, LOAD_GDT_ENTRY, SEND_INTERRUPTS, SET_DEBUGREG,
                    GET_DEBUGREG));
            all.addAll(List.of(more));
            return new Calls(List.copyOf(all), List.of(EBX, ECX, EDX, ESI), false, "INIT");
        }
    }

    /**
     * How hypercalls are made.
     *
     * @param all            those there are
     * @param arguments      where the arguments are when the call is made; in the ring they follow the number
     * @param ringAtAnyExit  whether the asynchronous calls are made whenever the guest has come out, or only when it
     *                       has made a call
     * @param initialization what the first call is called in the cause of death of a guest that made another
     */
    public record Calls(List<Hypercall> all, List<Member> arguments, boolean ringAtAnyExit, String initialization) {
    }

    /**
     * How traps reach the guest.
     *
     * @param mended        whether TF, VM, RF and NT are cleared in EFLAGS when one is reflected, and a gate that
     *                      bounces off the Host has the guest's DPL
     * @param allVectors    whether the guest may have a gate for every vector, or for the first 64 and the system
     *                      call's
     * @param stackIsWalked whether the guest's stack is found through its page tables, or in its linear map
     * @param cr4IsRead     whether the kernels, up to 4.8, read CR4 themselves before they have a gate for the fault: a
     *                      hook that was forgotten, for which no genuine Host would have let them boot
     */
    public record Traps(boolean mended, boolean allVectors, boolean stackIsWalked, boolean cr4IsRead) {
    }

    /**
     * What page tables may hold, and what the guest starts with.
     *
     * @param lastByte           whether an address that the Host is told may reach up to the end of memory
     * @param linearStart        whether the guest starts without page tables, each address being itself
     * @param launcherSeesFaults whether port I/O and accesses to device memory are the Launcher's to do
     * @param directoryIsMinded  whether an entry of a page directory is looked at on each fault, or only on the first
     * @param refusedFlags       what a page table entry may not have
     * @param switcherKills      whether an access to the Switcher kills; else it is a page fault in the guest
     * @param switcherEntry      the cause of death of a guest that sets a page table entry there
     */
    public record Paging(boolean lastByte, boolean linearStart, boolean launcherSeesFaults, boolean directoryIsMinded,
            int refusedFlags, boolean switcherKills, String switcherEntry) {
    }

    /**
     * What a guest can have beside memory and a clock.
     *
     * @param onBus whether they stand on a PCI bus, or on the page behind memory that describes them
     * @param kinds which there are
     */
    public record Devices(boolean onBus, List<DeviceKind> kinds) {
    }

    private final String label;
    private final Calls calls;
    private final LguestData data;
    private final List<Member> registers;
    private final Traps traps;
    private final Paging paging;
    private final Devices devices;
    private final Hypercall[] byNumber = new Hypercall[22];

    Era(String label, Calls calls, LguestData data, List<Member> registers, Traps traps, Paging paging,
            Devices devices) {
        this.label = label;
        this.calls = calls;
        this.data = data;
        this.registers = registers;
        this.traps = traps;
        this.paging = paging;
        this.devices = devices;
        calls.all.forEach(call -> byNumber[call.number()] = call);
    }

    /** As the option {@code --era} names it. */
    public String label() {
        return label;
    }

    /** The era of that label. */
    public static Optional<Era> of(String label) {
        return Arrays.stream(values()).filter(era -> era.label.equals(label)).findFirst();
    }

    public Calls calls() {
        return calls;
    }

    /** The hypercall of that number, if there is one. */
    public Optional<Hypercall> call(int number) {
        return number >= 0 && number < byNumber.length ? Optional.ofNullable(byNumber[number]) : Optional.empty();
    }

    /** {@code struct lguest_data}. */
    public LguestData data() {
        return data;
    }

    /** The members of {@code struct lguest_regs} in their order; the Switcher pops those before TRAPNUM. */
    public List<Member> registers() {
        return registers;
    }

    public Traps traps() {
        return traps;
    }

    public Paging paging() {
        return paging;
    }

    public Devices devices() {
        return devices;
    }
}
