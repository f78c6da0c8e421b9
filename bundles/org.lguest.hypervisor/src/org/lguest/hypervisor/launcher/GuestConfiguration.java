/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.host.Fidelity;
import org.lguest.hypervisor.session.Banks;

/**
 * All that a run of a guest depends on, but for what is typed at its console.
 *
 * @param image           an i386 kernel with an lguest entry: an ELF file, or a bzImage
 * @param memoryMegabytes guest memory in MiB, {@value #MINIMUM_MEGABYTES} to {@value #MAXIMUM_MEGABYTES}
 * @param arguments       the kernel's command line
 * @param initrd          loaded at the top of memory
 * @param banks           how the debugger's debug registers relate to the guest's
 * @param pace            whether a guest that sleeps until its next clock event sleeps in real time
 * @param devices         beside its console
 * @param fidelity        whether the defects of lguest that keep debuggers from working are there
 * @param hooks           who answers when the kernel sets and reads its debug registers
 * @param processor       which processor the guest finds itself on
 * @param era             whose interface the kernel speaks; if empty, that is found from the image
 */
public record GuestConfiguration(Path image, int memoryMegabytes, String arguments, Optional<Path> initrd, Banks banks,
        Pace pace, GuestDevices devices, Fidelity fidelity, DebugRegisterHooks hooks,
        GuestProcessor processor, Optional<Era> era) {

    public static final int MINIMUM_MEGABYTES = 1;
    public static final int MAXIMUM_MEGABYTES = 1024;
    /** One entry of the page that describes the devices is the console's. */
    public static final int MAXIMUM_BLOCKS = DevicePage.ENTRIES - 1;

    /** Without devices, without the defects, on a 686. */
    public GuestConfiguration(Path image, int memoryMegabytes, String arguments, Optional<Path> initrd, Banks banks,
            Pace pace) {
        this(image, memoryMegabytes, arguments, initrd, banks, pace, GuestDevices.NONE, Fidelity.MENDED,
                DebugRegisterHooks.KERNELS_OWN, GuestProcessor.I686, Optional.empty());
    }

    /** Whether HALT takes real time. What the guest computes is the same either way. */
    public enum Pace {
        /** HALT skips to the next clock event at once. */
        UNPACED,
        /** HALT takes as long in real time as in guest time. */
        REAL_TIME
    }

    /** Who answers when the kernel sets and reads its debug registers. */
    public enum DebugRegisterHooks {
        /** The kernel's hooks, which make the two hypercalls or, in one that knows no such, do nothing. */
        KERNELS_OWN,
        /** The Host, for the hooks of a kernel that knows no such hypercalls. */
        INTERPOSED
    }

    /** With no initrd, extended banks and no pace. */
    public static GuestConfiguration of(Path image, int memoryMegabytes, String arguments) {
        return new GuestConfiguration(image, memoryMegabytes, arguments, Optional.empty(), Banks.EXTENDED,
                Pace.UNPACED);
    }

    /** Its block devices. */
    public List<BlockFile> blocks() {
        return devices.blocks();
    }

    /** The same with these devices. */
    public GuestConfiguration withDevices(GuestDevices others) {
        return new GuestConfiguration(image, memoryMegabytes, arguments, initrd, banks, pace, others, fidelity, hooks,
                processor, era);
    }

    /** The same with these block devices. */
    public GuestConfiguration withBlocks(List<BlockFile> files) {
        return withDevices(devices.withBlocks(files));
    }

    /** The same with or without lguest's defects. */
    public GuestConfiguration withFidelity(Fidelity other) {
        return new GuestConfiguration(image, memoryMegabytes, arguments, initrd, banks, pace, devices, other, hooks,
                processor, era);
    }

    /** The same with somebody else to answer. */
    public GuestConfiguration withHooks(DebugRegisterHooks others) {
        return new GuestConfiguration(image, memoryMegabytes, arguments, initrd, banks, pace, devices, fidelity, others,
                processor, era);
    }

    /** The same on another processor. */
    public GuestConfiguration withProcessor(GuestProcessor other) {
        return new GuestConfiguration(image, memoryMegabytes, arguments, initrd, banks, pace, devices, fidelity, hooks, other,
                era);
    }

    /** The same in an era that is not to be found from the image. */
    public GuestConfiguration withEra(Era other) {
        return new GuestConfiguration(image, memoryMegabytes, arguments, initrd, banks, pace, devices, fidelity, hooks,
                processor, Optional.of(other));
    }
}
