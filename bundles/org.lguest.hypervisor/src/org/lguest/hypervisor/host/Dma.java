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

import java.util.ArrayDeque;
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

    private static final int BINDINGS = 32;
    private static final int PAGE_SHIFT = 12;

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
    private final Binding[] bindings = new Binding[BINDINGS];
    /** The same, the latest first: of several with one key, only the latest is ever looked at. */
    private final ArrayDeque<Binding> latest = new ArrayDeque<>(BINDINGS);
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
            lguest.death.kill("bad dma key " + GuestDeath.hex(key));
            return 0;
        }
        for (int i = 0; i < bindings.length; i++) {
            Binding binding = bindings[i];
            if (irq == 0 && binding != null && binding.key == key && binding.array == array) {
                latest.remove(binding);
                bindings[i] = null;
                return 1;
            }
            if (irq != 0 && binding == null) {
                bindings[i] = new Binding(key, array, countAndIrq >>> 8 & 0xFFFF, irq);
                latest.addFirst(bindings[i]);
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

    /** A key is the address of a dword in the guest's memory or its devices'. */
    private boolean badKey(int key) {
        return (key & 3) != 0 || key >>> PAGE_SHIFT >= lguest.memory.pfnLimit();
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

    /** Whether anything is bound to that key. */
    public boolean isBound(int key) {
        return bound(key).isPresent();
    }

    /** The first struct bound to that key whose used_len is 0. */
    public Optional<Buffer> emptyBuffer(int key) {
        return bound(key).flatMap(binding -> {
            OptionalInt dma = empty(binding);
            return dma.isPresent() ? Optional.of(new Buffer(dma.getAsInt(), binding.irq)) : Optional.empty();
        });
    }

    /** The same or, as the Host of 2.6.23 had it, the last one bound to that key though it is full. */
    public Optional<Buffer> buffer(int key) {
        return emptyBuffer(key).or(() -> bound(key).filter(binding -> binding.count > 0)
                .map(binding -> new Buffer(binding.array + (binding.count - 1) * SIZE, binding.irq)));
    }

    private Optional<Binding> bound(int key) {
        for (Binding binding : latest) {
            if (binding.key == key) {
                return Optional.of(binding);
            }
        }
        return Optional.empty();
    }

    private OptionalInt empty(Binding binding) {
        for (int i = 0; i < binding.count; i++) {
            int dma = binding.array + i * SIZE;
            if (!lguest.memory.contains(dma, SIZE)) {
                lguest.memory.read(dma, SIZE);
                break;
            }
            if (lguest.memory.read32(dma) == 0) {
                return OptionalInt.of(dma);
            }
        }
        return OptionalInt.empty();
    }
}
