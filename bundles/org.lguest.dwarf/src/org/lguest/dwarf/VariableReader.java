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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Expression;
import org.lguest.dwarf.info.LocatedExpression;
import org.lguest.dwarf.info.Tag;
import org.lguest.dwarf.location.ConstantExpression;
import org.lguest.dwarf.location.FrameContext;
import org.lguest.dwarf.location.Location;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.location.Operand;
import org.lguest.dwarf.location.StackMachine;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.TargetRegisters;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Types;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;
import org.lguest.dwarf.value.ValueBytes;

/** Makes values of the entries of variables. For one thread, within {@link TargetMemory#ask}. */
final class VariableReader {
    private final Declarations declarations;
    private final Types types;
    private final Callers callers;
    private final TargetMemory memory;
    private final Consumer<MalformedException> damage;

    VariableReader(Declarations declarations, Types types, Callers callers, TargetMemory memory,
            Consumer<MalformedException> damage) {
        this.declarations = declarations;
        this.types = types;
        this.callers = callers;
        this.memory = memory;
        this.damage = damage;
    }

    List<NamedValue> locals(StackFrame frame) {
        List<NamedValue> found = new ArrayList<>();
        if (frame.scope().isEmpty()) {
            return found;
        }
        ActivationContext context = new ActivationContext(declarations, callers, frame.activation(), memory);
        try {
            List<List<EntryReference>> blocks =
                    ScopeEntries.at(frame.activation().lookupAddress(), frame.scope().get());
            for (int block = blocks.size() - 1; block >= 0; block--) {
                for (EntryReference reference : blocks.get(block)) {
                    EntryCursor entry = reference.open();
                    String name = UnitDeclarations.name(entry);
                    if (!name.isEmpty()) {
                        found.add(new NamedValue(name, entry.tag() == Tag.DW_TAG_FORMAL_PARAMETER, block,
                                value(entry, context)));
                    }
                }
            }
        } catch (MalformedException e) {
            damage.accept(e);
        }
        return found;
    }

    /** The canonical frame address of a frame, if that address in memory is one of a variable that goes with it. */
    OptionalInt frameOf(int address, StackFrame frame) {
        for (NamedValue local : locals(frame)) {
            OptionalInt start = local.value().address();
            boolean isWithin = start.isPresent() && Integer.toUnsignedLong(address - start.getAsInt())
                    < Math.max(local.value().type().size(), 1);
            if (isWithin && declarations.variables(local.name()).stream().noneMatch(v -> v.address() == start.getAsInt())) {
                try {
                    return OptionalInt.of(callers.unwinder().canonicalFrameAddress(frame.activation(), memory));
                } catch (NoValueException e) {
                    return OptionalInt.empty();
                }
            }
        }
        return OptionalInt.empty();
    }

    Optional<NamedValue> global(String name, String owner) {
        Optional<Value> placed = declarations.variables(name).stream()
                .filter(v -> owner.isEmpty() ? v.function().isEmpty() : v.function().equals(owner) || v.isOfFile(owner))
                .min((a, b) -> Boolean.compare(b.isExternal(), a.isExternal()))
                .map(v -> Value.at(v.address(), types.typeOf(v.type())));
        return placed.or(() -> declarations.unplaced(name).stream()
                .filter(v -> owner.isEmpty() || isOf(v.entry(), owner))
                .min((a, b) -> Boolean.compare(b.isExternal(), a.isExternal()))
                .map(v -> unplaced(v.entry())))
                .map(value -> new NamedValue(name, false, 0, value));
    }

    /** The variables of a file alone, first those that are in memory. */
    List<NamedValue> globals(SourceFile primary) {
        List<NamedValue> found = new ArrayList<>();
        for (UnitDeclarations unit : declarations.of(primary)) {
            unit.variables().stream().filter(v -> v.function().isEmpty() && !v.name().isEmpty())
                    .map(v -> new NamedValue(v.name(), false, 0, Value.at(v.address(), types.typeOf(v.type()))))
                    .forEach(found::add);
            unit.unplaced().stream().filter(v -> !v.name().isEmpty())
                    .map(v -> new NamedValue(v.name(), false, 0, unplaced(v.entry()))).forEach(found::add);
        }
        return found;
    }

    private static boolean isOf(EntryReference entry, String file) {
        return Declarations.primarySource(entry.unit()).endsWith(file);
    }

    private Value unplaced(EntryReference reference) {
        try {
            return value(reference.open(), new FilesContext(memory));
        } catch (MalformedException e) {
            damage.accept(e);
            return damaged(e);
        }
    }

    private Value value(EntryCursor entry, ActivationContext context) throws MalformedException {
        Type type = sized(type(entry), context);
        if (entry.flag(Attribute.DW_AT_DECLARATION) && !entry.has(Attribute.DW_AT_LOCATION)) {
            return global(UnitDeclarations.name(entry), "").map(NamedValue::value)
                    .orElse(new Value(type, new Storage.Absent("it is declared here and defined nowhere")));
        }
        return new Value(type, storage(entry, type, context));
    }

    private Value value(EntryCursor entry, FilesContext context) throws MalformedException {
        Type type = type(entry);
        Optional<Storage> constant = constant(entry, type);
        if (constant.isPresent()) {
            return new Value(type, constant.get());
        }
        List<LocatedExpression> expressions = entry.locations(Attribute.DW_AT_LOCATION);
        if (expressions.isEmpty()) {
            return new Value(type, new Storage.Absent("the compiler did without it"));
        }
        return new Value(type, evaluated(expressions.getFirst().expression(), type, context));
    }

    private Type type(EntryCursor entry) throws MalformedException {
        Optional<EntryCursor> typed = entry.having(Attribute.DW_AT_TYPE);
        return types.typeOf(typed.orElse(entry).reference());
    }

    private Storage storage(EntryCursor entry, Type type, ActivationContext context) throws MalformedException {
        Optional<Storage> constant = constant(entry, type);
        if (constant.isPresent()) {
            return constant.get();
        }
        List<LocatedExpression> expressions = entry.locations(Attribute.DW_AT_LOCATION);
        if (expressions.isEmpty()) {
            return new Storage.Absent("the compiler did without it");
        }
        Optional<Expression> expression = context.holding(expressions);
        if (expression.isEmpty()) {
            String ranges = ranges(expressions);
            return new Storage.Absent(ranges.isEmpty() ? "it is in no location at any address"
                    : "it is in no location at this address; it is live at " + ranges);
        }
        return evaluated(expression.get(), type, context);
    }

    /** Empty where all ranges are, as of what is gone before the first instruction is through. */
    private static String ranges(List<LocatedExpression> expressions) {
        return expressions.stream().flatMap(e -> e.range().stream()).filter(r -> !r.isEmpty())
                .map(r -> "0x" + Integer.toHexString(r.low()) + "-0x" + Integer.toHexString(r.high() - 1))
                .collect(Collectors.joining(", "));
    }

    private Storage evaluated(Expression expression, Type type, FrameContext context) {
        try {
            OptionalLong constant = type.size() == 8 ? ConstantExpression.of(expression) : OptionalLong.empty();
            return constant.isPresent()
                    ? new Storage.Bytes(bytes(constant.getAsLong(), 8), Optional.empty())
                    : storage(new StackMachine(context).locate(expression), type, context);
        } catch (NoValueException e) {
            return new Storage.Absent(e.reason());
        } catch (MalformedException e) {
            damage.accept(e);
            return new Storage.Absent("the debug information is damaged: " + e.getMessage());
        }
    }

    private Storage storage(Location location, Type type, FrameContext context) {
        return switch (location) {
            case Location.Memory(int address) -> new Storage.Memory(address);
            case Location.Register(int number) -> RegisterStorage.of(number, type, context);
            case Location.Computed(Operand value) -> new Storage.Bytes(value.bytes(), Optional.empty());
            case Location.Constant(byte[] bytes) -> new Storage.Bytes(bytes, Optional.empty());
            case Location.ImplicitPointer(EntryReference target, long offset) ->
                new Storage.ImplicitPointer(target, offset, later -> pointed(target, context, later));
            case Location.Pieces(List<Location.Piece> pieces) -> new Storage.Pieces(pieces.stream()
                    .map(p -> new Storage.Piece(storage(p.location(), new Type.Void(), context), p.bits(), p.from()))
                    .toList());
            case Location.Absent(String reason) -> new Storage.Absent(reason);
        };
    }

    /** What an implicit pointer points into, in the same activation. */
    private Value pointed(EntryReference target, FrameContext context, TargetMemory later) {
        VariableReader reader = new VariableReader(declarations, types, callers, later, damage);
        try {
            return context instanceof ActivationContext frame
                    ? reader.value(target.open(),
                            new ActivationContext(declarations, callers, frame.activation(), later))
                    : reader.value(target.open(), new FilesContext(later));
        } catch (MalformedException e) {
            damage.accept(e);
            return damaged(e);
        }
    }

    private static Value damaged(MalformedException e) {
        return new Value(new Type.Unknown(e.getMessage()), new Storage.Absent(e.getMessage()));
    }

    /** A value that is known without running the program (DWARF 5, section 2.24). */
    private static Optional<Storage> constant(EntryCursor entry, Type type) throws MalformedException {
        if (!entry.has(Attribute.DW_AT_CONST_VALUE)) {
            return Optional.empty();
        }
        OptionalLong number = entry.constant(Attribute.DW_AT_CONST_VALUE);
        byte[] bytes;
        if (number.isPresent()) {
            bytes = bytes(number.getAsLong(), (int) Math.clamp(type.size(), 1, 16));
        } else {
            Optional<Reader> block = entry.expression(Attribute.DW_AT_CONST_VALUE);
            if (block.isEmpty()) {
                return Optional.empty();
            }
            bytes = block.get().copy(block.get().remaining());
        }
        return Optional.of(new Storage.Bytes(bytes, Optional.empty()));
    }

    private static byte[] bytes(long number, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (number >> Math.min(8 * i, 63));
        }
        return bytes;
    }

    /** The type with the length of an array that is known only while the program runs. */
    private Type sized(Type type, ActivationContext context) {
        if (!(type.stripped() instanceof Type.Array array)) {
            return type;
        }
        Type element = sized(array.element(), context);
        if (array.bound().isPresent()) {
            OptionalLong count = count(array.bound().get(), context);
            return count.isPresent() ? new Type.Array(element, count) : new Type.Array(element, array.bound().get());
        }
        return element == array.element() ? type : new Type.Array(element, array.count());
    }

    private OptionalLong count(EntryReference subrange, ActivationContext context) {
        try {
            EntryCursor entry = subrange.open();
            boolean isCount = entry.has(Attribute.DW_AT_COUNT);
            int attribute = isCount ? Attribute.DW_AT_COUNT : Attribute.DW_AT_UPPER_BOUND;
            Optional<EntryReference> variable = entry.reference(attribute);
            long bound;
            if (variable.isPresent()) {
                Value value = value(variable.get().open(), context);
                bound = ValueBytes.integer(ValueBytes.of(value, memory), value.bits(), false);
            } else {
                Optional<Expression> expression = context.holding(entry.locations(attribute));
                if (expression.isEmpty()) {
                    return OptionalLong.empty();
                }
                bound = (int) new StackMachine(context).compute(expression.get()).bits();
            }
            long count = isCount ? bound : bound + 1;
            return count < 0 || count > Integer.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(count);
        } catch (NoValueException e) {
            return OptionalLong.empty();
        } catch (MalformedException e) {
            damage.accept(e);
            return OptionalLong.empty();
        }
    }

    /** For variables of files, which have no frame. */
    private record FilesContext(TargetMemory memory) implements FrameContext {
        @Override
        public TargetRegisters registers() {
            return number -> OptionalInt.empty();
        }

        @Override
        public int frameBase() throws NoValueException {
            throw new NoValueException("a variable of a file has no frame");
        }

        @Override
        public int canonicalFrameAddress() throws NoValueException {
            throw new NoValueException("a variable of a file has no frame");
        }

        @Override
        public Operand entryValue(Expression expression) throws NoValueException {
            throw new NoValueException("a variable of a file has no frame");
        }
    }
}
