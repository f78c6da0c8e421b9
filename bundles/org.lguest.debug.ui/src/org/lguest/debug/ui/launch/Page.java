/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.launch;

import java.util.Set;

import org.eclipse.core.runtime.IStatus;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.ui.Messages;

/** The pages of our part of the launch configuration dialog, and on which of them a problem can be mended. */
enum Page {

    /** The machine and what it boots, and whatever no other page is about. */
    MAIN(Messages.MainTab_name, "mainTab", "icons/guest.svg"),
    HYPERVISOR(Messages.HypervisorTab_name, "hypervisorTab", "icons/hypervisor.svg", LguestStatus.PROCESSOR_UNKNOWN,
            LguestStatus.NOTHING_TO_INTERPOSE, LguestStatus.ERA_UNKNOWN, LguestStatus.WRONG_ERA),
    DEVICES(Messages.DevicesTab_name, "devicesTab", "icons/disk.svg", LguestStatus.BLOCK_MISSING,
            LguestStatus.BLOCK_IS_DIRECTORY, LguestStatus.BLOCK_UNREADABLE, LguestStatus.BLOCK_SIZE,
            LguestStatus.TOO_MANY_DEVICES, LguestStatus.BLOCK_MALFORMED),
    NETWORK(Messages.NetworkTab_name, "networkTab", "icons/network.svg", LguestStatus.NET_UNUSABLE,
            LguestStatus.MAC_ADDRESS, LguestStatus.MAC_MALFORMED, LguestStatus.CAPTURE_UNWRITABLE,
            LguestStatus.NO_ENTROPY_DEVICE, LguestStatus.SEED_MALFORMED),
    DEBUG(Messages.DebugTab_name, "debugTab", "icons/debug_registers.svg", LguestStatus.STOP_SYMBOL_UNKNOWN,
            LguestStatus.BANKS_UNKNOWN, LguestStatus.TRANSCRIPT_UNWRITABLE),
    SYMBOLS(Messages.SymbolsTab_name, "symbolsTab", "icons/source.svg", LguestStatus.SYMBOLS_UNREADABLE,
            LguestStatus.SYMBOLS_OF_ANOTHER_BUILD, LguestStatus.SYMBOL_FOLDER_MISSING);

    static final String PLUGIN = "org.lguest.debug.ui";

    private final String title;
    private final String id;
    private final String icon;
    private final Set<LguestStatus> problems;

    Page(String title, String id, String icon, LguestStatus... problems) {
        this.title = title;
        this.id = id;
        this.icon = icon;
        this.problems = Set.of(problems);
    }

    /** The page whose fields are to blame for a problem that keeps a guest from being launched. */
    static Page of(IStatus problem) {
        for (Page page : values()) {
            if (page.problems.stream().anyMatch(known -> known.code() == problem.getCode())) {
                return page;
            }
        }
        return MAIN;
    }

    String title() {
        return title;
    }

    String id() {
        return PLUGIN + '.' + id;
    }

    /** Its path in this bundle. */
    String icon() {
        return icon;
    }
}
