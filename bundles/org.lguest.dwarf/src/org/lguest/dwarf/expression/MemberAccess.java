/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.expression;

import java.util.List;
import java.util.Optional;

import org.lguest.dwarf.type.Type.Extent;
import org.lguest.dwarf.type.Type.Member;
import org.lguest.dwarf.type.Type.Structure;
import org.lguest.dwarf.value.Value;

/** Finds members of structures, those of anonymous ones in them too (C11, section 6.7.2.1). */
final class MemberAccess {
    private static final int DEEPEST = 32;

    private MemberAccess() {
    }

    static Value of(Value whole, Node.Member member, Names names) throws InvalidExpressionException {
        if (!(whole.type().stripped() instanceof Structure structure)) {
            throw new InvalidExpressionException(member.column(), "A value of type " + whole.type().text()
                    + " has no members.");
        }
        Structure complete = names.completed(structure);
        int[] budget = {10_000};
        return find(whole, complete, member.name(), 0, budget).orElseThrow(() ->
                new InvalidExpressionException(member.column(), complete.extent() != Extent.DECLARED
                        ? complete.text() + " has no member " + member.name() + "."
                        : "The program does not say what " + complete.text() + " is made of."));
    }

    private static Optional<Value> find(Value whole, Structure structure, String name, int depth, int[] budget) {
        List<Member> members = structure.members().get();
        for (Member member : members) {
            if (--budget[0] < 0 || depth > DEEPEST) {
                return Optional.empty();
            }
            if (member.name().equals(name)) {
                return Optional.of(whole.member(member));
            }
            if (member.name().isEmpty() && member.type().get().stripped() instanceof Structure inner) {
                Optional<Value> found = find(whole.member(member), inner, name, depth + 1, budget);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
