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

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

import org.lguest.dwarf.CallSites.Site;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.frame.CallFrame;
import org.lguest.dwarf.frame.Unwinder;
import org.lguest.dwarf.frame.Unwinder.Step;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Expression;
import org.lguest.dwarf.info.Tag;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.location.Operand;
import org.lguest.dwarf.location.StackMachine;
import org.lguest.dwarf.machine.TargetMemory;

/**
 * Who called: what the stack has, and between those the functions that have left by tail calls; and what they passed.
 * For any thread, within {@link TargetMemory#ask}.
 */
final class Callers {
    private final Declarations declarations;
    private final Unwinder unwinder;
    private final CodePlaces code;
    private final Consumer<MalformedException> damage;
    private final CallSites sites;
    private final TailCalls tailCalls;

    /** @param damage is told of debug information that can't be read */
    Callers(Declarations declarations, Unwinder unwinder, CodePlaces code, Consumer<MalformedException> damage) {
        this.declarations = declarations;
        this.unwinder = unwinder;
        this.code = code;
        this.damage = damage;
        this.sites = new CallSites(declarations, code);
        this.tailCalls = new TailCalls(declarations, sites, damage);
    }

    /** Steps over those that have left. */
    Unwinder unwinder() {
        return unwinder;
    }

    /** The frame above, be it one that has ended. */
    Step caller(CallFrame frame, TargetMemory memory) {
        Step step = unwinder.caller(frame, memory);
        if (frame.isTailCall() || !(step instanceof Step.Caller(CallFrame caller)) || caller.isAtInstruction()) {
            return step;
        }
        CallFrame above = caller;
        for (Site site : left(frame, caller, memory)) {
            above = above.leftBy(site.address(), site.isOwnAddress());
        }
        return new Step.Caller(above);
    }

    /** The jumps that have led from what was called to the function that stands there, the first one first. */
    private List<Site> left(CallFrame frame, CallFrame caller, TargetMemory memory) {
        Optional<Function> standing = code.functionAt(frame.lookupAddress());
        Optional<EntryReference> calling = declarations.entryAt(caller.lookupAddress());
        if (standing.isEmpty() || calling.isEmpty()) {
            return List.of();
        }
        try {
            Optional<Site> site = sites.at(caller.address(), false, calling.get());
            if (site.isEmpty() || sites.isOf(site.get(), standing.get())) {
                return List.of();
            }
            OptionalInt called = target(site.get(), new ActivationContext(declarations, this, caller, memory));
            return called.isPresent() ? tailCalls.between(called.getAsInt(), standing.get().lowPc()) : List.of();
        } catch (MalformedException e) {
            damage.accept(e);
            return List.of();
        }
    }

    private OptionalInt target(Site site, ActivationContext caller) throws MalformedException {
        OptionalInt named = sites.target(site);
        Optional<Expression> computed = named.isPresent() ? Optional.empty() : sites.computedTarget(site);
        if (computed.isEmpty()) {
            return named;
        }
        try {
            return OptionalInt.of((int) new StackMachine(caller).compute(computed.get()).bits());
        } catch (NoValueException e) {
            return OptionalInt.empty();
        }
    }

    /**
     * What an argument was when a function was entered.
     *
     * @param caller stands after the call, or has left by it
     * @param register the expression that has the argument at the entry
     */
    Operand parameter(ActivationContext caller, Function called, Expression register)
            throws MalformedException, NoValueException {
        byte[] wanted = bytes(register);
        return parameter(caller, called, child -> Arrays.equals(wanted, CallSites.expression(child, Attribute.DW_AT_LOCATION)
                .map(Callers::bytes).orElse(new byte[0])));
    }

    /** The same of an argument that is in no place, as the call names it. */
    Operand parameter(ActivationContext caller, Function called, EntryReference argument)
            throws MalformedException, NoValueException {
        return parameter(caller, called, child -> child.reference(Attribute.DW_AT_CALL_PARAMETER)
                .or(() -> origin(child)).equals(Optional.of(argument)));
    }

    private static Optional<EntryReference> origin(EntryCursor parameter) {
        try {
            return parameter.reference(Attribute.DW_AT_ABSTRACT_ORIGIN);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private Operand parameter(ActivationContext caller, Function called, OutermostEntries.EntryTest wanted)
            throws MalformedException, NoValueException {
        Optional<EntryReference> function = caller.function();
        if (function.isEmpty()) {
            throw noValue("the caller has no debug information");
        }
        CallFrame frame = caller.activation();
        Site site = sites.at(frame.address(), frame.isTailCall(), function.get())
                .orElseThrow(() -> noValue("the caller does not tell"));
        OptionalInt target = target(site, caller);
        if (!sites.isOf(site, called) && (target.isEmpty() || target.getAsInt() != called.lowPc())) {
            throw noValue("the caller called another function that then jumped to this one");
        }
        if (tailCalls.isCircular(called.lowPc())) {
            throw noValue("the function may have jumped to itself since");
        }
        EntryCursor child = site.entry().open();
        while (child.next()) {
            boolean isParameter = child.tag() == Tag.DW_TAG_CALL_SITE_PARAMETER
                    || child.tag() == Tag.DW_TAG_GNU_CALL_SITE_PARAMETER;
            if (isParameter && wanted.holds(child)) {
                Optional<Expression> value = CallSites.expression(child, Attribute.DW_AT_CALL_VALUE)
                        .or(() -> CallSites.expression(child, Attribute.DW_AT_GNU_CALL_SITE_VALUE));
                if (value.isPresent()) {
                    return new StackMachine(caller).compute(value.get());
                }
            }
        }
        throw noValue("the caller does not tell it");
    }

    private static NoValueException noValue(String reason) {
        return new NoValueException("its value at the function's entry is needed, and " + reason);
    }

    private static byte[] bytes(Expression expression) {
        try {
            Reader reader = expression.open();
            return reader.copy(reader.remaining());
        } catch (MalformedException e) {
            return new byte[0];
        }
    }
}
