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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Expression;
import org.lguest.dwarf.info.LocatedExpression;
import org.lguest.dwarf.info.Tag;

/**
 * The calls that functions make (DWARF 5, section 3.4, and GNU's call sites before it), each function read when its
 * calls are first asked for. For any thread.
 */
final class CallSites {
    /**
     * A call.
     *
     * @param address of the instruction behind it, where it returns to if it does; unsigned
     * @param isOwnAddress whether the address is that of the call itself instead, as clang tells it of jumps
     * @param isTailCall whether it is a jump, so that what is called returns to the caller's caller
     */
    record Site(EntryReference entry, int address, boolean isOwnAddress, boolean isTailCall) {
    }

    private final Declarations declarations;
    private final CodePlaces code;
    private final Map<EntryReference, List<Site>> known = new ConcurrentHashMap<>();

    CallSites(Declarations declarations, CodePlaces code) {
        this.declarations = declarations;
        this.code = code;
    }

    /** The call that has led out of a function: the one that returns to an address, or a jump. */
    Optional<Site> at(int address, boolean isTailCall, EntryReference function) throws MalformedException {
        return of(function).stream().filter(s -> s.address == address && s.isTailCall == isTailCall).findFirst();
    }

    /** The tail calls of a function; none where the compiler does not say that it names them all. */
    List<Site> tailCalls(EntryReference function) throws MalformedException {
        EntryCursor entry = function.open();
        boolean isComplete = entry.flag(Attribute.DW_AT_CALL_ALL_CALLS)
                || entry.flag(Attribute.DW_AT_CALL_ALL_TAIL_CALLS) || entry.flag(Attribute.DW_AT_CALL_ALL_SOURCE_CALLS)
                || entry.flag(Attribute.DW_AT_GNU_ALL_CALL_SITES) || entry.flag(Attribute.DW_AT_GNU_ALL_TAIL_CALL_SITES)
                || entry.flag(Attribute.DW_AT_GNU_ALL_SOURCE_CALL_SITES);
        return isComplete ? of(function).stream().filter(Site::isTailCall).toList() : List.of();
    }

    private List<Site> of(EntryReference function) throws MalformedException {
        List<Site> sites = known.get(function);
        if (sites == null) {
            sites = read(function);
            known.put(function, sites);
        }
        return sites;
    }

    private static List<Site> read(EntryReference function) throws MalformedException {
        List<Site> found = new ArrayList<>();
        EntryCursor entry = function.open();
        while (entry.next()) {
            if (entry.tag() == Tag.DW_TAG_SUBPROGRAM) {
                entry.skipChildren();
            } else if (entry.tag() == Tag.DW_TAG_CALL_SITE || entry.tag() == Tag.DW_TAG_GNU_CALL_SITE) {
                boolean isTailCall = entry.flag(Attribute.DW_AT_CALL_TAIL_CALL)
                        || entry.flag(Attribute.DW_AT_GNU_TAIL_CALL);
                OptionalInt behind = entry.address(Attribute.DW_AT_CALL_RETURN_PC);
                if (behind.isEmpty()) {
                    behind = entry.address(Attribute.DW_AT_LOW_PC);
                }
                OptionalInt own = entry.address(Attribute.DW_AT_CALL_PC);
                if (behind.isPresent() || own.isPresent()) {
                    found.add(new Site(entry.reference(), behind.orElseGet(own::getAsInt), behind.isEmpty(),
                            isTailCall));
                }
            }
        }
        return List.copyOf(found);
    }

    /**
     * Whether the call names a function: that one of several of the name, or the original of copies, of which it may be
     * any.
     */
    boolean isOf(Site site, Function function) throws MalformedException {
        Optional<EntryReference> origin = origin(site);
        if (origin.isEmpty()) {
            return false;
        }
        Optional<Function> only = declarations.function(origin.get());
        return only.isPresent() ? only.get().lowPc() == function.lowPc()
                : UnitDeclarations.name(origin.get().open()).equals(function.name());
    }

    private static Optional<EntryReference> origin(Site site) throws MalformedException {
        EntryCursor entry = site.entry.open();
        Optional<EntryReference> origin = entry.reference(Attribute.DW_AT_CALL_ORIGIN);
        return origin.isPresent() ? origin : entry.reference(Attribute.DW_AT_ABSTRACT_ORIGIN);
    }

    /** Where to the call leads, if it names a function that there is one of; empty too where that is computed. */
    OptionalInt target(Site site) throws MalformedException {
        Optional<EntryReference> origin = origin(site);
        if (origin.isEmpty()) {
            return OptionalInt.empty();
        }
        Optional<Function> itself = declarations.function(origin.get());
        if (itself.isPresent()) {
            return OptionalInt.of(itself.get().lowPc());
        }
        String name = UnitDeclarations.name(origin.get().open());
        List<Function> own = declarations.functions(origin.get().unit(), name);
        // Of copies that are made for one caller's arguments, and of parts, all have the name of the whole.
        Optional<Function> only = own.isEmpty() ? code.function(name)
                : own.size() == 1 ? Optional.of(own.getFirst()) : code.symbolic(name).filter(own::contains);
        return only.map(f -> OptionalInt.of(f.lowPc())).orElse(OptionalInt.empty());
    }

    /** What computes where to the call leads, in the calling function. */
    Optional<Expression> computedTarget(Site site) throws MalformedException {
        EntryCursor entry = site.entry.open();
        return expression(entry, Attribute.DW_AT_CALL_TARGET)
                .or(() -> expression(entry, Attribute.DW_AT_GNU_CALL_SITE_TARGET));
    }

    static Optional<Expression> expression(EntryCursor entry, int attribute) {
        try {
            return entry.locations(attribute).stream().findFirst().map(LocatedExpression::expression);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
