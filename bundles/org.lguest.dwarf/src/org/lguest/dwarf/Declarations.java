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

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.lguest.dwarf.UnitDeclarations.Definition;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Symbol;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.DebugInfo;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Tag;
import org.lguest.dwarf.info.Unit;

/** What the units of a program declare, each unit walked when something in it is first asked for. */
final class Declarations {
    private final UnitIndex index;
    private final UnitCode code;
    private final OutermostEntries outermost;
    private final Map<Unit, Lazy<UnitDeclarations>> units = new LinkedHashMap<>();
    private final java.util.function.Function<String, Optional<Symbol>> symbols;
    private final Map<String, Optional<Variable>> declared = new ConcurrentHashMap<>();
    private final Consumer<MalformedException> damage;

    /**
     * @param index   which of them to look into first
     * @param symbols tells where variables are that are declared in the program, and defined by the linker or in
     *                assembly
     */
    Declarations(DebugInfo info, UnitIndex index, UnitCode code, SourceLines lines, IntPredicate isLoaded,
            java.util.function.Function<String, Optional<Symbol>> symbols, Consumer<MalformedException> damage) {
        this.index = index;
        this.symbols = symbols;
        this.code = code;
        this.damage = damage;
        for (Unit unit : info.units()) {
            units.put(unit, new Lazy<>(() -> new UnitDeclarations(unit, lines, isLoaded, damage)));
        }
        this.outermost = new OutermostEntries(units.keySet(), index, damage);
    }

    /** What is looked for by name and not kept. */
    OutermostEntries outermost() {
        return outermost;
    }

    /** Walks every unit. @param progress is told the offset in the section after each, and may throw */
    void walkAll(LongConsumer progress) {
        units.forEach((unit, declarations) -> {
            declarations.get();
            if (!unit.isType()) {
                progress.accept(unit.end());
            }
        });
    }

    /** The function whose code the address is in; of nested ones the innermost. */
    Optional<Function> functionAt(int address) {
        return definitionAt(address).map(Definition::function);
    }

    private Optional<Definition> definitionAt(int address) {
        Optional<Definition> found = definitionAt(address, code.possiblyAt(address));
        return found.isPresent() ? found : definitionAt(address, code.silent());
    }

    private Optional<Definition> definitionAt(int address, List<Unit> where) {
        return where.stream().flatMap(unit -> units.get(unit).get().functions().stream())
                .filter(d -> d.function().contains(address))
                .min(Comparator.comparingInt(d -> d.function().highPc() - d.function().lowPc()));
    }

    /** What is of that name, in the units that may have it; if an index is wrong there, in all. */
    private <T> List<T> named(String name, java.util.function.Function<UnitDeclarations, List<T>> kind,
            java.util.function.Function<T, String> nameOf) {
        List<T> found = named(name, kind, nameOf, index.possible(name));
        return found.isEmpty() ? named(name, kind, nameOf, units.keySet()) : found;
    }

    private <T> List<T> named(String name, java.util.function.Function<UnitDeclarations, List<T>> kind,
            java.util.function.Function<T, String> nameOf, Collection<Unit> where) {
        return where.stream().flatMap(unit -> kind.apply(units.get(unit).get()).stream())
                .filter(t -> nameOf.apply(t).equals(name)).toList();
    }

    private Optional<Definition> definition(String function) {
        java.util.function.Function<Definition, String> nameOf = d -> d.function().name();
        // There is one at most that other units see.
        Optional<Definition> external = named(function, UnitDeclarations::functions, nameOf, index.likely(function))
                .stream().filter(Definition::isExternal).findFirst();
        return external.isPresent() ? external : named(function, UnitDeclarations::functions, nameOf).stream()
                .min(Comparator.comparing(d -> !d.isExternal()));
    }

    /** The functions of that name which a unit has code of. */
    List<Function> functions(Unit unit, String name) {
        Lazy<UnitDeclarations> declared = units.get(unit);
        return declared == null ? List.of() : declared.get().functions().stream().map(Definition::function)
                .filter(function -> function.name().equals(name)).toList();
    }

    /** The function whose entry this is; empty of the original of copies, which has no code. */
    Optional<Function> function(EntryReference entry) {
        Lazy<UnitDeclarations> declared = units.get(entry.unit());
        return declared == null ? Optional.empty() : declared.get().functions().stream()
                .filter(definition -> definition.entry().equals(entry)).map(Definition::function).findFirst();
    }

    /** The entry of the function whose code the address is in. */
    Optional<EntryReference> entryAt(int address) {
        return definitionAt(address).map(Definition::entry);
    }

    /** The innermost copy of an inlined function that the address is in; empty where the code is the function's own. */
    Optional<EntryReference> inlinedAt(int address) {
        return inlinedChain(address).stream().findFirst();
    }

    /** The copies of inlined functions that the address is in, each in the one after it; the innermost first. */
    List<EntryReference> inlinedChain(int address) {
        return scopes(address, entry -> entry.tag() == Tag.DW_TAG_INLINED_SUBROUTINE);
    }

    /**
     * The innermost scope that the address is in: a copy of an inlined function, a block that declares something, or
     * the function.
     */
    Optional<EntryReference> scopeAt(int address) {
        return scopes(address, entry -> entry.tag() == Tag.DW_TAG_INLINED_SUBROUTINE
                || entry.tag() == Tag.DW_TAG_LEXICAL_BLOCK && (entry.has(Attribute.DW_AT_LOW_PC)
                        || entry.has(Attribute.DW_AT_RANGES)))
                .stream().filter(this::declares).findFirst().or(() -> entryAt(address));
    }

    private List<EntryReference> scopes(int address, Predicate<EntryCursor> isScope) {
        LinkedList<EntryReference> chain = new LinkedList<>();
        Optional<Definition> function = definitionAt(address);
        if (function.isEmpty()) {
            return chain;
        }
        try {
            EntryCursor entry = function.get().entry().open();
            while (entry.next()) {
                boolean isOne = isScope.test(entry);
                if (isOne && entry.ranges().stream().anyMatch(r -> r.contains(address))) {
                    chain.addFirst(entry.reference());
                } else if (isOne) {
                    entry.skipChildren();
                }
            }
        } catch (MalformedException e) {
            damage.accept(e);
        }
        return chain;
    }

    /** Whether a scope is a function's copy, or a block that has names of its own. */
    private boolean declares(EntryReference scope) {
        try {
            EntryCursor entry = scope.open();
            if (entry.tag() == Tag.DW_TAG_INLINED_SUBROUTINE) {
                return true;
            }
            Optional<EntryReference> original = entry.reference(Attribute.DW_AT_ABSTRACT_ORIGIN);
            boolean isFound = declares(entry);
            return isFound || original.isPresent() && declares(original.get().open());
        } catch (MalformedException e) {
            damage.accept(e);
            return false;
        }
    }

    private static boolean declares(EntryCursor block) throws MalformedException {
        while (block.next()) {
            switch (block.tag()) {
                case Tag.DW_TAG_VARIABLE, Tag.DW_TAG_LABEL, Tag.DW_TAG_TYPEDEF, Tag.DW_TAG_STRUCTURE_TYPE,
                        Tag.DW_TAG_UNION_TYPE, Tag.DW_TAG_ENUMERATION_TYPE -> {
                    return true;
                }
                default -> block.skipChildren();
            }
        }
        return false;
    }

    /** The function of that name; of several, one that other units see. */
    Optional<Function> function(String name) {
        return definition(name).map(Definition::function);
    }

    /**
     * The static variables of that name in the whole program, no place twice; where nothing defines one, what is
     * declared to be elsewhere and has a symbol, as Linux's {@code jiffies}, which its linker script puts upon half of
     * another variable.
     */
    List<Variable> variables(String name) {
        Map<Integer, Variable> byAddress = new LinkedHashMap<>();
        named(name, UnitDeclarations::variables, Variable::name)
                .forEach(v -> byAddress.putIfAbsent(v.address(), v));
        return byAddress.isEmpty() ? declared(name).stream().toList() : List.copyOf(byAddress.values());
    }

    /** Looked for once: no index has declarations, so that all units may have to be read. */
    private Optional<Variable> declared(String name) {
        Optional<Symbol> symbol = symbols.apply(name)
                .filter(s -> s.kind() == Symbol.Kind.OBJECT || s.kind() == Symbol.Kind.LABEL);
        return symbol.flatMap(s -> declared.computeIfAbsent(name, unknown -> declaration(s)));
    }

    private Optional<Variable> declaration(Symbol symbol) {
        return outermost.named(symbol.name(), entry -> entry.tag() == Tag.DW_TAG_VARIABLE
                && entry.flag(Attribute.DW_AT_DECLARATION) && entry.has(Attribute.DW_AT_TYPE)
                && entry.flag(Attribute.DW_AT_EXTERNAL))
                .map(entry -> new Variable(symbol.name(), "", primarySource(entry.unit()), true, symbol.address(), entry));
    }

    /** The entry of the function of that name; of several, that of one that other units see. */
    Optional<EntryReference> entryOf(String function) {
        return definition(function).map(Definition::entry);
    }

    /**
     * The primary sources of the units, in the order in which the program was linked; those without a name left out.
     */
    List<SourceFile> primarySources() {
        return units.keySet().stream().filter(u -> !u.isType() && !u.name().isEmpty()).map(Declarations::primarySource)
                .distinct().toList();
    }

    static SourceFile primarySource(Unit unit) {
        return new SourceFile(unit.compilationDirectory(), unit.name());
    }

    /** What the units of that primary source declare. */
    List<UnitDeclarations> of(SourceFile primary) {
        return units.entrySet().stream().filter(e -> primarySource(e.getKey()).equals(primary))
                .map(e -> e.getValue().get()).toList();
    }

    /** The names of variables of files. */
    List<String> globalNames() {
        return units.values().stream().map(Lazy::get)
                .flatMap(d -> Stream.concat(
                        d.variables().stream().filter(v -> v.function().isEmpty()).map(Variable::name),
                        d.unplaced().stream().map(UnitDeclarations.Unplaced::name)))
                .distinct().toList();
    }

    /** The variables of files of that name which are in no one place. */
    List<UnitDeclarations.Unplaced> unplaced(String name) {
        return named(name, UnitDeclarations::unplaced, UnitDeclarations.Unplaced::name);
    }

    /**
     * Why a name that debug information has is no static variable.
     *
     * @param places functions that have it in registers or on their stack
     * @param removed functions that have it in the source only, the compiler having done without
     */
    record Locals(Set<String> places, Set<String> removed) {
    }

    /** The variables and parameters of that name without a static place. */
    Locals locals(String name) {
        Locals locals = new Locals(new TreeSet<>(), new TreeSet<>());
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        for (Unit unit : units.keySet()) {
            try {
                EntryCursor entry = unit.entries();
                String function = "";
                while (entry.next()) {
                    if (entry.tag() == Tag.DW_TAG_SUBPROGRAM) {
                        function = UnitDeclarations.name(entry);
                    } else if ((entry.tag() == Tag.DW_TAG_VARIABLE || entry.tag() == Tag.DW_TAG_FORMAL_PARAMETER)
                            && !function.isEmpty() && UnitDeclarations.isNamed(entry, wanted)) {
                        (entry.has(Attribute.DW_AT_LOCATION) ? locals.places : locals.removed).add(function);
                    }
                }
            } catch (MalformedException e) {
                damage.accept(e);
            }
        }
        return locals;
    }
}
