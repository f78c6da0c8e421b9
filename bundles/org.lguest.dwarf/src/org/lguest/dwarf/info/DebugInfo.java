/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.info;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;

/**
 * The section {@code .debug_info}, and the {@code .debug_types} of DWARF 4: units one after another (DWARF 5, section
 * 7.5.1). Only their root entries are read at first. Immutable, for any thread.
 */
public final class DebugInfo {
    /** An entry with a name has some ten bytes; names are rarely as long as a hundred. */
    private static final long LONGEST_TEXTS = 64;
    private static final long LONGEST_ANYWAY = 1 << 16;

    private final DebugSections sections;
    private final AtomicLong textLeft;
    private final Supplier<Optional<DebugInfo>> supplement;
    private final Function<Unit, Optional<Unit>> splits;
    private final Optional<Unit> skeleton;
    private final TypeUnits otherTypes;
    private final List<Unit> units;
    private final List<Unit> all;
    private final Map<Long, Unit> bySignature = new HashMap<>();

    /** Where types are whose units are not among these. */
    interface TypeUnits {
        /** Where there are no others. */
        TypeUnits NONE = new TypeUnits() {
            @Override
            public Optional<Unit> find(long signature, Unit skeleton) {
                return Optional.empty();
            }

            @Override
            public List<Unit> all(Unit skeleton) {
                return List.of();
            }
        };

        /** @param skeleton of a unit that refers to the type */
        Optional<Unit> find(long signature, Unit skeleton);

        /** @param skeleton of any unit */
        List<Unit> all(Unit skeleton);
    }

    /** As the other, watched by nobody. */
    public DebugInfo(DebugSections sections, Consumer<MalformedException> damage) {
        this(sections, Optional::empty, skeleton -> Optional.empty(), damage, offset -> {
            // Nobody watches.
        });
    }

    /**
     * @param supplement what the program shares with others, asked for when something refers to it
     * @param splits finds the unit that a skeleton stands for, when its entries are asked for
     * @param damage is told of units that can't be read; the ones after them are, as long as lengths can be believed
     * @param progress is told the offset in {@code .debug_info} after each unit; what it throws ends the reading
     */
    public DebugInfo(DebugSections sections, Supplier<Optional<DebugInfo>> supplement,
            Function<Unit, Optional<Unit>> splits, Consumer<MalformedException> damage, LongConsumer progress) {
        this(sections, supplement, splits, Optional.empty(), TypeUnits.NONE, damage, progress);
    }

    /**
     * What a skeleton stands for, in a file of its own.
     *
     * @param file gives a section of that file by name
     * @return empty if the file has no unit of the skeleton's number
     */
    public static Optional<Unit> split(Unit skeleton, Function<String, Section> file,
            Consumer<MalformedException> damage) {
        return split(skeleton, file, TypeUnits.NONE, damage);
    }

    /** The same of a package. @param file gives the parts of its sections that belong to the unit */
    static Optional<Unit> split(Unit skeleton, Function<String, Section> file, TypeUnits otherTypes,
            Consumer<MalformedException> damage) {
        return splitInfo(skeleton, file, otherTypes, damage).units.stream()
                .filter(u -> !u.isType() && u.splitNumber() == skeleton.splitNumber()).findFirst();
    }

    /** The unit of a type. @param file gives the parts of a package's sections that belong to it */
    static Optional<Unit> splitType(long signature, Unit skeleton, Function<String, Section> file, TypeUnits otherTypes,
            Consumer<MalformedException> damage) {
        return Optional.ofNullable(splitInfo(skeleton, file, otherTypes, damage).bySignature.get(signature));
    }

    private static DebugInfo splitInfo(Unit skeleton, Function<String, Section> file, TypeUnits otherTypes,
            Consumer<MalformedException> damage) {
        return new DebugInfo(skeleton.info().sections.split(file), Optional::empty, unit -> Optional.empty(),
                Optional.of(skeleton), otherTypes, damage, offset -> {
                    // Nobody watches.
                });
    }

    private DebugInfo(DebugSections sections, Supplier<Optional<DebugInfo>> supplement,
            Function<Unit, Optional<Unit>> splits, Optional<Unit> skeleton, TypeUnits otherTypes,
            Consumer<MalformedException> damage, LongConsumer progress) {
        this.sections = sections;
        this.textLeft = new AtomicLong(LONGEST_ANYWAY
                + LONGEST_TEXTS * ((long) sections.info().size() + sections.types().size()));
        this.supplement = supplement;
        this.splits = splits;
        this.skeleton = skeleton;
        this.otherTypes = otherTypes;
        DebugAbbrev abbreviations = new DebugAbbrev(sections.abbreviations());
        this.units = read(sections.info(), abbreviations, false, damage, progress);
        this.all = new ArrayList<>(units);
        all.addAll(read(sections.types(), abbreviations, true, damage, offset -> progress.accept(sections.info().size())));
        for (Unit unit : all) {
            if (unit.isType()) {
                bySignature.putIfAbsent(unit.header().signature(), unit);
            }
        }
    }

    private List<Unit> read(Section section, DebugAbbrev abbreviations, boolean isTypes,
            Consumer<MalformedException> damage, LongConsumer progress) {
        List<Unit> found = new ArrayList<>();
        Reader reader = section.reader();
        while (reader.hasRemaining()) {
            int offset = reader.offset();
            Reader unit;
            try {
                unit = reader.unit();
            } catch (MalformedException e) {
                damage.accept(e);
                return found;
            }
            try {
                boolean wide = unit.offset() - offset == 12;
                found.add(new Unit(UnitHeader.read(offset, unit, wide, isTypes), section, this, abbreviations));
            } catch (MalformedException e) {
                damage.accept(e);
            }
            progress.accept(reader.offset());
        }
        return found;
    }

    /** Counts text that is kept: a small section must not make many copies of one long string. */
    String kept(String text, Unit unit) throws MalformedException {
        if (textLeft.addAndGet(-text.length()) < 0) {
            throw new MalformedException(unit.section().name(), unit.offset(), "more and longer names than a compiler"
                    + " would make");
        }
        return text;
    }

    DebugSections sections() {
        return sections;
    }

    /** The unit of the program that these stand in a file of their own for; empty for those of the program. */
    Optional<Unit> skeleton() {
        return skeleton;
    }

    Optional<Unit> split(Unit unit) {
        return splits.apply(unit);
    }

    /** What the program shares with others; empty where it shares nothing, or the file is missing. */
    Optional<DebugInfo> supplement() {
        return supplement.get();
    }

    /** In the section's order; those of {@code .debug_types} last. */
    public List<Unit> units() {
        return List.copyOf(all);
    }

    /** The entry at an offset of {@code .debug_info}. */
    public EntryReference entry(long offset) throws MalformedException {
        int low = 0;
        int high = units.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (units.get(middle).header().offset() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0 || offset >= units.get(low - 1).header().end()) {
            throw new MalformedException(sections.info().name(), offset, "no unit has an entry here");
        }
        return new EntryReference(units.get(low - 1), (int) offset);
    }

    /** The units of types that these may refer to. */
    List<Unit> typeUnits() {
        return Stream.concat(all.stream().filter(Unit::isType),
                skeleton.stream().flatMap(s -> otherTypes.all(s).stream())).toList();
    }

    /** The type of that signature, if the file has its unit. */
    Optional<EntryReference> type(long signature) throws MalformedException {
        Unit unit = bySignature.get(signature);
        if (unit == null) {
            unit = skeleton.flatMap(s -> otherTypes.find(signature, s)).orElse(null);
        }
        if (unit == null) {
            return Optional.empty();
        }
        UnitHeader header = unit.header();
        if (header.typeOffset() < 0 || header.typeOffset() >= (long) header.end() - header.offset()) {
            throw new MalformedException(unit.section().name(), header.offset(), "a type offset beyond the unit");
        }
        return Optional.of(new EntryReference(unit, header.offset() + (int) header.typeOffset()));
    }
}
