/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debug;

/** Banks of debug registers: DR0 to DR3, DR6 and DR7 each. The only place that decides a hit. */
public final class DebugUnit {

    /** Banks there are: at least 1; bank 0 is the guest's. */
    public int banks() {
        throw new UnsupportedOperationException();
    }

    /** Sets how many banks there are; new ones are as after reset. */
    public void setBanks(int banks) {
        throw new UnsupportedOperationException();
    }

    /** DR0 to DR3. */
    public int address(int bank, int register) {
        throw new UnsupportedOperationException();
    }

    /** Sets DR0 to DR3. */
    public void setAddress(int bank, int register, int linear) {
        throw new UnsupportedOperationException();
    }

    /** DR6, fixed bits included (0xFFFF0FF0 when nothing is set). */
    public int dr6(int bank) {
        throw new UnsupportedOperationException();
    }

    /** Sets DR6; fixed bits stick. */
    public void setDr6(int bank, int value) {
        throw new UnsupportedOperationException();
    }

    /** DR7, fixed bits included (0x400 when nothing is armed). */
    public int dr7(int bank) {
        throw new UnsupportedOperationException();
    }

    /** Sets DR7; fixed bits stick. 0 disarms the bank; it costs nothing to do so and to arm it again with the same. */
    public void setDr7(int bank, int value) {
        throw new UnsupportedOperationException();
    }

    /** Whether any bank has any register enabled. */
    public boolean armed() {
        throw new UnsupportedOperationException();
    }

    /** What the last #DB set in this bank's DR6: B0 to B3, and in bank 0 BD, BS. 0 when it was not this bank's. */
    public int matched(int bank) {
        throw new UnsupportedOperationException();
    }

    /** How the last #DB's instruction touched what this register names; meaningful where matched() has its bit. */
    public AccessKind access(int bank, int register) {
        throw new UnsupportedOperationException();
    }
}
