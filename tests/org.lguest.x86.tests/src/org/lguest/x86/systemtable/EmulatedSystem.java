/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.systemtable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import org.lguest.x86.Exit;
import org.lguest.x86.Processor;
import org.lguest.x86.memory.PhysicalMemory;

/** Our processor, running the kernel of system.c from its entry in protected mode, with the cases in memory. */
final class EmulatedSystem {

    private static final int RAM = 16 << 20;
    private static final int KERNEL = 0xF0000;
    private static final int CASES = 0x400000;
    private static final int LOG = 0x800000;
    private static final int PRELOADED = 0x500;
    private static final int FINISHED = 0x504;
    private static final int MAGIC = 0x53595354;
    private static final int BOOT_GDT = 0xF0008;
    private static final int CODE_0 = 0x08;
    private static final int DATA_0 = 0x10;
    /** For each case, putting the pages back and looking at them included. */
    private static final long BUDGET = 400_000;

    private EmulatedSystem() {
    }

    /**
     * Runs the cases.
     *
     * @param kernel the last 64 KiB of the ROM
     * @throws IllegalStateException if the processor shuts down, or does not come to an end
     */
    static List<SystemOutcome> run(byte[] kernel, List<SystemCase> cases) {
        PhysicalMemory memory = new PhysicalMemory(RAM);
        memory.write(KERNEL, kernel, 0, kernel.length);
        byte[] image = image(cases);
        memory.write(CASES, image, 0, image.length);
        memory.write32(PRELOADED, MAGIC);
        Processor cpu = new Processor(memory);
        cpu.loadGdtr(BOOT_GDT, 23);
        cpu.setPrivileged(CODE_0, DATA_0, 0x7000);
        cpu.setEip(KERNEL);
        long budget = BUDGET * (cases.size() + 1);
        while (memory.read32(FINISHED) != MAGIC) {
            Exit exit = cpu.run(10_000);
            if (exit == Exit.DEBUG_EXCEPTION) {
                cpu.deliverDebugException();
            } else if (exit == Exit.SHUTDOWN || cpu.retired() > budget) {
                throw new IllegalStateException("after %d cases: %s %s".formatted(done(memory, cases), exit,
                        cpu.shutdownCause()));
            }
        }
        List<SystemOutcome> outcomes = new ArrayList<>();
        byte[] bytes = new byte[SystemOutcome.SIZE];
        for (int i = 0; i < cases.size(); i++) {
            memory.read(LOG + i * SystemOutcome.SIZE, bytes, 0, bytes.length);
            outcomes.add(SystemOutcome.readFrom(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)));
        }
        return outcomes;
    }

    private static int done(PhysicalMemory memory, List<SystemCase> cases) {
        int done = 0;
        // Every outcome has EFLAGS, whose bit 1 is always set.
        while (done < cases.size() && memory.read32(LOG + done * SystemOutcome.SIZE + 4 * SystemOutcome.EFLAGS) != 0) {
            done++;
        }
        return done;
    }

    /** What stands at the begin of the ROM: how many cases, and the cases. */
    static byte[] image(List<SystemCase> cases) {
        ByteBuffer image = ByteBuffer.allocate(4 + cases.size() * SystemCase.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        image.putInt(cases.size());
        cases.forEach(one -> one.writeTo(image));
        return image.array();
    }
}
