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

import org.lguest.hypervisor.guest.Hypercall;

/**
 * One hypercall, as it is asked for.
 *
 * @param caller who asks
 * @param number what a guest has in EAX
 * @param arg1   the first argument
 * @param arg2   the second
 * @param arg3   the third; a fourth there is only with page tables of three levels
 */
public record HypercallRequest(Caller caller, int number, int arg1, int arg2, int arg3) {

    /** The debugger sets a debug register of one of its banks. */
    public static HypercallRequest setDebugRegister(int bank, int regnum, int value) {
        return new HypercallRequest(new Caller.Debugger(bank), Hypercall.SET_DEBUGREG.number(), regnum, value, 0);
    }

    /** The same, of a bank whose addresses are physical. */
    public static HypercallRequest setPhysicalDebugRegister(int bank, int regnum, int value) {
        return new HypercallRequest(new Caller.Debugger(bank, true), Hypercall.SET_DEBUGREG.number(), regnum, value, 0);
    }

    /** The debugger sets a debug register of the guest's own. */
    public static HypercallRequest setGuestDebugRegister(int regnum, int value) {
        return new HypercallRequest(new Caller.DebuggerForGuest(), Hypercall.SET_DEBUGREG.number(), regnum, value, 0);
    }
}
