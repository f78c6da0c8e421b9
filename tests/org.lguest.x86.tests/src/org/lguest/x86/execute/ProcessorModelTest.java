/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lguest.x86.Machine.DATA;
import static org.lguest.x86.Machine.EAX;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.x86.Exit;
import org.lguest.x86.Machine;
import org.lguest.x86.ProcessorModel;
import org.lguest.x86.Vector;

/** Each model says what it is, and has what it says. */
class ProcessorModelTest {

    @ParameterizedTest
    @CsvSource({"486, 0480, 00000001", "586, 052C, 0000011D", "686, 0619, 0000A11D"})
    void cpuidNamesTheModelAndItsFeatures(String label, String signature, String features) {
        Machine machine = machine(3, label, "0F A2").with(EAX, 1);
        machine.step();
        assertEquals(Integer.parseInt(signature, 16), machine.cpu.register(EAX));
        assertEquals(Integer.parseInt(features, 16), machine.cpu.register(Machine.EDX));
        Machine other = machine(3, label, "0F A2").with(EAX, 0);
        other.step();
        assertEquals(1, other.cpu.register(EAX));
    }

    /** name of the instruction, its bytes, and the first model that has it */
    @ParameterizedTest
    @CsvSource({"cmove, 0F 44 C1, 686", "fcmove, DA C9, 686", "fcmovnu, DB D9, 686", "fcomi, DB F1, 686",
        "fucomip, DF E9, 686", "nopl, 0F 1F 00, 686", "endbr32, F3 0F 1E FB, 686", "cmpxchg8b, 0F C7 0E, 586",
        "rdtsc, 0F 31, 586", "cmpxchg, 0F B1 0E, 486", "xadd, 0F C1 0E, 486", "bswap, 0F C8, 486", "fucom, DD E1, 486",
        "pause, F3 90, 486", "cpuid, 0F A2, 486"})
    void anInstructionThatTheModelLacksIsUndefined(String name, String code, String since) {
        for (ProcessorModel model : ProcessorModel.values()) {
            Machine machine = new Machine(3, model).code(code).with(Machine.ESI, DATA).with(EAX, DATA);
            boolean has = model.compareTo(ProcessorModel.valueOf("I" + since)) >= 0;
            assertEquals(has ? Exit.BUDGET : Exit.PRIVILEGED, machine.step(), name + " on " + model);
            if (!has) {
                assertEquals(Vector.INVALID_OPCODE, machine.frame().vector());
            }
        }
    }

    /** The bits of CR4 that can be set: others are #GP, and without any the register is not there. */
    @ParameterizedTest
    @CsvSource({"486, 0, 6", "586, 14, -1", "586, 80, 13", "686, 94, -1", "686, 1, 13", "686, 20, 13", "686, 200, 13"})
    void cr4HasWhatTheModelHas(String label, String value, int vector) {
        Machine machine = machine(0, label, "0F 22 E0").with(EAX, Integer.parseInt(value, 16));
        machine.step();
        if (vector < 0) {
            assertEquals(Integer.parseInt(value, 16), machine.cpu.cr4());
        } else {
            assertEquals(Machine.handler(vector), machine.cpu.eip());
        }
    }

    private static Machine machine(int ring, String label, String code) {
        return new Machine(ring, ProcessorModel.valueOf("I" + label)).code(code);
    }
}
