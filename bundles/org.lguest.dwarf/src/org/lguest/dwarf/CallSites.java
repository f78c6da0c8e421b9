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
import java.util.Optional;
import java.util.OptionalInt;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Expression;
import org.lguest.dwarf.info.LocatedExpression;
import org.lguest.dwarf.info.Tag;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.location.Operand;
import org.lguest.dwarf.location.StackMachine;

/** What calls pass (DWARF 5, section 3.4, and GNU's call sites before it). */
final class CallSites {
    private CallSites() {
    }

    /**
     * What an argument was when a function was entered.
     *
     * @param caller stands after the call
     * @param entry of the called function
     * @param register the expression that has the argument at the entry
     */
    static Operand parameter(ActivationContext caller, Declarations declarations, int entry, Expression register)
            throws MalformedException, NoValueException {
        Optional<EntryReference> function = caller.function();
        if (function.isEmpty()) {
            throw new NoValueException("its value at the function's entry is needed, and the caller has no debug "
                    + "information");
        }
        EntryCursor site = at(caller.activation().address(), function.get()).orElseThrow(() ->
                new NoValueException("its value at the function's entry is needed, and the caller does not tell"));
        if (!leadsTo(entry, site, caller, declarations)) {
            throw new NoValueException("its value at the function's entry is needed, and the caller called another "
                    + "function that then jumped to this one");
        }
        byte[] wanted = bytes(register);
        EntryCursor child = site.reference().open();
        while (child.next()) {
            boolean isParameter = child.tag() == Tag.DW_TAG_CALL_SITE_PARAMETER
                    || child.tag() == Tag.DW_TAG_GNU_CALL_SITE_PARAMETER;
            if (isParameter && Arrays.equals(wanted, expression(child, Attribute.DW_AT_LOCATION).map(CallSites::bytes)
                    .orElse(new byte[0]))) {
                Optional<Expression> value = expression(child, Attribute.DW_AT_CALL_VALUE)
                        .or(() -> expression(child, Attribute.DW_AT_GNU_CALL_SITE_VALUE));
                if (value.isPresent()) {
                    return new StackMachine(caller).compute(value.get());
                }
            }
        }
        throw new NoValueException("its value at the function's entry is needed, and the caller does not tell it");
    }

    /** The call that returns to an address. */
    private static Optional<EntryCursor> at(int returnAddress, EntryReference function) throws MalformedException {
        EntryCursor entry = function.open();
        while (entry.next()) {
            if (entry.tag() == Tag.DW_TAG_CALL_SITE || entry.tag() == Tag.DW_TAG_GNU_CALL_SITE) {
                OptionalInt address = entry.address(Attribute.DW_AT_CALL_RETURN_PC);
                if (address.isEmpty()) {
                    address = entry.address(Attribute.DW_AT_LOW_PC);
                }
                if (address.isPresent() && address.getAsInt() == returnAddress) {
                    return Optional.of(entry);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean leadsTo(int entry, EntryCursor site, ActivationContext caller, Declarations declarations)
            throws MalformedException, NoValueException {
        Optional<EntryReference> origin = site.reference(Attribute.DW_AT_CALL_ORIGIN);
        if (origin.isEmpty()) {
            origin = site.reference(Attribute.DW_AT_ABSTRACT_ORIGIN);
        }
        if (origin.isPresent()) {
            String name = UnitDeclarations.name(origin.get().open());
            return declarations.functionAt(entry).filter(f -> f.name().equals(name)).isPresent();
        }
        Optional<Expression> target = expression(site, Attribute.DW_AT_CALL_TARGET)
                .or(() -> expression(site, Attribute.DW_AT_GNU_CALL_SITE_TARGET));
        return target.isPresent() && (int) new StackMachine(caller).compute(target.get()).bits() == entry;
    }

    private static Optional<Expression> expression(EntryCursor entry, int attribute) {
        try {
            return entry.locations(attribute).stream().findFirst().map(LocatedExpression::expression);
        } catch (MalformedException e) {
            return Optional.empty();
        }
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
