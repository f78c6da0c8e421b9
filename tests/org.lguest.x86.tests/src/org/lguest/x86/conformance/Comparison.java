/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.conformance;

import java.util.ArrayList;
import java.util.List;

import org.lguest.x86.Vector;
import org.lguest.x86.conformance.UndefinedBehaviour.What;
import org.lguest.x86.opcode.Instruction;

/** Compares two outcomes of one case in everything that is defined. */
final class Comparison {

    private static final String[] REGISTERS = {"EAX", "ECX", "EDX", "EBX", "ESP", "EBP", "ESI", "EDI"};
    private static final String[] SELECTORS = {"ES", "CS", "SS", "DS", "FS", "GS"};

    private static final int ESP = 4;

    private Comparison() {
    }

    /**
     * One line for each difference after a sequence, which leaves the given flags undefined; empty if there is none.
     */
    static List<String> differences(Outcome real, Outcome ours, int undefinedFlags) {
        List<String> differences = new ArrayList<>();
        exception(differences, real, ours);
        differ(differences, "EIP", real.eip(), ours.eip());
        differ(differences, "EFLAGS", real.eflags() & ~undefinedFlags, ours.eflags() & ~undefinedFlags);
        for (int i = 0; i < REGISTERS.length; i++) {
            differ(differences, REGISTERS[i], real.registers()[i], ours.registers()[i]);
        }
        memory(differences, real, ours, 0);
        return differences;
    }

    /** One line for each difference after one instruction; empty if there is none. */
    static List<String> differences(TestCase testCase, Outcome real, Outcome ours) {
        List<String> differences = new ArrayList<>();
        Instruction instruction = testCase.instruction();
        boolean done = isDone(testCase, real);
        if (!UndefinedBehaviour.has(What.ORDER_OF_FAULTS, testCase, instruction) || !isAccessFault(real)
                || !isAccessFault(ours)) {
            exception(differences, real, ours);
        }
        differ(differences, "EIP", real.eip(), ours.eip());
        int undefined = done ? UndefinedBehaviour.flags(testCase, instruction)
                : UndefinedBehaviour.flagsAfterFault(testCase, instruction, real.vector());
        differ(differences, "EFLAGS", real.eflags() & ~undefined, ours.eflags() & ~undefined);
        boolean destination = done && UndefinedBehaviour.has(What.DESTINATION, testCase, instruction);
        for (int i = 0; i < REGISTERS.length; i++) {
            boolean partial = !done && i != ESP && UndefinedBehaviour.has(What.REGISTERS_AFTER_FAULT, testCase,
                    instruction);
            if (!partial && (!destination || instruction.kind0 != Instruction.REGISTER || instruction.register0 != i)) {
                differ(differences, REGISTERS[i], real.registers()[i], ours.registers()[i]);
            }
        }
        for (int i = 0; i < SELECTORS.length; i++) {
            differ(differences, SELECTORS[i], real.selectors()[i], ours.selectors()[i]);
        }
        if (!(destination || !done && UndefinedBehaviour.has(What.MEMORY_AFTER_FAULT, testCase, instruction))) {
            memory(differences, real, ours, UndefinedBehaviour.pushedBits(testCase, instruction));
        }
        return differences;
    }

    private static boolean isAccessFault(Outcome outcome) {
        return outcome.vector() >= Vector.STACK_FAULT && outcome.vector() <= Vector.PAGE_FAULT;
    }

    private static void exception(List<String> differences, Outcome real, Outcome ours) {
        if (real.vector() != ours.vector()) {
            differences.add("exception " + Vector.name(real.vector()) + " is " + Vector.name(ours.vector()));
        }
        differ(differences, "error code", real.errorCode(), ours.errorCode());
        differ(differences, "CR2", real.cr2(), ours.cr2());
    }

    /** Ran through to the INT3 after it, or to one that it branched to. */
    static boolean isDone(TestCase testCase, Outcome real) {
        return real.eip() != testCase.offset();
    }

    private static void memory(List<String> differences, Outcome real, Outcome ours, int undefined) {
        if (undefined == 0) {
            differ(differences, "number of changed dwords", real.changes(), ours.changes());
            differ(differences, "hash of changed dwords", real.hash(), ours.hash());
        }
        for (int i = 0; i < Math.min(real.changed().length, ours.changed().length); i += 2) {
            differ(differences, "address of a changed dword", real.changed()[i], ours.changed()[i]);
            differ(differences, "dword at %x".formatted(real.changed()[i]), real.changed()[i + 1] & ~undefined,
                    ours.changed()[i + 1] & ~undefined);
        }
    }

    private static void differ(List<String> differences, String what, int real, int ours) {
        if (real != ours) {
            differences.add("%s %x is %x".formatted(what, real, ours));
        }
    }
}
