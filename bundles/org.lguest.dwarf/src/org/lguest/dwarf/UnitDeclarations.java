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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

import org.lguest.dwarf.Function.Declaration;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.info.StaticLocation;
import org.lguest.dwarf.info.Tag;
import org.lguest.dwarf.info.Unit;

/** The functions and static variables of one unit, from one walk over its entries. */
final class UnitDeclarations {
    /** A function, whether other units see it, and where it is described. */
    record Definition(Function function, boolean isExternal, EntryReference entry) {
    }

    /** A variable of the file, or a static one, that is in no one place: computed, in pieces, or not there at all. */
    record Unplaced(String name, String function, boolean isExternal, EntryReference entry) {
    }

    private record Scope(int depth, String function) {
    }

    private final Unit unit;
    private final SourceFile file;
    private final SourceLines lines;
    private final IntPredicate isLoaded;
    private final List<Definition> functions = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private final List<Unplaced> unplaced = new ArrayList<>();

    UnitDeclarations(Unit unit, SourceLines lines, IntPredicate isLoaded, Consumer<MalformedException> damage) {
        this.unit = unit;
        this.file = new SourceFile(unit.compilationDirectory(), unit.name());
        this.lines = lines;
        this.isLoaded = isLoaded;
        try {
            walk(unit.entries());
        } catch (MalformedException e) {
            damage.accept(e);
        }
    }

    List<Definition> functions() {
        return functions;
    }

    List<Variable> variables() {
        return variables;
    }

    List<Unplaced> unplaced() {
        return unplaced;
    }

    private void walk(EntryCursor entry) throws MalformedException {
        Deque<Scope> scopes = new ArrayDeque<>();
        scopes.push(new Scope(-1, ""));
        while (entry.next()) {
            while (scopes.peek().depth >= entry.depth()) {
                scopes.pop();
            }
            switch (entry.tag()) {
                case Tag.DW_TAG_SUBPROGRAM -> scopes.push(new Scope(entry.depth(), function(entry)));
                case Tag.DW_TAG_VARIABLE -> variable(entry, scopes.peek().function);
                case Tag.DW_TAG_COMPILE_UNIT, Tag.DW_TAG_LEXICAL_BLOCK, Tag.DW_TAG_INLINED_SUBROUTINE,
                    Tag.DW_TAG_NAMESPACE -> {
                    // Its children are declarations too.
                }
                default -> entry.skipChildren();
            }
        }
    }

    private String function(EntryCursor entry) throws MalformedException {
        String name = unit.kept(name(entry));
        List<AddressRange> ranges = entry.ranges().stream().filter(r -> isLoaded.test(r.low())).toList();
        if (!ranges.isEmpty()) {
            functions.add(new Definition(new Function(name, ranges, declaration(entry)), isExternal(entry),
                    entry.reference()));
        }
        return name;
    }

    private void variable(EntryCursor entry, String function) throws MalformedException {
        Optional<Reader> location = entry.expression(Attribute.DW_AT_LOCATION);
        OptionalInt address = location.isPresent() ? StaticLocation.of(location.get(), entry.unit()) : OptionalInt.empty();
        if (address.isEmpty() && function.isEmpty() && !entry.flag(Attribute.DW_AT_DECLARATION)) {
            unplaced.add(new Unplaced(unit.kept(name(entry)), function, isExternal(entry), entry.reference()));
        }
        // One of no bytes may lie where a section ends.
        if (address.isPresent() && (isLoaded.test(address.getAsInt()) || isLoaded.test(address.getAsInt() - 1))) {
            EntryCursor typed = entry.having(Attribute.DW_AT_TYPE).orElse(entry);
            variables.add(new Variable(unit.kept(name(entry)), function, file, isExternal(entry), address.getAsInt(),
                    typed.reference()));
        }
    }

    /** An entry's name, or that of the declaration which it completes. */
    static String name(EntryCursor entry) throws MalformedException {
        Optional<EntryCursor> named = entry.having(Attribute.DW_AT_NAME);
        return named.isPresent() ? named.get().string(Attribute.DW_AT_NAME).orElse("") : "";
    }

    /** Whether {@link #name} is this one. @param name in UTF-8 */
    static boolean isNamed(EntryCursor entry, byte[] name) throws MalformedException {
        Optional<EntryCursor> named = entry.having(Attribute.DW_AT_NAME);
        return named.isPresent() && named.get().isString(Attribute.DW_AT_NAME, name);
    }

    private static boolean isExternal(EntryCursor entry) throws MalformedException {
        Optional<EntryCursor> told = entry.having(Attribute.DW_AT_EXTERNAL);
        return told.isPresent() && told.get().flag(Attribute.DW_AT_EXTERNAL);
    }

    private Optional<Declaration> declaration(EntryCursor entry) throws MalformedException {
        Optional<EntryCursor> placed = entry.having(Attribute.DW_AT_DECL_LINE);
        OptionalLong program = unit.lineProgram();
        if (placed.isEmpty() || program.isEmpty()) {
            return Optional.empty();
        }
        int line = (int) placed.get().constant(Attribute.DW_AT_DECL_LINE).orElse(0);
        // A definition elsewhere than its declaration repeats the line and, only if it differs, the file.
        Optional<EntryCursor> filed = entry.having(Attribute.DW_AT_DECL_FILE);
        long number = filed.isPresent() ? filed.get().constant(Attribute.DW_AT_DECL_FILE).orElse(0) : 0;
        return lines.file(program.getAsLong(), (int) number).map(source -> new Declaration(source, line));
    }
}
