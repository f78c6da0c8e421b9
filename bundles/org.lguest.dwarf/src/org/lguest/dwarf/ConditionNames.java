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

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.expression.Predicate;
import org.lguest.dwarf.expression.Symbolic;
import org.lguest.dwarf.expression.SymbolicMachine;
import org.lguest.dwarf.expression.SymbolicNames;
import org.lguest.dwarf.frame.Unwinder;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Expression;
import org.lguest.dwarf.info.LocatedExpression;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Enumeration;
import org.lguest.dwarf.type.Type.Structure;
import org.lguest.dwarf.type.Types;

/** What names in a condition stand for at the address of its breakpoint. */
final class ConditionNames implements SymbolicNames {
    private final int address;
    private final Declarations declarations;
    private final Unwinder unwinder;
    private final Types types;
    private final TypeNames typeNames;
    private final Consumer<MalformedException> damage;

    ConditionNames(int address, Declarations declarations, Unwinder unwinder, Types types,
            Consumer<MalformedException> damage) {
        this.address = address;
        this.declarations = declarations;
        this.unwinder = unwinder;
        this.types = types;
        this.typeNames = new TypeNames(declarations, types);
        this.damage = damage;
    }

    @Override
    public Optional<Symbolic> variable(String owner, String name) throws NoValueException {
        try {
            Optional<Symbolic> local = owner.isEmpty() ? local(name) : Optional.empty();
            if (local.isPresent()) {
                return local;
            }
        } catch (MalformedException e) {
            damage.accept(e);
            throw new NoValueException("the debug information is damaged: " + e.getMessage());
        }
        Optional<Variable> placed = placed(owner, name);
        if (placed.isPresent()) {
            return placed.map(v -> Symbolic.at(new Predicate.Constant(v.address()), types.typeOf(v.type())));
        }
        if (!declarations.unplaced(name).isEmpty()) {
            throw new NoValueException("the compiler did without it");
        }
        Optional<Symbolic> function = declarations.function(name).flatMap(f -> declarations.entryOf(name)
                .map(entry -> Symbolic.at(new Predicate.Constant(f.lowPc()), types.functionType(entry))));
        return function.isPresent() ? function : enumerator(name);
    }

    /** Of several variables of files the one of the file that the address is in, else one that other files see. */
    private Optional<Variable> placed(String owner, String name) {
        String here = declarations.entryAt(address).map(function -> function.unit().name()).orElse("");
        Comparator<Variable> nearness = Comparator.comparing((Variable v) -> here.isEmpty() || !v.isOfFile(here))
                .thenComparing(v -> !v.isExternal());
        return declarations.variables(name).stream()
                .filter(v -> owner.isEmpty() ? v.function().isEmpty() : v.function().equals(owner) || v.isOfFile(owner))
                .min(nearness);
    }

    private Optional<Symbolic> enumerator(String name) {
        return declarations.outermost().enumeration(name).map(types::of)
                .filter(Enumeration.class::isInstance).map(Enumeration.class::cast)
                .flatMap(enumeration -> enumeration.enumerators().get().stream()
                        .filter(e -> e.name().equals(name)).findFirst()
                        .map(e -> new Symbolic.Computed(enumeration, new Predicate.Constant((int) e.value()), 32)));
    }

    private Optional<Symbolic> local(String name) throws MalformedException, NoValueException {
        Optional<EntryReference> function = declarations.entryAt(address);
        Optional<EntryReference> scope = declarations.inlinedAt(address).or(() -> function);
        if (scope.isEmpty() || function.isEmpty()) {
            return Optional.empty();
        }
        List<List<EntryReference>> blocks = ScopeEntries.at(address, scope.get());
        for (List<EntryReference> block : blocks.reversed()) {
            for (EntryReference reference : block) {
                EntryCursor entry = reference.open();
                if (UnitDeclarations.name(entry).equals(name) && !entry.flag(Attribute.DW_AT_DECLARATION)) {
                    return Optional.of(symbolic(entry, function.get()));
                }
            }
        }
        return Optional.empty();
    }

    private Symbolic symbolic(EntryCursor entry, EntryReference function) throws MalformedException, NoValueException {
        Type type = types.typeOf(entry.having(Attribute.DW_AT_TYPE).orElse(entry).reference());
        if (entry.has(Attribute.DW_AT_CONST_VALUE) && type.size() <= 4) {
            int value = (int) entry.constant(Attribute.DW_AT_CONST_VALUE)
                    .orElseThrow(() -> new NoValueException("the compiler made a constant of it"));
            return new Symbolic.Computed(type, new Predicate.Constant(value), type.size() * 8);
        }
        Expression expression = holding(entry.locations(Attribute.DW_AT_LOCATION)).filter(e -> !e.isEmpty())
                .orElseThrow(() -> new NoValueException("it is in no location at this address"));
        Optional<Expression> frameBase = holding(function.open().locations(Attribute.DW_AT_FRAME_BASE));
        Optional<Predicate> frameAddress = unwinder.frameAddressAt(address)
                .map(place -> new Predicate.Binary(Predicate.BinaryOperation.ADD, new Predicate.Register(place.register()),
                        new Predicate.Constant(place.offset())));
        return new SymbolicMachine(frameAddress, frameBase).locate(expression, type);
    }

    private Optional<Expression> holding(List<LocatedExpression> expressions) {
        int entry = declarations.functionAt(address).map(Function::lowPc).orElse(address);
        return expressions.stream().filter(e -> e.holdsAt(address, entry)).findFirst().map(LocatedExpression::expression);
    }

    @Override
    public Optional<Type> type(List<String> words) {
        return typeNames.named(words);
    }

    @Override
    public Structure completed(Structure structure) {
        return typeNames.completed(structure);
    }
}
