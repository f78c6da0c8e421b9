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
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.core.runtime.CoreException;
import org.lguest.debug.core.LguestStatus;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.ResumeReason;
import org.lguest.hypervisor.session.SessionListener;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.TraceLine;

/**
 * Writes the trace to a file: one line for each thing that a station of the breakpoint's path did, after the number of
 * instructions the guest had retired. Lines reach the file as the emulator hands them over. When the file is slower
 * than the guest some are lost, and how many is said where they are missing.
 */
final class Transcript implements SessionListener {

    /** Lines that may wait for the file. */
    static final int CAPACITY = 1 << 16;

    private final PrintWriter file;
    private final Executor worker;
    private final AtomicInteger waiting = new AtomicInteger();
    /** The emulator thread's own: lines that were dropped since the last that were not. */
    private long lost;

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
        lost += dropped;
        if (waiting.get() + lines.size() > CAPACITY) {
            lost += lines.size();
            return;
        }
        waiting.addAndGet(lines.size());
        writeGap();
        worker.execute(() -> {
            lines.forEach(line -> file.printf("%12d %-10s %s%n", line.retired(), line.station(), line.text()));
            file.flush();
            waiting.addAndGet(-lines.size());
        });
    }

    /** Writes a line of the debugger's own, which may be a little later than what it is about. Any thread. */
    void note(String text) {
        if (waiting.incrementAndGet() > CAPACITY) {
            waiting.decrementAndGet();
            return;
        }
        worker.execute(() -> {
            file.printf("%12s %-10s %s%n", "", "debugger", text);
            waiting.decrementAndGet();
        });
    }

    private void writeGap() {
        if (lost > 0) {
            long missing = lost;
            lost = 0;
            worker.execute(() -> file.printf("%12s (%d lines lost)%n", "", missing));
        }
    }

    @Override
    public void stopped(Stop stop) {
        // The trace tells.
    }

    @Override
    public void ended(GuestEnd end) {
        writeGap();
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
