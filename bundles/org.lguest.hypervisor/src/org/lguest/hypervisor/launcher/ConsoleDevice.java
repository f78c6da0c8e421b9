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

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Consumer;

import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.host.Devices;
import org.lguest.hypervisor.host.Dma;
import org.lguest.hypervisor.host.Lguest;
import org.lguest.hypervisor.host.Machine;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * The console: the device of key 0. What the guest sends there is output, 64 KiB at most a time; input goes into the
 * buffer that the guest has bound, and what finds no room waits. On the emulator thread.
 */
public final class ConsoleDevice implements Devices {

    /** Bytes of input that may wait. */
    public static final int INPUT_LIMIT = 65536;

    private static final int KEY = 0;
    /** A console, in the descriptor page. */
    private static final int TYPE = 1;
    private static final int USED_LENGTH = 0;

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

    /** Announces the console in the descriptor page: its first entry, with no page of its own. */
    static void describe(PhysicalMemory memory, int devicePage) {
        memory.write16(devicePage, TYPE);
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
    public void send(int key, int sent) {
        if (key != KEY) {
            trace("no device has the key " + GuestDeath.hex(key));
            return;
        }
        var text = new ByteArrayOutputStream();
        for (int section = 0; section < Dma.SECTIONS; section++) {
            int length = dma.length(sent, section);
            if (length == 0) {
                break;
            }
            text.writeBytes(lguest.memory().read(dma.address(sent, section), length));
        }
        lguest.memory().write32(sent + USED_LENGTH, text.size());
        if (!lguest.death().dead()) {
            output.accept(text.toByteArray());
        }
    }

    @Override
    public void receive() {
        while (waiting > 0 && !lguest.death().dead()) {
            Optional<Dma.Buffer> buffer = dma.emptyBuffer(KEY);
            if (buffer.isEmpty() || !fill(buffer.get())) {
                return;
            }
        }
    }

    private boolean fill(Dma.Buffer buffer) {
        int taken = 0;
        for (int section = 0; section < Dma.SECTIONS && taken < waiting; section++) {
            int length = Math.min(dma.length(buffer.dma(), section), waiting - taken);
            if (length == 0) {
                break;
            }
            byte[] piece = new byte[length];
            System.arraycopy(input, taken, piece, 0, length);
            lguest.memory().write(dma.address(buffer.dma(), section), piece);
            taken += length;
        }
        if (taken == 0) {
            return false;
        }
        System.arraycopy(input, taken, input, 0, waiting - taken);
        waiting -= taken;
        lguest.memory().write32(buffer.dma() + USED_LENGTH, taken);
        lguest.raise(buffer.irq());
        return true;
    }

    private void trace(String text) {
        if (lguest.trace().on()) {
            lguest.trace().line("launcher", text);
        }
    }
}
