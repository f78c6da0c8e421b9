/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;

import org.eclipse.core.runtime.CoreException;
import org.lguest.debug.core.LguestStatus;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.ResumeReason;
import org.lguest.hypervisor.session.SessionListener;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.TraceLine;

/**
 * Writes the trace to a file: one line for each thing that a station of the breakpoint's path did, after the number of
 * instructions the guest had retired. Lines reach the file as the emulator hands them over.
 */
final class Transcript implements SessionListener {

    private final PrintWriter file;
    private final Executor worker;

    /**
     * Creates the file, or empties it.
     *
     * @param worker writes, one piece after the other, so that the emulator thread does not
     */
    Transcript(Path path, Executor worker) throws CoreException {
        this.worker = worker;
        try {
            this.file = new PrintWriter(Files.newBufferedWriter(path));
        } catch (IOException e) {
            throw LguestStatus.TRANSCRIPT_UNWRITABLE.exception(path, e.toString());
        }
    }

    @Override
    public void trace(List<TraceLine> lines, long dropped) {
        worker.execute(() -> {
            if (dropped > 0) {
                file.printf("%12s (%d lines lost)%n", "", dropped);
            }
            lines.forEach(line -> file.printf("%12d %-10s %s%n", line.retired(), line.station(), line.text()));
            file.flush();
        });
    }

    @Override
    public void stopped(Stop stop) {
        // The trace tells.
    }

    @Override
    public void ended(GuestEnd end) {
        worker.execute(() -> {
            file.printf("%12s %-10s %s%n", "", "launcher", end.kind() + ": " + end.reason());
            close();
        });
    }

    void close() {
        file.close();
    }

    @Override
    public void resumed(ResumeReason reason) {
        // The trace tells.
    }

    @Override
    public void console(byte[] bytes) {
        // The process's business.
    }
}
