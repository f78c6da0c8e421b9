/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.lguest.hypervisor.guest.Trace;

/** All that goes from the machine to the listener while the guest runs. On the emulator thread. */
public final class SessionOutput {

    private final TraceBuffer trace;
    private final ConsoleOutput console;
    private final Backlog<Printout> printouts;

    public SessionOutput(SessionListener listener) {
        trace = new TraceBuffer(listener);
        console = new ConsoleOutput(listener);
        printouts = new Backlog<>(listener::printed);
    }

    /** Where the stations write their trace. */
    public Trace trace() {
        return trace;
    }

    /** Where the console's output goes. */
    public Consumer<byte[]> console() {
        return console;
    }

    ConsoleOutput texts() {
        return console;
    }

    /** Names the clock of the trace. */
    void setRetired(LongSupplier instructions) {
        trace.setRetired(instructions);
    }

    void print(Printout printout) {
        printouts.add(printout);
    }

    /** Hands over what is worth it by now. */
    void flushSome() {
        trace.flushSome();
        printouts.flushSome();
    }

    /** Hands over everything. */
    void flush() {
        trace.flush();
        printouts.flush();
    }
}
