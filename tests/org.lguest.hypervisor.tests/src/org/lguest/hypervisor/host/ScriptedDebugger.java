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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A debugger that plants at the launch, notes every stop, and lets the guest go on. */
class ScriptedDebugger implements Debugger {

    final Machine machine;
    final List<String> stops = new ArrayList<>();
    private final Consumer<Machine> atLaunch;

    ScriptedDebugger(Machine machine, Consumer<Machine> atLaunch) {
        this.machine = machine;
        this.atLaunch = atLaunch;
    }

    /** A debug register of bank 1: G, and these LEN and RW. */
    static void plant(Machine machine, int slot, int address, int nibble) {
        int others = machine.debugRegisters().get(1, 7);
        set(machine, slot, address);
        set(machine, 7, others | 2 << 2 * slot | nibble << 16 + 4 * slot);
    }

    static void set(Machine machine, int regnum, int value) {
        if (machine.hypercalls().dispatch(HypercallRequest.setDebugRegister(1, regnum, value)).orElseThrow() != 0) {
            throw new AssertionError("refused");
        }
    }

    @Override
    public boolean wanted() {
        return false;
    }

    @Override
    public boolean attend(SafePoint safePoint) {
        if (safePoint == SafePoint.LAUNCHED) {
            atLaunch.accept(machine);
            return false;
        }
        stops.add(String.format("%s %x at %08x", safePoint, machine.debugRegisters().hits(1), machine.lguest().regs()
                .eip()));
        return true;
    }

    @Override
    public void sleep(long nanos) {
        NONE.sleep(nanos);
    }

    String run() {
        return TinyGuest.run(machine, this);
    }
}
