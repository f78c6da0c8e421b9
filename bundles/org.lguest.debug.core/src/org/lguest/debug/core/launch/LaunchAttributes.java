/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import java.util.List;
import java.util.stream.Stream;

import org.eclipse.core.runtime.IPath;
import org.lguest.debug.core.LguestDebug;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.host.Fidelity;
import org.lguest.hypervisor.launcher.GuestConfiguration.DebugRegisterHooks;
import org.lguest.hypervisor.launcher.GuestProcessor;
import org.lguest.hypervisor.net.MacAddress;

/** The attributes of a launch configuration of type {@link LguestDebug#LAUNCH_CONFIGURATION_TYPE}. */
public final class LaunchAttributes {

    private static final String PREFIX = LguestDebug.PLUGIN_ID + '.';

    /**
     * String, required: the kernel image, an ELF file; may hold variables such as
     * {@code ${workspace_loc:/first/first}}.
     */
    public static final String IMAGE = PREFIX + "IMAGE";

    /** Integer: guest memory in MiB. */
    public static final String MEMORY = PREFIX + "MEMORY";

    /** The value of {@link #MEMORY} when it is absent, in MiB. */
    public static final int DEFAULT_MEMORY = 64;

    /** String: the kernel's command line; may hold variables; empty when absent. */
    public static final String ARGUMENTS = PREFIX + "ARGUMENTS";

    /** String: the initial RAM disk, a file; may hold variables; empty or absent for none. */
    public static final String INITRD = PREFIX + "INITRD";

    /** String: one of {@link #PROCESSORS}; {@link #DEFAULT_PROCESSOR} when absent. */
    public static final String PROCESSOR = PREFIX + "PROCESSOR";

    /** The processors that a guest can find itself on, the oldest first: 486, 586, 686. */
    public static final List<String> PROCESSORS = Stream.of(GuestProcessor.values()).map(GuestProcessor::label)
            .toList();

    /** The value of {@link #PROCESSOR} when it is absent. */
    public static final String DEFAULT_PROCESSOR = GuestProcessor.I686.label();

    /** Boolean: whether lguest has its defects, {@link Fidelity#FAITHFUL}; false when absent. */
    public static final String FAITHFUL = PREFIX + "FAITHFUL";

    /**
     * Boolean: whether the Host answers for the debug-register hooks of a Linux that does not make the two hypercalls,
     * {@link DebugRegisterHooks#INTERPOSED}; false when absent.
     */
    public static final String INTERPOSE = PREFIX + "INTERPOSE";

    /** Boolean: whether a guest that asks for it, as those of 4.x can, is launched again; false when absent. */
    public static final String START_AGAIN = PREFIX + "START_AGAIN";

    /** String: the function at which a debug launch stops first; empty or absent for none. */
    public static final String STOP_AT = PREFIX + "STOP_AT";

    /** String: {@link #BANKS_EXTENDED} or {@link #BANKS_HARDWARE}; extended when absent. */
    public static final String BANKS = PREFIX + "BANKS";

    /** The debugger has debug registers of its own, as many as it needs. */
    public static final String BANKS_EXTENDED = "extended";

    /** Guest and debugger share four debug registers, as they would on hardware. */
    public static final String BANKS_HARDWARE = "hardware";

    /**
     * Boolean: whether a debug launch stops before the guest gets a debug trap of its own, which its debug registers or
     * its TF have raised; false when absent.
     */
    public static final String GUEST_TRAPS = PREFIX + "GUEST_TRAPS";

    /**
     * String: the file with the debug information of an image that has none itself, or none that is to be used; may
     * hold variables; empty or absent for what the image says.
     */
    public static final String SYMBOLS = PREFIX + "SYMBOLS";

    /**
     * List of strings: folders in which the debug information of a stripped image is looked for, by build id and by the
     * name it gives, before the system's; may hold variables; absent for none.
     */
    public static final String SYMBOL_FOLDERS = PREFIX + "SYMBOL_FOLDERS";

    /**
     * String: a file that receives the trace, each line written by the station that acts: hypercalls, copy-in, the
     * Switcher, debug traps; may hold variables; empty or absent for none.
     */
    public static final String TRANSCRIPT = PREFIX + "TRANSCRIPT";

    /**
     * List of strings: the files that the guest has as disks, in its order, each written as a {@link BlockAttribute};
     * may hold variables; absent for none.
     */
    public static final String BLOCKS = PREFIX + "BLOCKS";

    /**
     * String: the network that the guest's card is on, a socket; may hold variables; empty or absent for no card.
     */
    public static final String NET = PREFIX + "NET";

    /** String: the address of the card, as {@link MacAddress} parses it; {@link #DEFAULT_NET_ADDRESS} when absent. */
    public static final String NET_ADDRESS = PREFIX + "NET_ADDRESS";

    /** The value of {@link #NET_ADDRESS} when it is absent. */
    public static final String DEFAULT_NET_ADDRESS = MacAddress.DEFAULT.text();

    /** String: a file for what the card sends and receives; may hold variables; empty or absent for none. */
    public static final String NET_CAPTURE = PREFIX + "NET_CAPTURE";

    /**
     * String: the seed of the guest's random numbers, a decimal number of 64 bits or one that begins with 0x; empty or
     * absent for no such device.
     */
    public static final String ENTROPY = PREFIX + "ENTROPY";

    /** String: one of {@link #ERAS}; absent for what the image says. */
    public static final String ERA = PREFIX + "ERA";

    /** The eras of lguest whose guests can be run, the oldest first. */
    public static final List<String> ERAS = Stream.of(Era.values()).map(Era::label).toList();

    private LaunchAttributes() {
    }

    /** How an attribute names a file of the workspace, so that it is found wherever the workspace is. */
    public static String workspaceFile(IPath path) {
        return "${workspace_loc:" + path + '}';
    }
}
