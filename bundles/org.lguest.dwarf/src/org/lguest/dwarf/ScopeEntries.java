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
        Optional<EntryReference> inner = within(scope, Set.of(), declared, depth);
        Optional<EntryReference> original = scope.open().reference(Attribute.DW_AT_ABSTRACT_ORIGIN);
        if (original.isEmpty() || depth >= DEEPEST) {
            return inner;
        }
        Optional<EntryReference> inherited = within(original.get(),
                completed(children(scope), children(original.get())), declared, depth + 1);
        return inner.isPresent() ? inner : inherited;
    }

    /** What is declared right in a scope, and in blocks that only group declarations. @param but what to leave out */
    private Optional<EntryReference> within(EntryReference scope, Set<EntryReference> but, List<EntryReference> declared,
            int depth) throws MalformedException {
        Optional<EntryReference> inner = Optional.empty();
        EntryCursor child = scope.open();
        while (child.next()) {
            boolean isWanted = but.isEmpty() || !but.contains(child.reference());
            if (isWanted && isVariable(child)) {
                declared.add(child.reference());
            } else if (isWanted && child.tag() == Tag.DW_TAG_LEXICAL_BLOCK) {
                Optional<EntryReference> block = blockAt(child, declared, depth);
                inner = inner.isPresent() ? inner : block;
            }
            child.skipChildren();
        }
        return inner;
    }

    private Optional<EntryReference> blockAt(EntryCursor block, List<EntryReference> declared, int depth)
            throws MalformedException {
        boolean hasCode = block.has(Attribute.DW_AT_LOW_PC) || block.has(Attribute.DW_AT_RANGES);
        if (!hasCode && depth < DEEPEST) {
            // A block without code of its own only groups declarations. What else its original has is not in sight.
            return within(block.reference(), Set.of(), declared, depth + 1);
        }
        return block.ranges().stream().anyMatch(r -> r.contains(address))
                ? Optional.of(block.reference())
                : Optional.empty();
    }

    private record Child(EntryReference entry, int tag, Optional<EntryReference> original) {
    }

    private static List<Child> children(EntryReference scope) throws MalformedException {
        List<Child> children = new ArrayList<>();
        EntryCursor child = scope.open();
        while (child.next()) {
            children.add(new Child(child.reference(), child.tag(), child.reference(Attribute.DW_AT_ABSTRACT_ORIGIN)));
            child.skipChildren();
        }
        return children;
    }

    /**
     * Of an original's children those that a copy has too. clang's blocks do not name their originals, which are then
     * those in the same place of a copy that has the same children.
     */
    private static Set<EntryReference> completed(List<Child> copies, List<Child> originals) {
        boolean areAlike = copies.stream().map(Child::tag).toList().equals(originals.stream().map(Child::tag).toList());
        Set<EntryReference> completed = new HashSet<>();
        for (int i = 0; i < copies.size(); i++) {
            Child copy = copies.get(i);
            copy.original().ifPresent(completed::add);
            if (areAlike && copy.original().isEmpty() && copy.tag() == Tag.DW_TAG_LEXICAL_BLOCK) {
                completed.add(originals.get(i).entry());
            }
        }
        return completed;
    }

    private static boolean isVariable(EntryCursor entry) {
        return entry.tag() == Tag.DW_TAG_VARIABLE || entry.tag() == Tag.DW_TAG_FORMAL_PARAMETER;
    }
}
