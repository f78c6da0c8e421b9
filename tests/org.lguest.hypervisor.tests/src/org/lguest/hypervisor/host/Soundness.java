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

import java.util.Arrays;
import java.util.Optional;

import org.lguest.hypervisor.guest.LguestPages;

/** What has to hold of a machine whatever its guest did, once the guest is out. */
public final class Soundness {

    private static final int PRESENT = 1;
    private static final int USER = 4;
    private static final int FRAME = 0xFFFF_F000;
    private static final int ENTRIES = 1024;

    private final Machine machine;
    private final int[] hostPages;

    /** @param machine before its guest has run */
    public Soundness(Machine machine) {
        this.machine = machine;
        hostPages = hostPages();
    }

    /** The first thing that does not hold. */
    public Optional<String> flaw() {
        if (!Arrays.equals(hostPages, hostPages())) {
            return Optional.of("the Host's own page tables have changed");
        }
        for (int bank = 0; bank < machine.processor().debugUnit().banks(); bank++) {
            if ((machine.processor().debugUnit().dr7(bank) & 0xFF) != 0) {
                return Optional.of("DR7 of bank " + bank + " is armed while the Host runs");
            }
        }
        if (machine.processor().cpl() != 0 || machine.processor().cr3() != machine.layout().hostDirectory()) {
            return Optional.of("the processor is not in the Host");
        }
        for (int directory = 0; directory < ShadowPageTables.DIRECTORIES; directory++) {
            Optional<String> flaw = flaw(machine.layout().shadowDirectory(directory));
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        return Optional.empty();
    }

    /** Shadows lead to the guest's memory alone, and to the Switcher's pages, which ring 3 may not touch. */
    private Optional<String> flaw(int directory) {
        for (int slot = 0; slot < LguestPages.SWITCHER_PGD_INDEX; slot++) {
            int table = read(directory + 4 * slot);
            for (int entry = 0; (table & PRESENT) != 0 && entry < ENTRIES; entry++) {
                int page = read((table & FRAME) + 4 * entry);
                if ((page & PRESENT) != 0 && page >>> 12 >= machine.layout().pfnLimit()) {
                    return Optional.of(String.format("the shadow of 0x%08x leads out of the guest's memory: 0x%08x",
                            slot << 22 | entry << 12, page));
                }
            }
        }
        int switcher = read(directory + 4 * LguestPages.SWITCHER_PGD_INDEX);
        return (switcher & PRESENT) != 0 && (switcher & USER) == 0 ? Optional.empty()
                : Optional.of("the Switcher is not where it was");
    }

    private int[] hostPages() {
        MachineLayout layout = machine.layout();
        int first = layout.guestSwitcherTable();
        int[] words = new int[(layout.hostTable(layout.hostTables()) - first) / 4];
        for (int i = 0; i < words.length; i++) {
            words[i] = read(first + 4 * i);
        }
        return words;
    }

    private int read(int address) {
        return machine.memory().read32(address);
    }
}
