/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.frame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.frame.FrameRegisters.Known;
import org.lguest.dwarf.frame.RegisterRule.AtExpression;
import org.lguest.dwarf.frame.RegisterRule.InRegister;
import org.lguest.dwarf.frame.RegisterRule.Offset;
import org.lguest.dwarf.frame.RegisterRule.SameValue;
import org.lguest.dwarf.frame.RegisterRule.Undefined;
import org.lguest.dwarf.frame.RegisterRule.ValueExpression;
import org.lguest.dwarf.frame.RegisterRule.ValueOffset;
import org.lguest.dwarf.info.Expression;
import org.lguest.dwarf.location.FrameContext;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.location.Operand;
import org.lguest.dwarf.location.StackMachine;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.TargetRegisters;
import org.lguest.dwarf.machine.UnreadableException;

/**
 * Steps from a frame to its caller's (DWARF 5, section 6.4.3). Where the compiler does not say how, it is guessed from
 * the code. Immutable; for any thread, within {@link TargetMemory#ask}.
 */
public final class Unwinder {
    /** Bytes of a function that are read for its prologue; longer ones are none. */
    private static final int LONGEST_PROLOGUE = 64;
    /** {@code mov r/m32, r32}: with esp for the one and ebx for the other Linux leaves the stack of interrupts. */
    private static final byte MOV = (byte) 0x89;
    private static final int DWORD = 4;
    private static final int EIP = I386Register.EIP.number();
    private static final int ESP = I386Register.ESP.number();

    /** What is above a frame. */
    public sealed interface Step {
        /** The frame that called, or that was interrupted. */
        record Caller(CallFrame frame) implements Step {
        }

        /** Nothing. @param reason as a clause */
        record End(String reason) implements Step {
        }
    }

    /** @param frame with its registers as the row takes them to be */
    private record Found(CallFrame frame, UnwindRow row, Recovery recovery) {
    }

    private final List<CallFrameTable> tables;
    private final IntFunction<OptionalInt> entryOf;
    private final Supplier<Optional<TrapFrame>> trapFrame;
    private final Consumer<MalformedException> damage;

    /**
     * @param tables in the order of trust
     * @param entryOf gives the entry of the function that an address is in
     * @param trapFrame what entry code saves, asked for where there is no description
     * @param damage is told of descriptions that can't be read
     */
    public Unwinder(List<CallFrameTable> tables, IntFunction<OptionalInt> entryOf,
            Supplier<Optional<TrapFrame>> trapFrame, Consumer<MalformedException> damage) {
        this.tables = List.copyOf(tables);
        this.entryOf = entryOf;
        this.trapFrame = trapFrame;
        this.damage = damage;
    }

    /** The frame where the machine stands. */
    public static CallFrame innermost(TargetRegisters machine) {
        return new CallFrame(machine.value(EIP).orElse(0), true, FrameRegisters.of(machine), Recovery.MACHINE);
    }

    /** The frame above on the stack. */
    public Step caller(CallFrame standing, TargetMemory memory) {
        if (standing.returnsTo().isPresent()) {
            return new Step.Caller(standing.returnsTo().get());
        }
        Found found = found(standing, memory);
        try {
            return caller(found.frame, found, memory);
        } catch (NoValueException e) {
            return new Step.End("the stack ends here: " + e.reason());
        } catch (MalformedException e) {
            damage.accept(e);
            return new Step.End("the call frame information is damaged: " + e.getMessage());
        }
    }

    /**
     * Where an activation goes on when it returns; of one that was left by a tail call, that of who called it. Empty
     * where it is not known, and for what nobody has called.
     */
    public OptionalInt returnAddress(CallFrame standing, TargetMemory memory) {
        CallFrame activation = standing;
        while (caller(activation, memory) instanceof Step.Caller(CallFrame caller)) {
            if (!caller.isTailCall()) {
                return OptionalInt.of(caller.address());
            }
            activation = caller;
        }
        return OptionalInt.empty();
    }

    /** What esp was before the call that made the frame, unsigned. */
    public int canonicalFrameAddress(CallFrame standing, TargetMemory memory) throws NoValueException {
        if (standing.isTailCall()) {
            return standing.stackPointer() + DWORD;
        }
        Found found = found(standing, memory);
        try {
            return address(found.row, found.frame, memory);
        } catch (MalformedException e) {
            damage.accept(e);
            throw new NoValueException("the call frame information is damaged: " + e.getMessage());
        }
    }

    /**
     * A register and what to add to it.
     *
     * @param offset in bytes
     */
    public record FrameAddress(I386Register register, int offset) {
    }

    /** How the canonical frame address is found at an instruction, if that can be told without the machine. */
    public Optional<FrameAddress> frameAddressAt(int address) {
        for (CallFrameTable table : tables) {
            try {
                Optional<UnwindRow> row = table.row(address);
                if (row.isPresent()) {
                    return row.get().cfa() instanceof CfaRule.RegisterOffset(int register, int offset)
                            ? I386Register.numbered(register).map(known -> new FrameAddress(known, offset))
                            : Optional.empty();
                }
            } catch (MalformedException e) {
                damage.accept(e);
            }
        }
        return Optional.empty();
    }

    /**
     * The frame of code that has called on another stack and is about to take back its own, as Linux does it for
     * interrupts: with that. Call frame information only knows of one.
     */
    private static CallFrame onItsStack(CallFrame frame, TargetMemory memory) {
        if (frame.isAtInstruction()) {
            return frame;
        }
        try {
            byte[] code = memory.read(frame.address(), 2);
            int modrm = code[1] & 0xFF;
            boolean isTaken = code[0] == MOV && (modrm & 0xC7) == (0xC0 | ESP);
            return isTaken ? new CallFrame(frame.address(), false,
                    frame.registers().with(ESP, modrm >> 3 & 7), frame.recovery()) : frame;
        } catch (UnreadableException e) {
            return frame;
        }
    }

    private Found found(CallFrame standing, TargetMemory memory) {
        Found found = find(onItsStack(standing, memory), memory);
        boolean isByStackPointer = found.recovery == Recovery.CALL_FRAME_INFORMATION
                && found.row.cfa() instanceof CfaRule.RegisterOffset(int register, int offset) && register == ESP;
        return isByStackPointer ? withoutWhatAssemblyHasPushed(found, memory) : found;
    }

    /** Only if it can't have been called as its description says, and has been called as the code says. */
    private Found withoutWhatAssemblyHasPushed(Found found, TargetMemory memory) {
        InlineAssembly pushed = InlineAssembly.around(found.frame, memory);
        if (pushed.bytes() == 0 || isCalled(found, memory)) {
            return found;
        }
        FrameRegisters registers = found.frame.registers().popped(pushed.bytes(), pushed.registers(), memory);
        CallFrame before = new CallFrame(found.frame.address(), found.frame.isAtInstruction(), registers,
                found.frame.recovery());
        Found other = new Found(before, found.row, Recovery.PROLOGUE);
        return isCalled(other, memory) ? other : found;
    }

    private boolean isCalled(Found found, TargetMemory memory) {
        try {
            OptionalInt address = caller(found.frame, found, memory) instanceof Step.Caller(CallFrame caller)
                    ? OptionalInt.of(caller.address()) : OptionalInt.empty();
            return address.isPresent() && entryOf.apply(address.getAsInt()).isPresent()
                    && InlineAssembly.isBehindCall(address.getAsInt(), memory);
        } catch (NoValueException | MalformedException e) {
            return false;
        }
    }

    private Found find(CallFrame frame, TargetMemory memory) {
        int address = frame.lookupAddress();
        for (CallFrameTable table : tables) {
            try {
                Optional<UnwindRow> row = table.row(address);
                if (row.isPresent()) {
                    return new Found(frame, row.get(), Recovery.CALL_FRAME_INFORMATION);
                }
            } catch (MalformedException e) {
                damage.accept(e);
            }
        }
        Optional<UnwindRow> trap = trapFrame.get()
                .flatMap(t -> t.row(frame, at -> entryOf.apply(at).isPresent(), memory));
        if (trap.isPresent()) {
            return new Found(frame, trap.get(), Recovery.TRAP_FRAME);
        }
        OptionalInt entry = entryOf.apply(address);
        if (entry.isEmpty()) {
            return new Found(frame, PrologueAnalysis.frameChain(), Recovery.FRAME_POINTER);
        }
        Optional<UnwindRow> epilogue = EpilogueAnalysis.row(frame.address(), at -> isAnother(at, entry.getAsInt()), memory);
        if (epilogue.isPresent()) {
            return new Found(frame, epilogue.get(), Recovery.PROLOGUE);
        }
        int distance = frame.address() - entry.getAsInt();
        try {
            byte[] code = memory.read(entry.getAsInt(), Math.clamp(distance, 0, LONGEST_PROLOGUE));
            return new Found(frame, PrologueAnalysis.row(code), Recovery.PROLOGUE);
        } catch (UnreadableException e) {
            return new Found(frame, PrologueAnalysis.frameChain(), Recovery.FRAME_POINTER);
        }
    }

    private boolean isAnother(int address, int entry) {
        return address != entry && entryOf.apply(address).equals(OptionalInt.of(address));
    }

    private static int address(UnwindRow row, CallFrame frame, TargetMemory memory)
            throws NoValueException, MalformedException {
        return switch (row.cfa()) {
            case CfaRule.RegisterOffset(int register, int offset) -> needed(frame, register).value() + offset;
            case CfaRule.Computed(Expression expression) -> compute(expression, frame, memory);
        };
    }

    private static Known needed(CallFrame frame, int register) throws NoValueException {
        return frame.registers().known(register)
                .orElseThrow(() -> new NoValueException(I386Register.text(register) + " is not known"));
    }

    private Step caller(CallFrame frame, Found found, TargetMemory memory)
            throws NoValueException, MalformedException {
        UnwindRow row = found.row;
        int cfa = address(row, frame, memory);
        Map<Integer, Known> registers = new HashMap<>();
        for (I386Register register : I386Register.values()) {
            int number = register.number();
            Optional<RegisterRule> rule = row.rule(number == EIP ? row.returnAddress() : number);
            if (rule.isPresent()) {
                apply(rule.get(), number, cfa, frame, memory).ifPresent(known -> registers.put(number, known));
            } else if (number == ESP) {
                registers.put(number, new Known(cfa, new RegisterPlace.Computed()));
            } else if (number != EIP && (register.isPreservedByCalls() || row.isInterrupted())) {
                frame.registers().known(number).ifPresent(known -> registers.put(number, known));
            }
        }
        Known returnAddress = registers.get(EIP);
        if (returnAddress == null) {
            return new Step.End("it was called by nobody");
        }
        int address = returnAddress.value();
        boolean isCircle = cfa == frame.stackPointer() && address == frame.address();
        if (isCircle) {
            return new Step.End("the stack leads in a circle");
        }
        return new Step.Caller(new CallFrame(address, row.isInterrupted(), FrameRegisters.of(registers), found.recovery));
    }

    private static Optional<Known> apply(RegisterRule rule, int number, int cfa, CallFrame frame, TargetMemory memory)
            throws NoValueException, MalformedException {
        return switch (rule) {
            case Undefined() -> Optional.empty();
            case SameValue() -> frame.registers().known(number);
            case InRegister(int other) -> frame.registers().known(other);
            case Offset(int offset) -> saved(cfa + offset, number, memory);
            case ValueOffset(int offset) -> Optional.of(new Known(cfa + offset, new RegisterPlace.Computed()));
            case AtExpression(Expression expression) ->
                saved(compute(expression, frame, memory, Operand.generic(cfa)), number, memory);
            case ValueExpression(Expression expression) -> Optional.of(new Known(
                    compute(expression, frame, memory, Operand.generic(cfa)), new RegisterPlace.Computed()));
        };
    }

    private static Optional<Known> saved(int address, int number, TargetMemory memory) throws NoValueException {
        try {
            return Optional.of(new Known(memory.word(address), new RegisterPlace.Saved(address)));
        } catch (UnreadableException e) {
            if (number == EIP) {
                throw new NoValueException("its return address can't be read at 0x" + Integer.toHexString(e.address()));
            }
            return Optional.empty();
        }
    }

    private static int compute(Expression expression, CallFrame frame, TargetMemory memory, Operand... initial)
            throws NoValueException, MalformedException {
        return (int) new StackMachine(new Registers(frame, memory)).compute(expression, initial).bits();
    }

    /** Call frame information may ask for registers and memory only (DWARF 5, section 6.4.2). */
    private record Registers(CallFrame frame, TargetMemory memory) implements FrameContext {
        @Override
        public TargetRegisters registers() {
            return frame.registers();
        }

        @Override
        public int frameBase() throws NoValueException {
            throw new NoValueException("call frame information asks for the frame base");
        }

        @Override
        public int canonicalFrameAddress() throws NoValueException {
            throw new NoValueException("call frame information asks for itself");
        }

        @Override
        public Operand entryValue(Expression expression) throws NoValueException {
            throw new NoValueException("call frame information asks for values at the entry");
        }
    }
}
