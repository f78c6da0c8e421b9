/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Symbol;
import org.lguest.dwarf.elf.SymbolTable;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;

/**
 * Code by the names that its author uses: functions, and lines of source.
 *
 * @param indexes of the program
 */
record CodePlaces(Indexes indexes) {
    private static final Pattern NO_PROLOGUE = Pattern.compile("^GNU AS|^GNU .* -O([1-9gsz]|fast)?(?= |$)");

    /** As {@link ProgramImage#addressesOf}. */
    List<CodeAddress> addressesOf(String path, int line) {
        Map<Part, CodeAddress> first = new LinkedHashMap<>();
        SourceLines table = indexes.lines();
        for (int address : table.statements(path).getOrDefault(line, List.of())) {
            Optional<Function> function = functionAt(address);
            first.putIfAbsent(part(address, function),
                    new CodeAddress(function.map(f -> place(address, f)).orElse(address), function.map(Function::name).orElse("")));
        }
        return first.values().stream().distinct().toList();
    }

    /** As {@link ProgramImage#linesWithCode}. */
    NavigableMap<Integer, OptionalInt> linesWithCode(String path, Function within) {
        NavigableMap<Integer, OptionalInt> places = new TreeMap<>();
        indexes.lines().statements(path).forEach((line, addresses) -> places.put(line,
                addresses.stream().mapToInt(Integer::intValue).filter(within::contains)
                        .map(address -> place(address, within)).findFirst()));
        return places;
    }

    /** On a function's first line arguments are not in place before the prologue has been run. */
    private int place(int address, Function function) {
        return address == function.lowPc() ? afterPrologue(function) : address;
    }

    /**
     * Of a line's places in one part of a function the first is enough. Other parts may run without it: other copies,
     * other blocks, and the cold code that compilers put far from the rest.
     */
    private record Part(int low, Optional<EntryReference> scope) {
    }

    private Part part(int address, Optional<Function> function) {
        int low = function.map(Function::ranges).orElse(List.of()).stream().filter(range -> range.contains(address))
                .findFirst().map(AddressRange::low).orElse(address);
        return new Part(low, indexes.declarations().scopeAt(address));
    }

    /** The function whose code the address is in; by symbols where there is no debug information. */
    Optional<Function> functionAt(int address) {
        return indexes.declarations().functionAt(address)
                .or(() -> symbols().functionAt(address).map(this::function));
    }

    /** Whether it is an address of a function, or in assembly after a label that is none. */
    boolean isCode(int address) {
        return functionAt(address).isPresent() || symbols().isCode(address);
    }

    /** The function of that name; by symbols where there is no debug information. */
    Optional<Function> function(String name) {
        // The symbol tells which unit to look into; without it every one has to be read.
        Optional<Symbol> symbol = symbols().functionNamed(name);
        Optional<Function> at = symbol
                .flatMap(s -> indexes.declarations().functionAt(s.address()).filter(f -> f.lowPc() == s.address()))
                .filter(f -> f.name().equals(name));
        return at.or(() -> indexes.declarations().function(name)).or(() -> symbol.map(this::function));
    }

    /** The function at the symbol of that name. */
    Optional<Function> symbolic(String name) {
        return symbols().functionNamed(name)
                .flatMap(s -> functionAt(s.address()).filter(f -> f.lowPc() == s.address()));
    }

    /** As {@link ProgramImage#afterPrologue}. */
    int afterPrologue(Function function) {
        return hasNoPrologue(function) ? function.lowPc()
                : indexes.lines().afterPrologue(function.ranges().getFirst());
    }

    /** Whether it is in assembly, or in gcc's optimised code, where arguments are found from the entry on. */
    private boolean hasNoPrologue(Function function) {
        Optional<EntryReference> entry = indexes.declarations().entryAt(function.lowPc());
        if (entry.isEmpty()) {
            return true;
        }
        try {
            EntryCursor root = entry.get().unit().entries();
            return root.next()
                    && NO_PROLOGUE.matcher(root.string(Attribute.DW_AT_PRODUCER).orElse("")).find();
        } catch (MalformedException e) {
            return false;
        }
    }

    private Function function(Symbol symbol) {
        int high = symbol.address() + (int) symbols().extent(symbol);
        return new Function(symbol.name(), List.of(new AddressRange(symbol.address(), high)), Optional.empty());
    }

    /** The symbol that an address is in, as {@code counter} or {@code counter+4}. */
    Optional<String> label(int address) {
        return symbols().covering(address).map(symbol -> {
            int offset = address - symbol.address();
            // The compiler numbers the static variables of functions, which have no names that are unique. What nobody
            // but the compiler has named, as __PRETTY_FUNCTION__, keeps its number.
            boolean isOwn = symbol.binding() == Symbol.Binding.LOCAL && symbol.kind() == Symbol.Kind.OBJECT
                    && !symbol.name().startsWith("_");
            String name = isOwn ? symbol.name().replaceFirst("\\.\\d+$", "") : symbol.name();
            return name + (offset == 0 ? "" : "+" + offset);
        });
    }

    private SymbolTable symbols() {
        return indexes.symbols();
    }
}
