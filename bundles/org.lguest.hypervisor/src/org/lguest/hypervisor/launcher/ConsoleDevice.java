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
 * The console of 2.6.23: the device of key 0. What the guest sends there is output; input goes into the buffer that the
 * guest has bound, and what finds no room waits. On the emulator thread.
 */
public final class ConsoleDevice implements Device {

    private static final int KEY = 0;

    private final Lguest lguest;
    private final Dma dma;
    private final ConsoleInput input;
    private final Consumer<byte[]> output;

    /** @param output told of what the guest writes */
    public ConsoleDevice(Machine machine, ConsoleInput input, Consumer<byte[]> output) {
        lguest = machine.lguest();
        dma = machine.dma();
        this.input = input;
        this.output = output;
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
        while (input.waiting() > 0 && !lguest.death().dead()) {
            Optional<Dma.Buffer> buffer = dma.emptyBuffer(KEY);
            if (buffer.isEmpty() || !fill(buffer.get())) {
                return;
            }
        }
    }

    private boolean fill(Dma.Buffer buffer) {
        Optional<DmaSections> sections = DmaSections.read(lguest, buffer.dma());
        if (sections.isEmpty()) {
            return false;
        }
        byte[] waiting = input.peek(input.waiting());
        int taken = sections.get().scatter(waiting, waiting.length);
        if (taken == 0) {
            return false;
        }
        input.remove(taken);
        sections.get().setUsed(taken);
        lguest.raise(buffer.irq());
        return true;
    }
}
