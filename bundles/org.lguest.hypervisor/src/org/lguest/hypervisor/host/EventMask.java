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

import java.util.BitSet;

/**
 * What of the machine the debugger wants to attend to, beside its debug registers. It changes this while it attends to
 * something; whatever is not wanted costs nothing.
 */
public final class EventMask {

    private final BitSet traps = new BitSet(256);
    private boolean hypercalls;
    private boolean interrupts;
    private boolean ports;
    private boolean modes;

    /** Wants nothing any more. */
    public void clear() {
        traps.clear();
        hypercalls = false;
        interrupts = false;
        ports = false;
        modes = false;
    }

    /** Wants the traps of a vector, 0 to 255: {@link Debugger#trap}. */
    public void wantTrap(int vector) {
        traps.set(vector);
    }

    /** Wants hypercalls: {@link Debugger#hypercall}. */
    public void wantHypercalls() {
        hypercalls = true;
    }

    /** Wants interrupts: {@link Debugger#interrupt}. */
    public void wantInterrupts() {
        interrupts = true;
    }

    /** Wants port accesses: {@link Debugger#port}. */
    public void wantPorts() {
        ports = true;
    }

    /** Wants changes of mode: {@link Debugger#mode}. */
    public void wantModes() {
        modes = true;
    }

    boolean traps() {
        return !traps.isEmpty();
    }

    boolean trap(int vector) {
        return traps.get(vector);
    }

    boolean hypercalls() {
        return hypercalls;
    }

    boolean interrupts() {
        return interrupts;
    }

    boolean ports() {
        return ports;
    }

    boolean modes() {
        return modes;
    }
}
