/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debug;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The enabled registers of all banks by what they match, gathered when something has changed. What was armed last is
 * remembered: a world switch disarms and arms the same again, and its watched pages stay watched in between.
 */
final class EnabledRegisters {

    private static final int PAGE_SIZE = 0x1000;

    /**
     * One gathering.
     *
     * @param data     by linear address
     * @param physical data by physical address
     */
    private record Gathering(ArmedRegisters execute, ArmedRegisters data, ArmedRegisters physical, ArmedRegisters ports) {

        static final Gathering NONE = new Gathering(ArmedRegisters.NONE, ArmedRegisters.NONE, ArmedRegisters.NONE,
                ArmedRegisters.NONE);

        static Gathering of(Bank[] banks) {
            List<Armed> execute = new ArrayList<>();
            List<Armed> data = new ArrayList<>();
            List<Armed> physical = new ArrayList<>();
            List<Armed> ports = new ArrayList<>();
            for (Bank bank : banks) {
                bank.gather(execute, bank.physical ? physical : data, ports);
            }
            return new Gathering(new ArmedRegisters(execute), new ArmedRegisters(data), new ArmedRegisters(physical),
                    new ArmedRegisters(ports));
        }
    }

    private Bank[] banks;
    /** Banks with a register enabled, and banks whose DR7 is not what it was when they were gathered last. */
    private int enabled;
    private int different;
    /** Whether an address, or the number of banks, has changed since then. */
    private boolean reshaped = true;
    private boolean stale;
    private Gathering now = Gathering.NONE;
    private Gathering last = Gathering.NONE;
    private boolean changed;

    EnabledRegisters(Bank[] banks) {
        this.banks = banks;
    }

    /** There are other banks now. */
    void setBanks(Bank[] others) {
        banks = others;
        enabled = 0;
        for (Bank bank : banks) {
            enabled += bank.enabled() ? 1 : 0;
        }
        reshape();
    }

    /** An address has changed, or what it means. */
    void reshape() {
        reshaped = true;
        stale = true;
    }

    /** Sets a bank's DR7. */
    void setControl(Bank bank, int dr7) {
        if (bank.dr7 != dr7) {
            enabled -= bank.enabled() ? 1 : 0;
            different -= bank.dr7 != bank.gathered ? 1 : 0;
            bank.dr7 = dr7;
            enabled += bank.enabled() ? 1 : 0;
            different += dr7 != bank.gathered ? 1 : 0;
            stale = true;
        }
    }

    ArmedRegisters execute() {
        gather();
        return now.execute;
    }

    ArmedRegisters data() {
        gather();
        return now.data;
    }

    ArmedRegisters physical() {
        gather();
        return now.physical;
    }

    ArmedRegisters ports() {
        gather();
        return now.ports;
    }

    /** Whether such an access on this linear page could match, now or when what was armed last is armed again. */
    boolean watches(int linear, boolean write) {
        gather();
        return watches(last.data, linear, write);
    }

    /** As {@link #watches}, of a physical page. */
    boolean watchesPhysical(int physical, boolean write) {
        gather();
        return watches(last.physical, physical, write);
    }

    private static boolean watches(ArmedRegisters registers, int address, boolean write) {
        int page = address & -PAGE_SIZE;
        int end = registers.overlapsUpTo(page, PAGE_SIZE);
        for (int i = registers.overlapsFrom(page, PAGE_SIZE); i < end; i++) {
            if ((write || registers.get(i).reads()) && registers.get(i).overlaps(page, PAGE_SIZE)) {
                return true;
            }
        }
        return false;
    }

    /** The processor is about to run: with nothing armed, what was armed last is forgotten. */
    void beginRun() {
        gather();
        if (enabled == 0 && last != Gathering.NONE) {
            last = Gathering.NONE;
            reshaped = true;
        }
    }

    /** Whether pages have come to be watched since this was last asked. */
    boolean takeChanged() {
        gather();
        boolean was = changed;
        changed = false;
        return was;
    }

    /** Hands over each watched page's address; a page may come twice. */
    void watchedPages(IntConsumer linear, IntConsumer physical) {
        watchedPages(last.data, linear);
        watchedPages(last.physical, physical);
    }

    private static void watchedPages(ArmedRegisters registers, IntConsumer page) {
        for (int i = 0; i < registers.size(); i++) {
            page.accept(registers.get(i).first() & -PAGE_SIZE);
        }
    }

    private void gather() {
        if (!stale) {
            return;
        }
        stale = false;
        if (enabled == 0) {
            now = Gathering.NONE;
            return;
        }
        if (reshaped || different != 0) {
            last = Gathering.of(banks);
            different = 0;
            reshaped = false;
            changed = true;
        }
        now = last;
    }
}
