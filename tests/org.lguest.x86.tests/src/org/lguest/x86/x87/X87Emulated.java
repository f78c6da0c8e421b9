/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.x87;

import org.lguest.x86.Processor;
import org.lguest.x86.memory.PhysicalMemory;

/** Our processor, flat in ring 0. */
final class X87Emulated {

    private static final int CODE = 0x1000;
    private static final int IN = 0x2000;
    private static final int OPERAND = 0x3000;
    private static final int OUT = 0x4000;
    private static final byte[] RESTORE = {(byte) 0xDD, 0x27};
    private static final byte[] SAVE = {(byte) 0xDD, 0x32};

    private final PhysicalMemory memory = new PhysicalMemory(0x8000);
    private final Processor processor = new Processor(memory);

    X87Case.Outcome run(X87Case testCase) {
        memory.write(CODE, RESTORE, 0, 2);
        memory.write(CODE + 2, testCase.code(), 0, 2);
        memory.write(CODE + 4, SAVE, 0, 2);
        memory.write(IN, testCase.image(), 0, X87Case.IMAGE);
        memory.write(OPERAND, testCase.operand(), 0, X87Case.OPERAND);
        int[] registers = {0, 0, OUT, 0, 0x7000, 0, OPERAND, IN};
        for (int i = 0; i < registers.length; i++) {
            processor.setRegister(i, registers[i]);
        }
        processor.setEflags(testCase.eflags());
        processor.setEip(CODE);
        processor.run(2);
        int eflags = processor.eflags();
        processor.run(1);
        byte[] image = new byte[X87Case.IMAGE];
        byte[] operand = new byte[X87Case.OPERAND];
        memory.read(OUT, image, 0, image.length);
        memory.read(OPERAND, operand, 0, operand.length);
        return new X87Case.Outcome(image, operand, eflags, processor.register(0));
    }
}
