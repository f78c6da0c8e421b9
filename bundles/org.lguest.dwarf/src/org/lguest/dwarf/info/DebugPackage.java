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

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Section;

/**
 * A file that the split units of a whole program were put together in, each section's parts one after another (DWARF 5,
 * section 7.3.5; {@code dwp}). A unit sees its own parts only, and all strings. For any thread.
 */
public final class DebugPackage {
    private static final String STRINGS = ".debug_str.dwo";

    private final Function<String, Section> file;
    private final Consumer<MalformedException> damage;
    private final PackageIndex units;
    private final PackageIndex types;
    private final Map<String, Section> sections = new ConcurrentHashMap<>();
    private final Map<Long, Optional<Unit>> typeUnits = new ConcurrentHashMap<>();

    /** @param file gives a section by name */
    public DebugPackage(Function<String, Section> file, Consumer<MalformedException> damage) {
        this.file = file;
        this.damage = damage;
        this.units = index(".debug_cu_index");
        this.types = index(".debug_tu_index");
    }

    private PackageIndex index(String name) {
        try {
            Section section = section(name);
            return section.isEmpty() ? PackageIndex.EMPTY : new PackageIndex(section);
        } catch (MalformedException e) {
            damage.accept(e);
            return PackageIndex.EMPTY;
        }
    }

    private Section section(String name) {
        return sections.computeIfAbsent(name, file);
    }

    /** The unit that a skeleton stands for; empty where the package does not have it, or it is damaged. */
    public Optional<Unit> unit(Unit skeleton) {
        return parts(units, skeleton.splitNumber())
                .flatMap(parts -> DebugInfo.split(skeleton, parts, new Types(), damage));
    }

    /** The units of types, by their signatures, which are the same whichever unit refers to them. */
    private final class Types implements DebugInfo.TypeUnits {
        @Override
        public Optional<Unit> find(long signature, Unit skeleton) {
            Optional<Unit> known = typeUnits.get(signature);
            if (known == null) {
                Optional<Unit> read = parts(types, signature)
                        .flatMap(parts -> DebugInfo.splitType(signature, skeleton, parts, this, damage));
                known = typeUnits.putIfAbsent(signature, read);
                return known == null ? read : known;
            }
            return known;
        }

        @Override
        public List<Unit> all(Unit skeleton) {
            try {
                return types.numbers().stream().flatMap(n -> find(n, skeleton).stream()).toList();
            } catch (MalformedException e) {
                damage.accept(e);
                return List.of();
            }
        }
    }

    /** Gives the parts of a unit in place of the sections. */
    private Optional<Function<String, Section>> parts(PackageIndex index, long number) {
        try {
            Map<String, PackageIndex.Part> parts = index.parts(number);
            return parts.isEmpty() ? Optional.empty() : Optional.of(name -> {
                PackageIndex.Part part = parts.get(name);
                return name.equals(STRINGS) ? section(name) : part == null ? Section.absent(name) : part(name, part);
            });
        } catch (MalformedException e) {
            damage.accept(e);
            return Optional.empty();
        }
    }

    private Section part(String name, PackageIndex.Part part) {
        Section whole = section(name);
        try {
            return whole.part(part.offset(), part.size());
        } catch (MalformedException e) {
            damage.accept(e);
            return Section.absent(whole.name());
        }
    }
}
