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

import java.util.Optional;
import java.util.function.Consumer;

import org.lguest.hypervisor.host.Dma;
import org.lguest.hypervisor.host.Lguest;
import org.lguest.hypervisor.host.Machine;

/**
 * The console: the device of key 0. What the guest sends there is output; input goes into the buffer that the guest has
 * bound, and what finds no room waits. On the emulator thread.
 */
public final class ConsoleDevice implements Device {

    /** Bytes of input that may wait. */
    public static final int INPUT_LIMIT = 65536;

    private static final int KEY = 0;

    private final Lguest lguest;
    private final Dma dma;
    private final Consumer<byte[]> output;
    private final byte[] input = new byte[INPUT_LIMIT];
    private int waiting;

    /** @param output told of what the guest writes */
    public ConsoleDevice(Machine machine, Consumer<byte[]> output) {
        lguest = machine.lguest();
        dma = machine.dma();
        this.output = output;
    }

    /** Input from outside. @return false if so much can't wait; then none of it does */
    public boolean type(byte[] bytes) {
        if (bytes.length > INPUT_LIMIT - waiting) {
            return false;
        }
        System.arraycopy(bytes, 0, input, waiting, bytes.length);
        waiting += bytes.length;
        return true;
    }

    @Override
    public int key() {
        return KEY;
    }

    @Override
    public int output(DmaSections sent) {
        byte[] text = sent.gather();
        output.accept(text);
        return text.length;
    }

    /** Gives the guest what was typed, as far as it has made room. */
    public void receive() {
        while (waiting > 0 && !lguest.death().dead()) {
            Optional<Dma.Buffer> buffer = dma.emptyBuffer(KEY);
            if (buffer.isEmpty() || !fill(buffer.get())) {
                return;
            }
        }
    }

    private boolean fill(Dma.Buffer buffer) {
        Optional<DmaSections> sections = DmaSections.read(lguest, buffer.dma());
        int taken = sections.isPresent() ? sections.get().scatter(input, waiting) : 0;
        if (taken == 0) {
            return false;
        }
        System.arraycopy(input, taken, input, 0, waiting - taken);
        waiting -= taken;
        sections.get().setUsed(taken);
        lguest.raise(buffer.irq());
        return true;
    }
}
