/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import java.util.List;
import java.util.function.Consumer;

import org.lguest.hypervisor.virtio.Chain;
import org.lguest.hypervisor.virtio.VirtioDevice;
import org.lguest.hypervisor.virtio.VirtioKind;
import org.lguest.hypervisor.virtio.Virtqueue;

/**
 * The console of 4.x (virtio 1.0, section 5.3): a queue each way, and a register into which a kernel that has no queues
 * yet writes one character at a time.
 */
final class VirtioConsole implements VirtioDevice {

    private static final int INPUT = 0;
    /** VIRTIO_CONSOLE_F_EMERG_WRITE. */
    private static final long EMERGENCY_WRITE = 1 << 2;
    private static final int EMERGENCY_REGISTER = 8;
    private static final int CONFIGURATION = 12;

    private final ConsoleInput input;
    private final Consumer<byte[]> output;

    /** @param output told of what the guest writes */
    VirtioConsole(ConsoleInput input, Consumer<byte[]> output) {
        this.input = input;
        this.output = output;
    }

    @Override
    public VirtioKind kind() {
        return VirtioKind.CONSOLE;
    }

    @Override
    public long features() {
        return EMERGENCY_WRITE;
    }

    @Override
    public List<String> queues() {
        return List.of("input", "output");
    }

    @Override
    public byte[] configuration() {
        return new byte[CONFIGURATION];
    }

    @Override
    public boolean configure(int offset, int value) {
        if (offset == EMERGENCY_REGISTER) {
            output.accept(new byte[] {(byte) value});
        }
        return offset == EMERGENCY_REGISTER;
    }

    @Override
    public boolean waits(int number) {
        return number == INPUT && input.waiting() > 0;
    }

    @Override
    public void serve(int number, Virtqueue queue) {
        if (number == INPUT) {
            fill(queue);
        } else {
            print(queue);
        }
    }

    private void fill(Virtqueue queue) {
        while (input.waiting() > 0) {
            var chain = queue.take();
            if (chain.isEmpty()) {
                return;
            }
            if (chain.get().outPieces() > 0) {
                queue.bad("Output buffers in console in queue?");
                return;
            }
            int taken = chain.get().write(0, input.peek(chain.get().writable()));
            input.remove(taken);
            queue.give(chain.get(), taken);
        }
    }

    private void print(Virtqueue queue) {
        for (var chain = queue.take(); chain.isPresent(); chain = queue.take()) {
            Chain text = chain.get();
            if (text.inPieces() > 0) {
                queue.bad("Input buffers in console output queue?");
                return;
            }
            output.accept(text.read(0, text.readable()));
            queue.give(text, 0);
        }
    }
}
