/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;

/**
 * One section of call frame information, {@code .debug_frame} or {@code .eh_frame}: where each function's description
 * is. Those of functions that the linker threw away are left out. Immutable, for any thread.
 */
public final class CallFrameTable {
    private static final long CIE_ID = 0xFFFF_FFFFL;

    private final Section section;
    private final int sectionAddress;
    private final boolean isException;
    private final List<FunctionFrames> functions = new ArrayList<>();
    private final Map<Long, Optional<CommonInformation>> common = new HashMap<>();
    private final Consumer<MalformedException> damage;

    /**
     * Reads where the descriptions are, not what they say.
     *
     * @param sectionAddress where the section is in memory, unsigned
     * @param isException whether it is {@code .eh_frame}
     * @param isCode whether an address is part of the program
     * @param damage is told of descriptions that can't be read; the others are
     */
    public CallFrameTable(Section section, int sectionAddress, boolean isException, IntPredicate isCode,
            Consumer<MalformedException> damage) {
        this.section = section;
        this.sectionAddress = sectionAddress;
        this.isException = isException;
        this.damage = damage;
        Reader reader = section.reader();
        try {
            while (reader.hasRemaining()) {
                int offset = reader.offset();
                Reader entry = reader.unit();
                if (entry.hasRemaining()) {
                    function(entry, entry.offset() - offset == 12, isCode);
                }
            }
        } catch (MalformedException e) {
            damage.accept(e);
        }
        functions.sort(Comparator.comparingInt(f -> f.low() ^ Integer.MIN_VALUE));
    }

    private void function(Reader entry, boolean wide, IntPredicate isCode) {
        try {
            int idOffset = entry.offset();
            long id = wide && !isException ? entry.s64() : entry.u32();
            boolean isCommon = isException ? id == 0 : id == (wide ? -1L : CIE_ID);
            if (isCommon) {
                return;
            }
            Optional<CommonInformation> shared = common.computeIfAbsent(isException ? idOffset - id : id, this::common);
            if (shared.isEmpty()) {
                return;
            }
            CommonInformation cie = shared.get();
            int low = PointerEncoding.read(cie.encoding(), entry, cie.addressSize(), sectionAddress);
            int high = low + PointerEncoding.number(cie.encoding(), entry, cie.addressSize());
            if (cie.hasAugmentation()) {
                entry.skip(entry.uleb());
            }
            if (Integer.compareUnsigned(low, high) < 0 && isCode.test(low)) {
                functions.add(new FunctionFrames(cie, low, high, entry.offset(), entry.end()));
            }
        } catch (MalformedException e) {
            damage.accept(e);
        }
    }

    private Optional<CommonInformation> common(long offset) {
        try {
            Reader entry = section.reader(offset).unit();
            boolean wide = entry.offset() - offset == 12;
            entry.skip(wide && !isException ? 8 : 4);
            return Optional.of(CommonInformation.read(entry, isException));
        } catch (MalformedException e) {
            damage.accept(e);
            return Optional.empty();
        }
    }

    /** How to unwind from an instruction; empty where the section does not say. */
    Optional<UnwindRow> row(int address) throws MalformedException {
        Optional<FunctionFrames> function = at(address);
        return function.isEmpty()
                ? Optional.empty()
                : Optional.of(new CallFrameInstructions(section, sectionAddress, function.get()).rowAt(address));
    }

    /** By ascending address. */
    List<FunctionFrames> functions() {
        return functions;
    }

    Section section() {
        return section;
    }

    int sectionAddress() {
        return sectionAddress;
    }

    private Optional<FunctionFrames> at(int address) {
        int low = 0;
        int high = functions.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.compareUnsigned(functions.get(middle).low(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && functions.get(low - 1).covers(address)
                ? Optional.of(functions.get(low - 1))
                : Optional.empty();
    }
}
