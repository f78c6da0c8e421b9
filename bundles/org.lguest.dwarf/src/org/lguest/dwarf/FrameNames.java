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

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lguest.dwarf.elf.SymbolTable;
import org.lguest.dwarf.frame.FrameRegisters;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.type.Type.Pointer;
import org.lguest.dwarf.type.Types;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;

/** What names in an expression stand for in a frame: the innermost block's first, then the file's, then anybody's. */
final class FrameNames extends ProgramNames {
    private static final int DW_ATE_SIGNED = 5;
    private static final int DW_ATE_SIGNED_CHAR = 6;
    static final Base INT = new Base("int", 4, DW_ATE_SIGNED);
    private static final Base SHORT = new Base("short", 2, DW_ATE_SIGNED);
    private static final Base CHAR = new Base("char", 1, DW_ATE_SIGNED_CHAR);
    private static final Type.Parameters NO_PARAMETERS = new Type.Parameters(List.of(), false);
    private static final Map<String, String> ALIASES = Map.of("pc", "eip", "sp", "esp", "fp", "ebp");

    private final StackFrame frame;
    private final VariableReader reader;
    private final Lazy<List<NamedValue>> locals;

    FrameNames(StackFrame frame, VariableReader reader, Declarations declarations, SymbolTable symbols, Types types) {
        super(declarations, symbols, types);
        this.frame = frame;
        this.reader = reader;
        this.locals = new Lazy<>(() -> reader.locals(frame));
    }

    @Override
    public Optional<Value> variable(String owner, String name) {
        boolean isOwn = owner.isEmpty() || frame.function().filter(f -> f.name().equals(owner)).isPresent();
        Optional<Value> local = isOwn
                ? locals.get().stream().filter(n -> n.name().equals(name)).findFirst().map(NamedValue::value)
                : Optional.empty();
        return local.or(() -> global(owner, name)).or(() -> owner.isEmpty() ? constant(name) : Optional.empty());
    }

    private Optional<Value> global(String owner, String name) {
        Optional<NamedValue> ofFile = owner.isEmpty() && frame.scope().isPresent()
                ? reader.global(name, frame.scope().get().unit().name())
                : Optional.empty();
        return ofFile.or(() -> reader.global(name, owner)).map(NamedValue::value);
    }

    @Override
    public Optional<Value> register(String name) {
        String full = ALIASES.getOrDefault(name, name);
        Optional<I386Register> whole = I386Register.named(full);
        if (whole.isPresent()) {
            Type type = switch (whole.get()) {
                case EIP -> new Pointer(4, () -> new Type.FunctionType(Type.Void::new, () -> NO_PARAMETERS, false));
                case ESP, EBP -> new Pointer(4, Type.Void::new);
                default -> INT;
            };
            return Optional.of(new Value(type, storage(whole.get())));
        }
        Optional<I386Register> wide = I386Register.named("e" + full);
        if (full.length() == 2 && wide.isPresent()) {
            return Optional.of(new Value(SHORT, storage(wide.get())));
        }
        Optional<I386Register> lettered = full.matches("[abcd][lh]")
                ? I386Register.named("e" + full.charAt(0) + "x")
                : Optional.empty();
        return lettered.map(r -> new Value(CHAR, storage(r), full.endsWith("h") ? 8 : 0, 8));
    }

    private Storage storage(I386Register register) {
        FrameRegisters registers = frame.activation().registers();
        return registers.bytes(register.number())
                .<Storage>map(bytes -> new Storage.Bytes(bytes, registers.place(register.number())))
                .orElseGet(() -> new Storage.Absent(register.lowerCaseName() + " is not preserved by the call"));
    }
}
