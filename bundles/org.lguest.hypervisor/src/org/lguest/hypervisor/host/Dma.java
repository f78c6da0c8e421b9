/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import java.util.Optional;
import java.util.OptionalInt;

import org.lguest.hypervisor.guest.GuestDeath;

/**
 * SEND_DMA and BIND_DMA: how a guest of 2.6.23 speaks with its devices. A key names the device. What the guest sends is
 * handed to the Launcher; what it binds are buffers for the device to fill.
 *
 * <p>{@code struct lguest_dma} is 100 bytes: used_len, sixteen addresses (u32), sixteen lengths (u16); a length of 0
 * ends it.
 */
public final class Dma {

    public static final int SIZE = 100;
    public static final int SECTIONS = 16;
    public static final int ADDRESSES = 4;
    public static final int LENGTHS = 68;

    private static final int PAGE = 4096;

    /** One BIND_DMA: {@code count} structs at {@code array}. */
    private record Binding(int key, int array, int count, int irq) {
    }

    /** What SEND_DMA left for the Launcher. */
    public record Pending(int key, int dma) {
    }

    /** A bound struct that the guest has emptied. */
    public record Buffer(int dma, int irq) {
    }

    private final Lguest lguest;
    private final Binding[] bindings = new Binding[Lguest.IRQS];
    private Optional<Pending> pending = Optional.empty();

    public Dma(Lguest lguest) {
        this.lguest = lguest;
    }

    /** LHCALL_BIND_DMA. @return 1 if it was done, else 0: no such interrupt, no free place, or nothing to unbind */
    int bind(int key, int array, int countAndIrq) {
        int irq = countAndIrq & 0xFF;
        if (irq >= Lguest.IRQS) {
            return 0;
        }
        if (badKey(key)) {
            lguest.death.kill("bad dma key");
            return 0;
        }
        for (int i = 0; i < bindings.length; i++) {
            Binding binding = bindings[i];
            if (irq == 0 && binding != null && binding.key == key && binding.array == array) {
                bindings[i] = null;
                return 1;
            }
            if (irq != 0 && binding == null) {
                bindings[i] = new Binding(key, array, countAndIrq >>> 8, irq);
                return 1;
            }
        }
        return 0;
    }

    /** LHCALL_SEND_DMA: leaves it for the Launcher. */
    void send(int key, int dma) {
        if (badKey(key)) {
            lguest.death.kill("bad sending DMA key");
        } else {
            pending = Optional.of(new Pending(key, dma));
        }
    }

    /** A key is an address in the guest's memory, on a dword. */
    private boolean badKey(int key) {
        return (key & 3) != 0 || !lguest.memory.contains(key, Integer.BYTES);
    }

    boolean isPending() {
        return pending.isPresent();
    }

    /** Takes what SEND_DMA left. */
    Optional<Pending> take() {
        var taken = pending;
        pending = Optional.empty();
        return taken;
    }

    /** The first bound struct of that key whose used_len is 0. */
    public Optional<Buffer> emptyBuffer(int key) {
        for (Binding binding : bindings) {
            if (binding != null && binding.key == key) {
                OptionalInt dma = empty(binding);
                if (dma.isPresent()) {
                    return Optional.of(new Buffer(dma.getAsInt(), binding.irq));
                }
            }
        }
        return Optional.empty();
    }

    private OptionalInt empty(Binding binding) {
        for (int i = 0; i < binding.count; i++) {
            int dma = binding.array + i * SIZE;
            if (lguest.death.dead()) {
                break;
            }
            if (lguest.memory.read32(dma) == 0) {
                return OptionalInt.of(dma);
            }
        }
        return OptionalInt.empty();
    }

    /** Length of a section, 0 at the end; a section that is longer than a page kills. */
    public int length(int dma, int section) {
        byte[] bytes = lguest.memory.read(dma + LENGTHS + 2 * section, 2);
        int length = bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8;
        if (length > PAGE) {
            lguest.death.kill("bad DMA entry: " + length + "@" + GuestDeath.hex(address(dma, section)));
            return 0;
        }
        return length;
    }

    public int address(int dma, int section) {
        return lguest.memory.read32(dma + ADDRESSES + 4 * section);
    }
}
