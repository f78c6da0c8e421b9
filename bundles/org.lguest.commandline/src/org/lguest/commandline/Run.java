/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.commandline;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.lguest.dwarf.DebugFileSearch;
import org.lguest.hypervisor.host.ExitReport;
import org.lguest.hypervisor.launcher.LaunchException;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Place;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.ResumeReason;
import org.lguest.hypervisor.session.SessionListener;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.StopReason;
import org.lguest.hypervisor.session.TraceLine;

/**
 * One run of a guest, from its launch to its end. Hits are counted, and the guest goes on. While its console or its
 * trace is read more slowly than it is written the guest is suspended, which it can't notice, and the emulator waits
 * for nobody.
 */
final class Run implements SessionListener {

    private final CommandLine commandLine;
    private final Outlet console;
    private final Optional<Outlet> trace;
    private final HitCounts counts = new HitCounts();
    private final CompletableFuture<GuestEnd> end = new CompletableFuture<>();
    private final CompletableFuture<GuestSession> session = new CompletableFuture<>();
    /** Whether the guest is stopped until there is room for what it says. */
    private boolean held;

    /**
     * @param out   the guest's console
     * @param trace where the trace goes, if there is one
     */
    Run(CommandLine commandLine, OutputStream out, Optional<OutputStream> trace) {
        this.commandLine = commandLine;
        console = new Outlet("lguest console", out, this::cleared);
        this.trace = trace.map(stream -> new Outlet("lguest trace", stream, this::cleared));
    }

    /** Runs the guest. @return how it ended, once all it has said is written */
    GuestEnd toTheEnd(Keyboard keyboard) throws CommandLineException, InterruptedException {
        try {
            GuestSession launched = Launcher.launch(commandLine.configuration(), this);
            session.complete(launched);
            arm(launched);
            launched.resume();
            keyboard.typeTo(launched);
            return end.join();
        } catch (LaunchException e) {
            throw new CommandLineException(ExitStatus.NOT_LAUNCHED, e.problem().code(), e.getMessage());
        } finally {
            console.close();
            if (trace.isPresent()) {
                trace.get().close();
            }
        }
    }

    /** Ends the guest, from any thread. */
    void terminate() {
        session.thenAccept(GuestSession::terminate);
    }

    /** What can't be written any more: the console, or the trace. */
    Optional<String> brokenOutput() {
        return console.failure().map(e -> "The console can't be written: " + e.getMessage() + '.')
                .or(() -> trace.flatMap(Outlet::failure).map(e -> "The trace can't be written: " + e.getMessage() + '.'));
    }

    /** Why the guest came out to the Host, and the last times that it did. */
    ExitReport exits() {
        return session.join().exits().join() instanceof Answer.Given<ExitReport>(ExitReport report) ? report : ExitReport.NONE;
    }

    List<String> hitCounts() {
        return counts.lines();
    }

    private void arm(GuestSession guest) throws CommandLineException {
        if (commandLine.breakpoints().isEmpty() && commandLine.symbols().equals(DebugFileSearch.STANDARD)) {
            return;
        }
        try (var symbols = Breakpoint.symbols(commandLine)) {
            List<DebugRegisterRequest> requests = new ArrayList<>();
            for (Breakpoint breakpoint : commandLine.breakpoints()) {
                requests.add(breakpoint.request(symbols));
            }
            requests.forEach(counts::begin);
            for (DebugRegisterRequest request : requests) {
                if (guest.plant(request).join() instanceof Answer.Refused<Planted> refused) {
                    throw new CommandLineException(ExitStatus.NOT_ARMED, refused.refusal().code(),
                            request.label() + ": " + refused.refusal().message());
                }
            }
        } catch (CommandLineException e) {
            guest.terminate().join();
            throw e;
        }
    }

    @Override
    public void stopped(Stop stop) {
        if (stop.retired() == 0 && stop.reason() instanceof StopReason.Suspended) {
            return; // before the first instruction: toTheEnd goes on from here
        }
        if (stop.reason() instanceof StopReason.DebugRegisters matched) {
            counts.count(matched.hits());
        }
        synchronized (this) {
            held = crowded();
            if (!held) {
                session.join().resume();
            }
        }
    }

    /** Whether the guest waits for a reader. */
    synchronized boolean held() {
        return held;
    }

    private boolean crowded() {
        return console.crowded() || trace.isPresent() && trace.get().crowded();
    }

    /** On a writer's thread. */
    private void cleared() {
        if (brokenOutput().isPresent()) {
            terminate();
        }
        synchronized (this) {
            if (held && !crowded()) {
                held = false;
                session.join().resume();
            }
        }
    }

    @Override
    public void resumed(ResumeReason reason) {
        // as it was told to
    }

    @Override
    public void console(byte[] bytes) {
        write(console, bytes);
    }

    @Override
    public void trace(List<TraceLine> lines, long dropped) {
        var text = new StringBuilder();
        if (dropped > 0) {
            text.append(String.format("%12s %d lines are lost here%n", "", dropped));
        }
        TraceOption option = commandLine.trace().orElseThrow();
        lines.stream().filter(option::covers)
                .forEach(line -> text.append(String.format("%12d %-9s %s%n", line.retired(), line.station(), line.text())));
        write(trace.orElseThrow(), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void write(Outlet outlet, byte[] bytes) {
        outlet.write(bytes);
        if (outlet.crowded()) {
            session.join().suspend();
        }
    }

    @Override
    public boolean wantsTrace() {
        return trace.isPresent();
    }

    @Override
    public boolean wantsExits() {
        return commandLine.trace().map(TraceOption::wantsExits).orElse(false);
    }

    @Override
    public void moved(Planted planted, Optional<Place> now) {
        if (now.isEmpty()) {
            counts.displaced(planted.request());
        }
    }

    @Override
    public void ended(GuestEnd how) {
        end.complete(how);
    }
}
