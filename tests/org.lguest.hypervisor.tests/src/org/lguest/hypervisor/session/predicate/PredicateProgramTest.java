/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session.predicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.session.predicate.PredicateEvaluator.Outcome;
import org.lguest.hypervisor.session.predicate.PredicateProgram.Instruction;

/** What a program may be, and what it comes to. */
class PredicateProgramTest {

    private static final int MAPPED = 0xC000_0100;

    /** One dword of memory, and EAX. */
    private record Guest(int eax, int word) implements GuestState {
        @Override
        public int register(Register register) {
            return register == Register.EAX ? eax : 0;
        }

        @Override
        public long read(int linear, int size) {
            int offset = linear - MAPPED;
            return offset < 0 || offset + size > 4 ? -1 : word >>> 8 * offset & (1L << 8 * size) - 1;
        }
    }

    private final PredicateEvaluator evaluator = new PredicateEvaluator();

    private static PredicateProgram program(Object... parts) {
        List<Instruction> instructions = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            boolean operand = i + 1 < parts.length && parts[i + 1] instanceof Integer;
            instructions.add(parts[i] instanceof Register register ? Instruction.of(register)
                    : operand ? Instruction.of((Operation) parts[i], (Integer) parts[++i])
                    : Instruction.of((Operation) parts[i]));
        }
        return PredicateProgram.of(instructions);
    }

    private Outcome evaluate(PredicateProgram program) {
        return evaluator.evaluate(program, new Guest(5, 0x80FF_7F81), 3);
    }

    private static String refused(Object... parts) {
        return assertThrows(IllegalArgumentException.class, () -> program(parts)).getMessage();
    }

    private void assertValue(int expected, Object... parts) {
        Object[] compared = new Object[parts.length + 3];
        System.arraycopy(parts, 0, compared, 0, parts.length);
        compared[parts.length] = Operation.CONSTANT;
        compared[parts.length + 1] = expected;
        compared[parts.length + 2] = Operation.EQUAL;
        assertEquals(Outcome.TRUE, evaluate(program(compared)), () -> List.of(parts) + " is not " + expected);
    }

    @Test
    void registersMatchesAndMemoryAreRead() {
        assertValue(5, Register.EAX);
        assertValue(3, Operation.MATCHES);
        Map.of(Operation.LOAD_8_UNSIGNED, 0x81, Operation.LOAD_8_SIGNED, 0xFFFF_FF81, Operation.LOAD_16_UNSIGNED, 0x7F81,
                Operation.LOAD_32, 0x80FF_7F81).forEach((load, value) -> assertValue(value, Operation.CONSTANT, MAPPED, load));
        assertValue(0xFFFF_80FF, Operation.CONSTANT, MAPPED + 2, Operation.LOAD_16_SIGNED);
    }

    @Test
    void whatThereIsNoValueForIsAFault() {
        assertEquals(Outcome.FAULT, evaluate(program(Operation.CONSTANT, MAPPED + 1, Operation.LOAD_32)));
        assertEquals(Optional.of(new PredicateFault.Unmapped(MAPPED + 1)), evaluator.fault());
        for (Operation operation : List.of(Operation.DIVIDE_SIGNED, Operation.DIVIDE_UNSIGNED, Operation.REMAINDER_SIGNED,
                Operation.REMAINDER_UNSIGNED)) {
            assertEquals(Outcome.FAULT, evaluate(program(Register.EAX, Operation.CONSTANT, 0, operation)));
            assertEquals(Optional.of(new PredicateFault.DivisionByZero()), evaluator.fault());
        }
    }

    /** eax == 5 || *(int *) 0 */
    @Test
    void aJumpSparesWhatIsNotToBeEvaluated() {
        PredicateProgram either = program(Register.EAX, Operation.CONSTANT, 5, Operation.EQUAL, Operation.JUMP_IF_ZERO, 6,
                Operation.CONSTANT, 1, Operation.JUMP, 8, Operation.CONSTANT, 0, Operation.LOAD_32);
        assertEquals(Outcome.TRUE, evaluate(either));
        assertEquals(Outcome.FAULT, evaluator.evaluate(either, new Guest(4, 0), 1));
    }

    @Test
    void aProgramThatDoesNotVerifyIsRefused() {
        assertTrue(refused().contains("leaves 0 values"));
        assertTrue(refused(Operation.ADD).contains("finds only 0"));
        assertTrue(refused(Operation.CONSTANT, 1, Operation.CONSTANT, 1).contains("leaves 2 values"));
        assertTrue(refused(Operation.CONSTANT, 1, Operation.DROP).contains("leaves 0 values"));
        assertTrue(refused(Operation.CONSTANT, 1, Operation.JUMP, 0).contains("does not lead ahead"), "back");
        assertTrue(refused(Operation.CONSTANT, 1, Operation.JUMP, 1).contains("does not lead ahead"), "to itself");
        assertTrue(refused(Operation.CONSTANT, 1, Operation.JUMP, 3).contains("does not lead ahead"), "beyond the end");
        assertTrue(refused(Operation.CONSTANT, 1, Operation.JUMP, 3, Operation.NEGATE).contains("never reached"));
        assertTrue(refused(Operation.CONSTANT, 1, Operation.JUMP_IF_ZERO, 3, Operation.CONSTANT, 1).contains("values, others"));
        assertTrue(refused(Operation.REGISTER, Register.values().length).contains("names no register"));
        assertTrue(refused(Operation.REGISTER, -1).contains("names no register"));
    }

    @Test
    void lengthAndDepthAreBounded() {
        var constants = Collections.nCopies(PredicateProgram.MAXIMUM_DEPTH, Instruction.of(Operation.CONSTANT, 1));
        var sums = Collections.nCopies(PredicateProgram.MAXIMUM_DEPTH - 1, Instruction.of(Operation.ADD));
        List<Instruction> deep = new ArrayList<>(constants);
        deep.addAll(sums);
        assertEquals(Outcome.TRUE, evaluate(PredicateProgram.of(deep)));
        deep.addAll(0, List.of(Instruction.of(Operation.CONSTANT, 1)));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> PredicateProgram.of(deep)).getMessage()
                .contains("one value too many"));
        List<Instruction> longest = new ArrayList<>(
                Collections.nCopies(PredicateProgram.MAXIMUM_LENGTH, Instruction.of(Operation.NEGATE)));
        longest.set(0, Instruction.of(Operation.CONSTANT, 1));
        assertEquals(Outcome.TRUE, evaluate(PredicateProgram.of(longest)));
        longest.add(Instruction.of(Operation.NEGATE));
        assertThrows(IllegalArgumentException.class, () -> PredicateProgram.of(longest));
    }

    @Test
    void programsAreEqualWhenTheirInstructionsAre() {
        assertEquals(program(Register.EAX), program(Register.EAX));
        assertEquals(program(Register.EAX).hashCode(), program(Register.EAX).hashCode());
        assertNotEquals(program(Register.EAX), program(Register.ECX));
        assertEquals(PredicateProgram.ALWAYS, program(Operation.CONSTANT, 1));
    }
}
