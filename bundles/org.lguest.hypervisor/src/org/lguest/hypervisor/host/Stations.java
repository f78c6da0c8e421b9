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

import org.lguest.hypervisor.switcher.Switcher;

/**
 * Who stands at each station of the path. A machine is built from these; a test builds one in which a single station
 * lacks its step, and looks at what a guest and its debugger then see.
 */
public class Stations {

    /** Step 1. */
    public Hypercalls hypercalls(Machine machine) {
        return new Hypercalls(machine);
    }

    /** Steps 3 and 4. */
    public DebugRegisters debugRegisters(Machine machine) {
        return new DebugRegisters(machine.lguest());
    }

    /** Step 5. */
    public CopyIn copyIn(Machine machine) {
        return new CopyIn(machine.lguest(), machine.processor().debugUnit(), machine.debugRegisters(), machine.segments(),
                machine.traps());
    }

    /** Steps 6 and 7. */
    public Switcher switcher(Machine machine) {
        return new Switcher(machine.processor(), machine.lguest().trace(), machine.lguest().era());
    }

    /** Step 7: vector 1 always comes to the Host. */
    public InterruptsAndTraps traps(Machine machine) {
        return new InterruptsAndTraps(machine.lguest(), machine.clock(), machine.pageTables());
    }
}
