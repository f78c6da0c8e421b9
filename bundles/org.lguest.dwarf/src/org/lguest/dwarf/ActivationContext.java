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

import java.util.Optional;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.frame.CallFrame;
import org.lguest.dwarf.frame.FrameRegisters;
import org.lguest.dwarf.frame.Recovery;
import org.lguest.dwarf.frame.Unwinder.Step;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Expression;
import org.lguest.dwarf.info.LocatedExpression;
import org.lguest.dwarf.location.FrameContext;
import org.lguest.dwarf.location.Location;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.location.Operand;
import org.lguest.dwarf.location.StackMachine;
import org.lguest.dwarf.machine.TargetMemory;

/** What expressions ask of one activation. For one thread, within {@link TargetMemory#ask}. */
final class ActivationContext implements FrameContext {
    private static final int DEEPEST = 16;

    private final Declarations declarations;
    private final Callers callers;
    private final CallFrame activation;
    private final TargetMemory memory;
    private final int depth;
    private boolean inFrameBase;

    ActivationContext(Declarations declarations, Callers callers, CallFrame activation, TargetMemory memory) {
        this(declarations, callers, activation, memory, 0);
    }

    private ActivationContext(Declarations declarations, Callers callers, CallFrame activation, TargetMemory memory,
            int depth) {
        this.declarations = declarations;
        this.callers = callers;
        this.activation = activation;
        this.memory = memory;
        this.depth = depth;
    }

    CallFrame activation() {
        return activation;
    }

    @Override
    public TargetMemory memory() {
        return memory;
    }

    @Override
    public FrameRegisters registers() {
        return activation.registers();
    }

    @Override
    public String whyUnknown(String register) {
        return activation.recovery() == Recovery.MACHINE
                ? register + " is not known"
                : register + " is not preserved by the call";
    }

    /** The entry of the function that the activation is one of. */
    Optional<EntryReference> function() {
        return declarations.entryAt(activation.lookupAddress());
    }

    /** Of expressions for ranges of addresses, the one that holds where the activation stands. */
    Optional<Expression> holding(Iterable<LocatedExpression> expressions) {
        int address = activation.lookupAddress();
        int entry = declarations.functionAt(address).map(Function::lowPc).orElse(address);
        for (LocatedExpression located : expressions) {
            if (located.holdsAt(address, entry)) {
                return Optional.of(located.expression());
            }
        }
        return Optional.empty();
    }

    @Override
    public int frameBase() throws NoValueException {
        Optional<EntryReference> function = function();
        if (function.isEmpty() || inFrameBase) {
            throw new NoValueException("the function does not say where its frame is");
        }
        inFrameBase = true;
        try {
            Optional<Expression> expression =
                    holding(function.get().open().locations(Attribute.DW_AT_FRAME_BASE));
            if (expression.isEmpty()) {
                throw new NoValueException("the function does not say where its frame is");
            }
            Location base = new StackMachine(this).locate(expression.get());
            return switch (base) {
                case Location.Memory(int address) -> address;
                case Location.Register(int number) -> registers().value(number)
                        .orElseThrow(() -> new NoValueException("the register of the frame is not known"));
                case Location.Computed(Operand value) -> (int) value.bits();
                default -> throw new NoValueException("the function's frame is in no one place");
            };
        } catch (MalformedException e) {
            throw new NoValueException("the debug information is damaged: " + e.getMessage());
        } finally {
            inFrameBase = false;
        }
    }

    @Override
    public int canonicalFrameAddress() throws NoValueException {
        return callers.unwinder().canonicalFrameAddress(activation, memory);
    }

    @Override
    public Operand entryValue(Expression expression) throws NoValueException {
        return passed((caller, called) -> callers.parameter(caller, called, expression));
    }

    @Override
    public Operand argument(EntryReference parameter) throws NoValueException {
        return passed((caller, called) -> callers.parameter(caller, called, parameter));
    }

    /** How to ask a caller for what it passed. */
    private interface Asking {
        Operand ask(ActivationContext caller, Function called) throws MalformedException, NoValueException;
    }

    private Operand passed(Asking asking) throws NoValueException {
        if (depth == DEEPEST || !(callers.caller(activation, memory) instanceof Step.Caller(CallFrame frame))) {
            throw new NoValueException("its value at the function's entry is needed, and the caller is not known");
        }
        ActivationContext caller = new ActivationContext(declarations, callers, frame, memory, depth + 1);
        Optional<Function> called = declarations.functionAt(activation.lookupAddress());
        try {
            if (called.isEmpty()) {
                throw new NoValueException("its value at a function's entry is needed, and it is in none");
            }
            return asking.ask(caller, called.get());
        } catch (MalformedException e) {
            throw new NoValueException("the debug information is damaged: " + e.getMessage());
        }
    }
}
