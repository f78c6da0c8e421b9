/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.StaticLocation;
import org.lguest.dwarf.info.Tag;
import org.lguest.dwarf.type.Type.Array;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.type.Type.Bits;
import org.lguest.dwarf.type.Type.Enumeration;
import org.lguest.dwarf.type.Type.Enumerator;
import org.lguest.dwarf.type.Type.Extent;
import org.lguest.dwarf.type.Type.FunctionType;
import org.lguest.dwarf.type.Type.Member;
import org.lguest.dwarf.type.Type.Parameters;
import org.lguest.dwarf.type.Type.Pointer;
import org.lguest.dwarf.type.Type.Qualified;
import org.lguest.dwarf.type.Type.Structure;
import org.lguest.dwarf.type.Type.Typedef;
import org.lguest.dwarf.type.Type.Unknown;
import org.lguest.dwarf.type.Type.Void;

/** Reads types from their entries, each once (DWARF 5, chapter 5). For any thread. */
public final class Types {
    /** Typedefs, qualifiers and array dimensions on one another; a damaged file may have them in a circle. */
    private static final int DEEPEST = 64;
    private static final int POINTER_SIZE = 4;
    private static final long MEMORY_SIZE = 1L << 32;

    private final Map<EntryReference, Type> known = new ConcurrentHashMap<>();
    private final Consumer<MalformedException> damage;

    /** @param damage is told of types that can't be read, which then are {@link Unknown} */
    public Types(Consumer<MalformedException> damage) {
        this.damage = damage;
    }

    /** The type that an entry describes. */
    public Type of(EntryReference reference) {
        return of(reference, 0);
    }

    /** The type that an entry has; {@code void} where it has none. */
    public Type typeOf(EntryReference reference) {
        try {
            return target(reference.open(), 0);
        } catch (MalformedException e) {
            damage.accept(e);
            return new Unknown(e.getMessage());
        }
    }

    private Type of(EntryReference reference, int depth) {
        Type type = known.get(reference);
        if (type == null) {
            try {
                type = read(reference.open(), depth);
            } catch (MalformedException e) {
                damage.accept(e);
                type = new Unknown(e.getMessage());
            }
            known.put(reference, type);
        }
        return type;
    }

    private Type target(EntryCursor entry, int depth) {
        try {
            if (!entry.has(Attribute.DW_AT_TYPE)) {
                return new Void();
            }
            if (depth > DEEPEST) {
                throw entry.malformed("types that are made of each other");
            }
            Optional<EntryReference> reference = entry.reference(Attribute.DW_AT_TYPE);
            return reference.isPresent()
                    ? of(reference.get(), depth + 1)
                    : new Unknown("the type is described in another file");
        } catch (MalformedException e) {
            damage.accept(e);
            return new Unknown(e.getMessage());
        }
    }

    private Type read(EntryCursor entry, int depth) throws MalformedException {
        String name = entry.string(Attribute.DW_AT_NAME).orElse("");
        return switch (entry.tag()) {
            case Tag.DW_TAG_BASE_TYPE -> new Base(name, size(entry),
                    (int) entry.constant(Attribute.DW_AT_ENCODING).orElse(0));
            case Tag.DW_TAG_POINTER_TYPE, Tag.DW_TAG_REFERENCE_TYPE, Tag.DW_TAG_RVALUE_REFERENCE_TYPE -> {
                long size = size(entry);
                yield new Pointer(size == 0 ? POINTER_SIZE : size, lazily(entry));
            }
            case Tag.DW_TAG_STRUCTURE_TYPE -> structure("struct", name, entry, depth);
            case Tag.DW_TAG_UNION_TYPE -> structure("union", name, entry, depth);
            case Tag.DW_TAG_CLASS_TYPE -> structure("class", name, entry, depth);
            case Tag.DW_TAG_ENUMERATION_TYPE -> enumeration(name, entry, depth);
            case Tag.DW_TAG_ARRAY_TYPE -> array(entry, depth);
            case Tag.DW_TAG_TYPEDEF -> new Typedef(name, target(entry, depth));
            case Tag.DW_TAG_CONST_TYPE -> new Qualified("const", target(entry, depth));
            case Tag.DW_TAG_VOLATILE_TYPE -> new Qualified("volatile", target(entry, depth));
            case Tag.DW_TAG_RESTRICT_TYPE -> new Qualified("restrict", target(entry, depth));
            case Tag.DW_TAG_ATOMIC_TYPE -> new Qualified("_Atomic", target(entry, depth));
            case Tag.DW_TAG_SUBROUTINE_TYPE -> function(entry);
            case Tag.DW_TAG_UNSPECIFIED_TYPE -> new Unknown("the compiler does not specify " + name);
            default -> throw entry.malformed("an entry of tag 0x" + Integer.toHexString(entry.tag())
                    + " where a type should be");
        };
    }

    private Supplier<Type> lazily(EntryCursor entry) {
        EntryReference reference = entry.reference();
        return () -> typeOf(reference);
    }

    private static long size(EntryCursor entry) throws MalformedException {
        long size = entry.constant(Attribute.DW_AT_BYTE_SIZE).orElse(0);
        if (size < 0 || size >= MEMORY_SIZE) {
            throw entry.malformed("a type larger than memory");
        }
        return size;
    }

    private Type structure(String keyword, String name, EntryCursor entry, int depth) throws MalformedException {
        Optional<EntryReference> elsewhere = entry.reference(Attribute.DW_AT_SIGNATURE);
        if (elsewhere.isPresent() && depth <= DEEPEST) {
            return of(elsewhere.get(), depth + 1);
        }
        EntryReference reference = entry.reference();
        Extent extent = entry.flag(Attribute.DW_AT_DECLARATION) ? Extent.DECLARED
                : entry.constant(Attribute.DW_AT_BYTE_SIZE).isEmpty() ? Extent.VARYING : Extent.FIXED;
        return new Structure(keyword, name, size(entry), extent, () -> members(reference));
    }

    private List<Member> members(EntryReference structure) {
        List<Member> members = new ArrayList<>();
        try {
            EntryCursor entry = structure.open();
            while (entry.next()) {
                boolean isMember = entry.tag() == Tag.DW_TAG_MEMBER || entry.tag() == Tag.DW_TAG_INHERITANCE;
                // A C++ static member has no place in the structure.
                if (entry.depth() == 1 && isMember && !entry.flag(Attribute.DW_AT_EXTERNAL)) {
                    members.add(member(entry));
                }
                entry.skipChildren();
            }
        } catch (MalformedException e) {
            damage.accept(e);
        }
        return members;
    }

    private Type enumeration(String name, EntryCursor entry, int depth) throws MalformedException {
        Optional<EntryReference> elsewhere = entry.reference(Attribute.DW_AT_SIGNATURE);
        if (elsewhere.isPresent() && depth <= DEEPEST) {
            return of(elsewhere.get(), depth + 1);
        }
        EntryReference reference = entry.reference();
        List<Enumerator> listed = enumerators(reference);
        // Since DWARF 3 the compiler may say what it is made of; otherwise it is signed if a number is.
        boolean isUnsigned = target(entry, depth) instanceof Base base
                ? base.isUnsigned()
                : listed.stream().noneMatch(e -> e.value() < 0);
        return new Enumeration(name, size(entry), isUnsigned, () -> listed);
    }

    private List<Enumerator> enumerators(EntryReference enumeration) throws MalformedException {
        List<Enumerator> found = new ArrayList<>();
        EntryCursor entry = enumeration.open();
        while (entry.next()) {
            if (entry.depth() == 1 && entry.tag() == Tag.DW_TAG_ENUMERATOR) {
                found.add(new Enumerator(entry.string(Attribute.DW_AT_NAME).orElse(""),
                        entry.constant(Attribute.DW_AT_CONST_VALUE).orElse(0)));
            }
        }
        return found;
    }

    private Member member(EntryCursor entry) throws MalformedException {
        String name = entry.string(Attribute.DW_AT_NAME).orElse("");
        long offset = entry.constant(Attribute.DW_AT_DATA_MEMBER_LOCATION).orElse(0);
        Optional<Reader> expression = entry.expression(Attribute.DW_AT_DATA_MEMBER_LOCATION);
        if (expression.isPresent()) {
            OptionalInt constant = StaticLocation.offset(expression.get());
            if (constant.isEmpty()) {
                // As what is behind an array of variable length, or a virtual base of C++.
                return new Member(name, 0, Optional.empty(),
                        () -> new Unknown("its place depends on variables"));
            }
            offset = constant.getAsInt();
        }
        OptionalLong count = entry.constant(Attribute.DW_AT_BIT_SIZE);
        if (count.isEmpty()) {
            return new Member(name, offset, Optional.empty(), lazily(entry));
        }
        OptionalLong first = entry.constant(Attribute.DW_AT_DATA_BIT_OFFSET);
        long bit;
        if (first.isPresent()) {
            bit = first.getAsLong();
        } else {
            // Before DWARF 4 counted from the most significant bit of a storage unit.
            long unit = size(entry);
            long storage = unit != 0 ? unit : target(entry, 0).size();
            bit = storage * 8 - entry.constant(Attribute.DW_AT_BIT_OFFSET).orElse(0) - count.getAsLong();
        }
        if (bit < 0 || bit > MEMORY_SIZE || count.getAsLong() < 0 || count.getAsLong() > 256) {
            throw entry.malformed("a bit-field outside its structure");
        }
        Bits bits = new Bits((int) (bit % 8), (int) count.getAsLong());
        return new Member(name, offset + bit / 8, Optional.of(bits), lazily(entry));
    }

    /** The type of a function that an entry describes. */
    public Type functionType(EntryReference reference) {
        try {
            return function(reference.open());
        } catch (MalformedException e) {
            damage.accept(e);
            return new Unknown(e.getMessage());
        }
    }

    private Type function(EntryCursor entry) {
        EntryReference reference = entry.reference();
        boolean isPrototyped;
        try {
            isPrototyped = entry.flag(Attribute.DW_AT_PROTOTYPED);
        } catch (MalformedException e) {
            damage.accept(e);
            isPrototyped = false;
        }
        return new FunctionType(lazily(entry), () -> {
            List<Type> parameters = new ArrayList<>();
            boolean isOpen = false;
            try {
                EntryCursor children = reference.open();
                while (children.next()) {
                    if (children.depth() == 1 && children.tag() == Tag.DW_TAG_FORMAL_PARAMETER) {
                        parameters.add(typeOf(children.reference()));
                    }
                    isOpen |= children.depth() == 1 && children.tag() == Tag.DW_TAG_UNSPECIFIED_PARAMETERS;
                }
            } catch (MalformedException e) {
                damage.accept(e);
            }
            return new Parameters(parameters, isOpen);
        }, isPrototyped);
    }

    /** An entry has all dimensions of an array as its children, the outermost first. */
    private Type array(EntryCursor entry, int depth) throws MalformedException {
        Type type = target(entry, depth);
        if (type.stripped() instanceof Structure structure && structure.extent() == Extent.VARYING) {
            return new Unknown("how far apart its elements are depends on variables");
        }
        boolean isVector = entry.flag(Attribute.DW_AT_GNU_VECTOR);
        List<EntryReference> dimensions = new ArrayList<>();
        while (entry.next()) {
            if (entry.depth() == 1 && entry.tag() == Tag.DW_TAG_SUBRANGE_TYPE) {
                dimensions.add(entry.reference());
            }
        }
        if (dimensions.size() > DEEPEST) {
            throw entry.malformed("an array of " + dimensions.size() + " dimensions");
        }
        for (EntryReference dimension : dimensions.reversed()) {
            EntryCursor subrange = dimension.open();
            OptionalLong count = count(subrange);
            long size = type.size();
            if (count.isPresent() && size != 0 && count.getAsLong() > MEMORY_SIZE / size) {
                throw entry.malformed("an array larger than memory");
            }
            boolean isVariable = count.isEmpty()
                    && (subrange.has(Attribute.DW_AT_UPPER_BOUND) || subrange.has(Attribute.DW_AT_COUNT));
            type = isVariable ? new Array(type, dimension) : new Array(type, count, isVector);
        }
        return dimensions.isEmpty() ? new Array(type, OptionalLong.empty()) : type;
    }

    private static OptionalLong count(EntryCursor subrange) throws MalformedException {
        OptionalLong count = subrange.constant(Attribute.DW_AT_COUNT);
        if (count.isEmpty()) {
            OptionalLong upper = subrange.constant(Attribute.DW_AT_UPPER_BOUND);
            if (upper.isEmpty()) {
                return OptionalLong.empty();
            }
            // GCC gives an array of no elements the bound -1, in as many bytes as it likes.
            long lower = subrange.constant(Attribute.DW_AT_LOWER_BOUND).orElse(0);
            long bound = upper.getAsLong() == 0xFFFF_FFFFL ? -1 : upper.getAsLong();
            count = OptionalLong.of(Math.max(bound - lower + 1, 0));
        }
        return count.getAsLong() < 0 ? OptionalLong.empty() : count;
    }
}
