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

import static org.junit.jupiter.api.Assertions.fail;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.lguest.x86.Exit;
import org.lguest.x86.Processor;
import org.lguest.x86.ProcessorException;
import org.lguest.x86.memory.PhysicalMemory;
import org.lguest.x86.opcode.OpcodeRow;
import org.lguest.x86.opcode.OpcodeRows;

/** Any bytes as code, in ring 0 with whatever tables they make: nothing escapes from the processor but its exits. */
class RandomCodeTest {

    private static final int RAM = 0x100000;
    private static final int CODE = 0x8000;
    private static final int LONGEST = 64;
    private static final int MACHINES = 40;
    private static final int STARTS = 200;

    private final Random random = new Random(2007);
    private final List<OpcodeRow> rows = OpcodeRows.all();

    @Test
    void nothingEscapesFromRandomCode() {
        for (int machine = 0; machine < MACHINES; machine++) {
            PhysicalMemory memory = new PhysicalMemory(RAM);
            byte[] noise = new byte[RAM];
            random.nextBytes(noise);
            memory.write(0, noise, 0, RAM);
            Processor processor = flatMachine(memory);
            for (int start = 0; start < STARTS; start++) {
                byte[] code = code();
                memory.write(CODE, code, 0, code.length);
                try {
                    if (!run(processor)) {
                        break;
                    }
                } catch (RuntimeException | StackOverflowError e) {
                    fail("machine " + machine + ", start " + start + ": " + HexFormat.of().formatHex(code), e);
                }
            }
        }
    }

    /** Bytes that are mostly instructions: opcodes of the table with noise after them. */
    private byte[] code() {
        byte[] code = new byte[LONGEST];
        random.nextBytes(code);
        int at = 0;
        while (at < LONGEST - 12) {
            for (String word : rows.get(random.nextInt(rows.size())).encoding().split(" ")) {
                code[at++] = (byte) Integer.parseInt(word.substring(0, 2), 16);
            }
            at += random.nextInt(4);
        }
        return code;
    }

    /** Starts the code with registers that mostly point into memory; false when the machine is shut down. */
    private boolean run(Processor processor) {
        for (int r = 0; r < 8; r++) {
            processor.setRegister(r, random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(RAM));
        }
        processor.setEip(CODE);
        processor.setEflags(random.nextInt() & 0x10FD5 | 2);
        for (int i = 0; i < 30; i++) {
            Exit exit = processor.run(50);
            if (exit == Exit.SHUTDOWN) {
                return false;
            }
            if (exit == Exit.DEBUG_EXCEPTION && random.nextBoolean()) {
                processor.deliverDebugException();
            }
        }
        return true;
    }

    /** Flat segments in the GDT, interrupt gates to ring 0 or noise in the IDT; the tables of paging are noise. */
    private Processor flatMachine(PhysicalMemory memory) {
        long[] descriptors = {0, 0x00CF9B000000FFFFL, 0x00CF93000000FFFFL, 0x00CFFB000000FFFFL, 0x00CFF3000000FFFFL};
        for (int i = 0; i < descriptors.length; i++) {
            memory.write32(0x1000 + 8 * i, (int) descriptors[i]);
            memory.write32(0x1004 + 8 * i, (int) (descriptors[i] >>> 32));
        }
        for (int vector = 0; vector < 256 && random.nextInt(20) != 0; vector++) {
            memory.write32(0x2000 + 8 * vector, 8 << 16 | CODE);
            memory.write32(0x2004 + 8 * vector, 0xEE00);
        }
        // Page tables that map something: each entry present, writable, for all, somewhere in memory.
        for (int entry = 0; entry < 1024; entry++) {
            memory.write32(0x3000 + 4 * entry, 0x4007);
            memory.write32(0x4000 + 4 * entry, (entry & 0xFF) << 12 | random.nextInt(8) | 1);
        }
        Processor processor = new Processor(memory);
        processor.loadGdtr(0x1000, 8 * (descriptors.length + 3) - 1);
        processor.loadIdtr(0x2000, 0x7FF);
        processor.setPrivileged(8, 0x10, RAM - 16);
        if (random.nextBoolean()) {
            processor.setCr3(0x3000);
            processor.setCr0(0x80010011);
        }
        for (int bank = 0; bank < processor.debugUnit().banks(); bank++) {
            for (int i = 0; i < 4; i++) {
                processor.debugUnit().setAddress(bank, i, random.nextInt(RAM));
            }
            processor.debugUnit().setDr7(bank, random.nextInt() & 0xFFFF00FF);
        }
        if (random.nextInt(3) == 0) {
            try {
                processor.push(random.nextBoolean() ? 0x23 : 0x10);
                processor.popSegment(random.nextInt(6));
            } catch (ProcessorException e) {
                // A segment register that can not be loaded so, or a debug register that matched.
            }
        }
        return processor;
    }
}
