/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.programs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.lguest.x86.Exit;
import org.lguest.x86.Machine;

/** Runs a program of program.h in ring 3 of a {@link Machine}; its system calls are write and exit. */
final class EmulatedProgram {

    /** How a program ended: what it wrote to file 1 and to file 3, its exit status, how many instructions it took. */
    record Run(byte[] output, byte[] memory, int status, long instructions) {
    }

    private static final int LOADED = 1;
    private static final int SYSTEM_CALL = 0x80;
    private static final int EXIT = 1;
    private static final int WRITE = 4;
    private static final int OUTPUT = 1;
    private static final int MEMORY = 3;
    /** More than any of them needs. */
    private static final long LONGEST = 500_000_000;

    private final Machine machine = new Machine(3);
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();

    private EmulatedProgram(byte[] elf) {
        ByteBuffer file = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
        int headers = file.getInt(28);
        int size = file.getShort(42);
        for (int i = 0; i < file.getShort(44); i++) {
            int at = headers + i * size;
            if (file.getInt(at) == LOADED) {
                machine.memory.write(file.getInt(at + 8), elf, file.getInt(at + 4), file.getInt(at + 16));
            }
        }
        machine.cpu.setEip(file.getInt(24));
    }

    /**
     * Runs an ELF file to its end.
     *
     * @throws IllegalStateException if it raises an exception, or does not end
     */
    static Run run(byte[] elf) {
        return new EmulatedProgram(elf).run();
    }

    private Run run() {
        long before = machine.cpu.retired();
        while (true) {
            Exit exit = machine.cpu.run(LONGEST);
            Machine.Frame frame = machine.frame();
            if (exit != Exit.PRIVILEGED || frame.vector() != SYSTEM_CALL) {
                throw new IllegalStateException(exit == Exit.PRIVILEGED
                        ? "vector %d at %x".formatted(frame.vector(), frame.eip()) : exit.toString());
            }
            if (machine.cpu.register(Machine.EAX) == EXIT) {
                return new Run(output.toByteArray(), memory.toByteArray(), machine.cpu.register(Machine.EBX),
                        machine.cpu.retired() - before);
            }
            machine.cpu.setRegister(Machine.EAX, write());
            machine.cpu.iret();
        }
    }

    private int write() {
        int file = machine.cpu.register(Machine.EBX);
        if (machine.cpu.register(Machine.EAX) != WRITE || file != OUTPUT && file != MEMORY) {
            throw new IllegalStateException("system call %d".formatted(machine.cpu.register(Machine.EAX)));
        }
        byte[] bytes = new byte[machine.cpu.register(Machine.EDX)];
        machine.memory.read(machine.cpu.register(Machine.ECX), bytes, 0, bytes.length);
        (file == OUTPUT ? output : memory).writeBytes(bytes);
        return bytes.length;
    }
}
