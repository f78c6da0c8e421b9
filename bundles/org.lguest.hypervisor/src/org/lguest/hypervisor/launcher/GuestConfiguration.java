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
import java.util.Optional;

import org.lguest.hypervisor.session.Banks;

/**
 * All that a run of a guest depends on, but for what is typed at its console.
 *
 * @param image           an ELF file: an i386 kernel with an lguest entry
 * @param memoryMegabytes guest memory in MiB, {@value #MINIMUM_MEGABYTES} to {@value #MAXIMUM_MEGABYTES}
 * @param arguments       the kernel's command line
 * @param initrd          loaded at the top of memory
 * @param banks           how the debugger's debug registers relate to the guest's
 * @param pace            whether a guest that sleeps until its next clock event sleeps in real time
 */
public record GuestConfiguration(Path image, int memoryMegabytes, String arguments, Optional<Path> initrd, Banks banks,
        Pace pace) {

    public static final int MINIMUM_MEGABYTES = 1;
    public static final int MAXIMUM_MEGABYTES = 1024;

    /** Whether HALT takes real time. What the guest computes is the same either way. */
    public enum Pace {
        /** HALT skips to the next clock event at once. */
        UNPACED,
        /** HALT takes as long in real time as in guest time. */
        REAL_TIME
    }

    /** With no initrd, extended banks and no pace. */
    public static GuestConfiguration of(Path image, int memoryMegabytes, String arguments) {
        return new GuestConfiguration(image, memoryMegabytes, arguments, Optional.empty(), Banks.EXTENDED,
                Pace.UNPACED);
    }
}
