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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Tag;

/**
 * What is declared in a function, or a copy of one, and in sight at an address (DWARF 5, section 3.5). What the copy
 * leaves out of its original was optimized out, and is declared all the same.
 */
final class ScopeEntries {
    private static final int DEEPEST = 64;

    private final int address;
    private final List<List<EntryReference>> blocks = new ArrayList<>();

    private ScopeEntries(int address) {
        this.address = address;
    }

    /** The entries of variables and arguments by block, the outermost first. */
    static List<List<EntryReference>> at(int address, EntryReference scope) throws MalformedException {
        ScopeEntries entries = new ScopeEntries(address);
        entries.block(scope, 0);
        return entries.blocks;
    }

    private void block(EntryReference scope, int depth) throws MalformedException {
        List<EntryReference> declared = new ArrayList<>();
        Optional<EntryReference> inner = declarations(scope, declared, depth);
        blocks.add(declared);
        if (inner.isPresent() && depth < DEEPEST) {
            block(inner.get(), depth + 1);
        }
    }

    /** @return the block within that the address is in */
    private Optional<EntryReference> declarations(EntryReference scope, List<EntryReference> declared, int depth)
            throws MalformedException {
        Optional<EntryReference> inner = Optional.empty();
        Set<EntryReference> completed = new HashSet<>();
        EntryCursor child = scope.open();
        Optional<EntryReference> original = child.reference(Attribute.DW_AT_ABSTRACT_ORIGIN);
        while (child.next()) {
            child.reference(Attribute.DW_AT_ABSTRACT_ORIGIN).ifPresent(completed::add);
            if (isVariable(child)) {
                declared.add(child.reference());
            } else if (child.tag() == Tag.DW_TAG_LEXICAL_BLOCK) {
                Optional<EntryReference> within = blockAt(child, declared, depth);
                inner = inner.isPresent() ? inner : within;
            }
            child.skipChildren();
        }
        if (original.isPresent() && depth < DEEPEST) {
            inherited(original.get(), completed, declared, depth);
        }
        return inner;
    }

    private Optional<EntryReference> blockAt(EntryCursor block, List<EntryReference> declared, int depth)
            throws MalformedException {
        boolean hasCode = block.has(Attribute.DW_AT_LOW_PC) || block.has(Attribute.DW_AT_RANGES);
        if (!hasCode && depth < DEEPEST) {
            // A block without code of its own only groups declarations.
            return declarations(block.reference(), declared, depth + 1);
        }
        return block.ranges().stream().anyMatch(r -> r.contains(address))
                ? Optional.of(block.reference())
                : Optional.empty();
    }

    private void inherited(EntryReference original, Set<EntryReference> completed, List<EntryReference> declared,
            int depth) throws MalformedException {
        EntryCursor child = original.open();
        while (child.next()) {
            if (!completed.contains(child.reference())) {
                if (isVariable(child)) {
                    declared.add(child.reference());
                } else if (child.tag() == Tag.DW_TAG_LEXICAL_BLOCK && depth < DEEPEST) {
                    inherited(child.reference(), completed, declared, depth + 1);
                }
            }
            child.skipChildren();
        }
    }

    private static boolean isVariable(EntryCursor entry) {
        return entry.tag() == Tag.DW_TAG_VARIABLE || entry.tag() == Tag.DW_TAG_FORMAL_PARAMETER;
    }
}
