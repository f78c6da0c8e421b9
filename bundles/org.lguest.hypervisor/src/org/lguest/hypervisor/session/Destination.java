/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import java.util.List;

import org.lguest.hypervisor.session.predicate.Operation;
import org.lguest.hypervisor.session.predicate.PredicateProgram;
import org.lguest.hypervisor.session.predicate.PredicateProgram.Instruction;
import org.lguest.hypervisor.session.predicate.Register;

/**
 * Where a guest is to run.
 *
 * @param address      linear, of the instruction to stop before
 * @param stackPointer the least that ESP may be there, unsigned: a deeper call of a recursion has a lower one. 0 for
 *                     any depth
 */
public record Destination(int address, int stackPointer) {

    /** That ESP is not below. */
    Condition condition() {
        return new Condition(PredicateProgram.of(List.of(Instruction.of(Operation.CONSTANT, stackPointer),
                Instruction.of(Register.ESP), Instruction.of(Operation.LESS_OR_EQUAL_UNSIGNED))), 0);
    }
}
