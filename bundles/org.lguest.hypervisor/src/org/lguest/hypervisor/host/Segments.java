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

import java.nio.ByteOrder;
import java.nio.ByteBuffer;
import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.hypervisor.guest.LguestRegs.Member;

/**
 * The guest's GDT. The guest loads a table of its own making; before the processor sees it each descriptor of the
 * highest privilege is demoted to ring 1, and four entries stay the Host's.
 */
public class Segments {

    private static final int ENTRIES = LguestPages.GDT_ENTRIES;
    private static final int TLS_MIN = 6;
    private static final int TLS_MAX = 8;
    private static final int KERNEL_CS_ENTRY = LguestPages.GUEST_KERNEL_CS >>> 3;
    private static final int KERNEL_DS_ENTRY = LguestPages.GUEST_KERNEL_DS >>> 3;
    private static final int LGUEST_CS_ENTRY = LguestPages.LGUEST_CS >>> 3;
    private static final int LGUEST_DS_ENTRY = LguestPages.LGUEST_DS >>> 3;
    private static final int TSS_ENTRY = LguestPages.TSS_SELECTOR >>> 3;
    private static final int DOUBLE_FAULT_TSS_ENTRY = 31;

    private static final int FLAT_LOW = 0x0000_FFFF;
    private static final int FLAT_CODE_HIGH = 0x00CF_9B00;
    private static final int FLAT_DATA_HIGH = 0x00CF_9300;
    private static final int DPL = 0x6000;
    private static final int DPL_1 = 0x2000;
    private static final int ACCESSED = 0x100;
    private static final int READABLE_OR_WRITABLE = 0x200;
    private static final int CONFORMING = 0x400;
    private static final int CODE = 0x800;
    private static final int NOT_SYSTEM = 0x1000;
    private static final int PRESENT = 0x8000;
    /** TI of a selector: there is no LDT. */
    private static final int LOCAL = 4;

    private final Lguest lguest;
    private final int[] low = new int[ENTRIES];
    private final int[] high = new int[ENTRIES];

    public Segments(Lguest lguest) {
        this.lguest = lguest;
        low[KERNEL_CS_ENTRY] = FLAT_LOW;
        high[KERNEL_CS_ENTRY] = FLAT_CODE_HIGH | DPL_1;
        low[KERNEL_DS_ENTRY] = FLAT_LOW;
        high[KERNEL_DS_ENTRY] = FLAT_DATA_HIGH | DPL_1;
    }

    /** Fills in the descriptors that are the Host's own, once: the guest can't change them. */
    void writeHostEntries() {
        writeEntry(LGUEST_CS_ENTRY, FLAT_LOW, FLAT_CODE_HIGH);
        writeEntry(LGUEST_DS_ENTRY, FLAT_LOW, FLAT_DATA_HIGH);
        int base = LguestPages.GUEST_TSS;
        writeEntry(TSS_ENTRY, base << 16 | LguestPages.TSS_SIZE - 1, base & 0xFF00_0000 | 0x8900 | base >>> 16 & 0xFF);
        lguest.linear.write16(LguestPages.GUEST_GDT_DESC, ENTRIES * 8 - 1);
        lguest.linear.write32(LguestPages.GUEST_GDT_DESC + 2, LguestPages.GUEST_GDT);
    }

    /** LHCALL_LOAD_GDT. @param table guest-physical */
    void loadGdt(int table, int entries) {
        if (Integer.compareUnsigned(entries, ENTRIES) > 0) {
            lguest.death.kill("too many gdt entries " + entries);
            return;
        }
        load(table, 0, entries);
        fixUp(0, ENTRIES - 1);
        lguest.changed.add(Lguest.Changed.GDT);
    }

    /** LHCALL_LOAD_GDT_ENTRY. */
    void loadGdtEntry(int entry, int lowWord, int highWord) {
        if (Integer.compareUnsigned(entry, ENTRIES) >= 0) {
            lguest.death.kill("too many gdt entries " + entry);
            return;
        }
        low[entry] = lowWord;
        high[entry] = highWord;
        fixUp(entry, entry);
        lguest.changed.add(Lguest.Changed.GDT);
    }

    /** LHCALL_LOAD_TLS. @param table guest-physical address of three descriptors */
    void loadTls(int table) {
        load(table, TLS_MIN, TLS_MAX - TLS_MIN + 1);
        fixUp(TLS_MIN, TLS_MAX);
        lguest.changed.add(Lguest.Changed.GDT_TLS);
    }

    private void load(int table, int first, int entries) {
        byte[] bytes = lguest.memory.read(table, entries * 8);
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int entry = first; entry < first + entries; entry++) {
            low[entry] = words.getInt();
            high[entry] = words.getInt();
        }
    }

    /**
     * The accessed bit is set beforehand, for the table lies in a page that the processor may not write for the guest.
     */
    private void fixUp(int first, int last) {
        for (int entry = first; entry <= last; entry++) {
            if (!hosts(entry)) {
                if ((high[entry] & DPL) == 0) {
                    high[entry] |= DPL_1;
                }
                high[entry] |= ACCESSED;
            }
        }
    }

    /**
     * Whether the guest can have a selector in a segment register at its privilege level: whether the Switcher's POP or
     * IRET would load it, and leave it there (SDM volume 2, POP and IRET).
     *
     * @param segment CS, SS, DS, ES, FS or GS
     */
    public boolean loadable(Member segment, int selector, int cpl) {
        int entry = selector >>> 3;
        int rpl = selector & 3;
        boolean stackOrCode = segment == Member.CS || segment == Member.SS;
        if (selector == rpl) {
            return !stackOrCode;
        }
        if ((selector & LOCAL) != 0 || entry >= ENTRIES || hosts(entry)) {
            return false;
        }
        int descriptor = high[entry];
        int dpl = (descriptor & DPL) >>> 13;
        boolean code = (descriptor & CODE) != 0;
        if ((descriptor & (PRESENT | NOT_SYSTEM)) != (PRESENT | NOT_SYSTEM)) {
            return false;
        }
        return switch (segment) {
            case CS -> code && rpl == cpl && ((descriptor & CONFORMING) != 0 ? dpl <= cpl : dpl == cpl);
            case SS -> !code && (descriptor & READABLE_OR_WRITABLE) != 0 && rpl == cpl && dpl == cpl;
            default -> (!code || (descriptor & READABLE_OR_WRITABLE) != 0)
                    && (code && (descriptor & CONFORMING) != 0 || dpl >= Math.max(cpl, rpl));
        };
    }

    private static boolean hosts(int entry) {
        return entry == LGUEST_CS_ENTRY || entry == LGUEST_DS_ENTRY || entry == TSS_ENTRY
                || entry == DOUBLE_FAULT_TSS_ENTRY;
    }

    void copyGdt() {
        copy(0, ENTRIES - 1);
    }

    void copyTls() {
        copy(TLS_MIN, TLS_MAX);
    }

    private void copy(int first, int last) {
        for (int entry = first; entry <= last; entry++) {
            if (!hosts(entry)) {
                writeEntry(entry, low[entry], high[entry]);
            }
        }
    }

    private void writeEntry(int entry, int lowWord, int highWord) {
        lguest.linear.write32(LguestPages.GUEST_GDT + 8 * entry, lowWord);
        lguest.linear.write32(LguestPages.GUEST_GDT + 8 * entry + 4, highWord);
    }
}
