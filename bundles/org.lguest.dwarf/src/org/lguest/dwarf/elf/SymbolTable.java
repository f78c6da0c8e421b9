/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.elf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The symbols of {@code .symtab}, by name and by address. Immutable, for any thread. */
public final class SymbolTable {
    private static final int SHN_UNDEF = 0;
    private static final int SHN_LORESERVE = 0xFF00;
    private static final int SHN_XINDEX = 0xFFFF;
    /** How many functions may be within another, after which its own code goes on. */
    private static final int MOST_INSIDE = 16;
    /** How many labels may be in one. */
    private static final int MOST_LABELS = 4096;

    /**
     * Of several names for one address the one to show: a function's or object's rather than a label, then one that
     * programs may use rather than one that C reserves ({@code puts}, not {@code _IO_puts}), then the best known, then
     * the first in the file.
     */
    private static final Comparator<Symbol> BY_ADDRESS = Comparator
            .comparingInt((Symbol s) -> s.address() ^ Integer.MIN_VALUE)
            .thenComparing(s -> s.kind() == Symbol.Kind.LABEL)
            .thenComparing(s -> s.name().startsWith("_"))
            .thenComparing(Symbol::binding);

    /** A symbol as it is written, which the two classes of ELF do differently. */
    private record Row(long name, long address, long size, int info, int section) {
        static Row of(Reader row) throws MalformedException {
            long name = row.u32();
            long address = row.u32();
            long size = row.u32();
            int info = row.u8();
            row.skip(1);
            return new Row(name, address, size, info, row.u16());
        }

        static Row wide(Reader row) throws MalformedException {
            long name = row.u32();
            int info = row.u8();
            row.skip(1);
            int section = row.u16();
            long address = row.s64();
            return new Row(name, address, row.s64(), info, section);
        }
    }

    private final ElfFile file;
    private final List<Symbol> symbols;
    private final List<Symbol> placed;
    /** Those behind their section, where another may begin. */
    private final Set<Symbol> ends;
    private final Map<String, Symbol> byName = new HashMap<>();

    private SymbolTable(ElfFile file, List<Symbol> symbols, List<Symbol> placed, Set<Symbol> ends) {
        this.file = file;
        this.symbols = List.copyOf(symbols);
        this.ends = Set.copyOf(ends);
        this.placed = placed.stream().sorted(BY_ADDRESS).toList();
        for (Symbol symbol : symbols) {
            byName.merge(symbol.name(), symbol, (a, b) -> b.binding().compareTo(a.binding()) < 0 ? b : a);
        }
    }

    /** Reads the whole table; a file that was stripped of it has no symbols. */
    public static SymbolTable of(ElfFile file) throws MalformedException {
        List<Symbol> symbols = new ArrayList<>();
        List<Symbol> placed = new ArrayList<>();
        Set<Symbol> ends = new HashSet<>();
        for (SectionHeader header : file.sections()) {
            if (header.type() == SectionHeader.SHT_SYMTAB) {
                read(file, header, symbols, placed, ends);
            }
        }
        return new SymbolTable(file, symbols, placed, ends);
    }

    /** For a file whose table can't be read. */
    public static SymbolTable empty(ElfFile file) {
        return new SymbolTable(file, List.of(), List.of(), Set.of());
    }

    private static void read(ElfFile file, SectionHeader header, List<Symbol> symbols, List<Symbol> placed,
            Set<Symbol> ends) throws MalformedException {
        StringTable strings = new StringTable(header.link() > 0 && header.link() < file.sections().size()
                ? file.section(file.sections().get(header.link()))
                : Section.absent(".strtab"));
        Reader rows = file.section(header).reader();
        while (rows.hasRemaining()) {
            Row row = file.isWide() ? Row.wide(rows) : Row.of(rows);
            long nameOffset = row.name;
            int section = row.section;
            // A number too wide is no address here; the linker's constants may be any.
            if (row.address != (row.address & 0xFFFF_FFFFL)) {
                continue;
            }
            if (nameOffset == 0 || section == SHN_UNDEF) {
                continue;
            }
            Symbol symbol = new Symbol(strings.at(nameOffset), (int) row.address, row.size, Symbol.Kind.of(row.info & 0xF),
                    Symbol.Binding.of(row.info >> 4));
            if (symbol.kind() == Symbol.Kind.FILE || symbol.kind() == Symbol.Kind.SECTION) {
                continue;
            }
            symbols.add(symbol);
            if ((section < SHN_LORESERVE || section == SHN_XINDEX) && symbol.kind() != Symbol.Kind.OTHER) {
                placed.add(symbol);
                if (section < file.sections().size() && !file.sections().get(section).covers(symbol.address())) {
                    ends.add(symbol);
                }
            }
        }
    }

    /** In the file's order; without section and file names. */
    public List<Symbol> symbols() {
        return symbols;
    }

    /** The symbol of that name; of several, a global one. */
    public Optional<Symbol> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The nearest symbol at or before the address in the same section; none outside the program. */
    public Optional<Symbol> before(int address) {
        int index = lastAtOrBefore(address);
        if (index < 0) {
            return Optional.empty();
        }
        Symbol nearest = placed.get(index);
        return inOneSection(nearest.address(), address) ? Optional.of(firstAt(index)) : Optional.empty();
    }

    /**
     * The function or object that the address is in, by the sizes that the file gives them; else of code the nearest
     * symbol in front of it, if that is of assembly, which need give none. Such a symbol of data says nothing about
     * what follows it: linkers place many.
     */
    public Optional<Symbol> covering(int address) {
        int last = lastAtOrBefore(address);
        for (int i = last; i >= 0 && i > last - 16; i--) {
            Symbol symbol = firstAt(i);
            if (Integer.toUnsignedLong(address - symbol.address()) < symbol.size()) {
                return inOneSection(symbol.address(), address) ? Optional.of(symbol) : Optional.empty();
            }
        }
        return before(address).filter(nearest -> nearest.size() == 0 && isExecutable(address));
    }

    /**
     * The function whose code the address is in, by the sizes that the file gives them; else, as gdb 13.1 has it, the
     * nearest of those in front that have no size, be it a label, which is all that assembly need give a function. Such
     * a one reaches to the next symbol. What is between a function's end and the next label is of none.
     */
    public Optional<Symbol> functionAt(int address) {
        Optional<SectionHeader> section = sectionOf(address);
        if (section.isEmpty()) {
            return Optional.empty();
        }
        Optional<Symbol> unsized = Optional.empty();
        Optional<Symbol> around = Optional.empty();
        int others = 0;
        int last = lastAtOrBefore(address);
        for (int i = last; i >= 0 && i > last - MOST_LABELS && others < MOST_INSIDE; i--) {
            Symbol symbol = placed.get(i);
            if (!section.get().covers(symbol.address())
                    || around.filter(found -> found.address() != symbol.address()).isPresent()) {
                break;
            }
            if (!namesCode(symbol, section.get()) || ends.contains(symbol)) {
                continue;
            }
            if (symbol.size() == 0 && others == 0) {
                unsized = unsized.filter(nearest -> nearest.address() != symbol.address()).or(() -> Optional.of(symbol));
            } else if (Integer.toUnsignedLong(address - symbol.address()) < symbol.size()) {
                around = Optional.of(symbol);
            } else if (symbol.size() != 0) {
                others++;
                unsized = unsized.filter(nearest -> nearest.address() != symbol.address());
            }
        }
        return around.isPresent() ? around : unsized;
    }

    /** The function, or label in code, of that name. */
    public Optional<Symbol> functionNamed(String name) {
        return named(name).filter(symbol -> symbol.kind() == Symbol.Kind.FUNCTION
                || sectionOf(symbol.address()).filter(section -> namesCode(symbol, section)).isPresent());
    }

    private static boolean namesCode(Symbol symbol, SectionHeader section) {
        // Compilers number what they jump to.
        boolean isNumbered = symbol.binding() == Symbol.Binding.LOCAL && symbol.name().startsWith(".L");
        return symbol.kind() == Symbol.Kind.FUNCTION || section.isExecutable() && !isNumbered;
    }

    private Optional<SectionHeader> sectionOf(int address) {
        return file.sections().stream().filter(s -> s.covers(address)).findFirst();
    }

    /** Whether the address is in a section with code, after some symbol of it. */
    public boolean isCode(int address) {
        return before(address).isPresent() && isExecutable(address);
    }

    private boolean isExecutable(int address) {
        return file.sections().stream().anyMatch(s -> s.isExecutable() && s.covers(address));
    }

    /** The size of a function in bytes; what the file leaves open reaches to the next symbol or the section's end. */
    public long extent(Symbol function) {
        if (function.size() != 0) {
            return function.size();
        }
        long end = file.sections().stream()
                .filter(s -> s.covers(function.address()))
                .mapToLong(s -> Integer.toUnsignedLong(s.address()) + s.size())
                .findFirst().orElse(Integer.toUnsignedLong(function.address()));
        int next = lastAtOrBefore(function.address()) + 1;
        if (next < placed.size()) {
            end = Math.min(end, Integer.toUnsignedLong(placed.get(next).address()));
        }
        return end - Integer.toUnsignedLong(function.address());
    }

    private boolean inOneSection(int low, int high) {
        if (file.sections().isEmpty()) {
            return file.covers(high);
        }
        return file.sections().stream().anyMatch(s -> s.covers(high) && s.covers(low));
    }

    /** The index of the last symbol not above the address, or -1. */
    private int lastAtOrBefore(int address) {
        int low = 0;
        int high = placed.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.compareUnsigned(placed.get(middle).address(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private Symbol firstAt(int index) {
        int first = index;
        while (first > 0 && placed.get(first - 1).address() == placed.get(index).address()) {
            first--;
        }
        return placed.get(first);
    }
}
