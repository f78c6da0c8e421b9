/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.lguest.debug.core.LguestStatus;
import org.lguest.dwarf.CodeAddress;
import org.lguest.dwarf.Function;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.session.Answer;

/**
 * Where a suspended guest goes on, to be moved by the user: Move to Line and Resume at Line. A guest is only moved
 * within the function where it stands, for another one would find a stack that is not its own.
 *
 * <p>Of all a debugger does this alone, and writing registers and memory, alters a run: because the user says so.
 */
public final class InstructionPointer {

    private static final String REGISTER = "eip";

    private final GuestThread thread;

    public InstructionPointer(GuestThread thread) {
        this.thread = thread;
    }

    /**
     * Where a source line begins in the function where the guest stands.
     *
     * @param path absolute path of the source file on this machine
     * @param line from 1; one without code stands for the next that has some
     * @return linear; empty if the guest runs, or the line is none of the function's
     */
    public OptionalInt placeOf(String path, int line) {
        List<GuestStackFrame> frames = thread.frames();
        Optional<Function> function = frames.isEmpty() ? Optional.empty() : frames.getFirst().position().function();
        if (function.isEmpty()) {
            return OptionalInt.empty();
        }
        ProgramImage image = thread.getDebugTarget().image();
        OptionalInt withCode = image.nextLineWithCode(path, line);
        return withCode.isEmpty() ? OptionalInt.empty()
                : image.addressesOf(path, withCode.getAsInt()).stream().mapToInt(CodeAddress::address)
                        .filter(function.get()::contains).findFirst();
    }

    /** Has the guest stand elsewhere. Returns at once; views are told when it does. */
    public void move(int address) {
        write(address, thread::refresh);
    }

    /** Lets the guest go from elsewhere. Returns at once; if it can't be moved it stays where it is. */
    public void resumeAt(int address) {
        write(address, thread.getDebugTarget().session()::resume);
    }

    private void write(int address, Runnable then) {
        thread.getDebugTarget().session().writeRegister(REGISTER, address).thenAccept(answer -> {
            if (answer instanceof Answer.Refused<?>(var refusal)) {
                thread.report(LguestStatus.CHANGE_REFUSED.status(REGISTER, refusal.message()));
            } else {
                then.run();
            }
        });
    }
}
