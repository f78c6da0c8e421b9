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

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.lguest.commandline.CommandLineException.Code;
import org.lguest.hypervisor.session.GuestEnd;

/** The command {@code lguest}. */
public final class Lguest {

    /** How long an interrupted guest gets to end. */
    private static final int INTERRUPTED_SECONDS = 2;

    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Optional<Run> run = Optional.empty();
    private volatile boolean interrupted;

    Lguest(InputStream in, OutputStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] words) {
        // Unbuffered: System.out would keep bytes back, and its failures to itself.
        var lguest = new Lguest(System.in, new FileOutputStream(FileDescriptor.out), System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(lguest::interrupt));
        System.exit(lguest.run(List.of(words)));
    }

    /** Carries the command out. @return the exit status */
    int run(List<String> words) {
        try {
            if (words.contains("--help") && words.indexOf("--help") == 0) {
                out.write(CommandLine.USAGE.getBytes(StandardCharsets.UTF_8));
                return 0;
            }
            return run(CommandLine.parse(words)).number();
        } catch (CommandLineException e) {
            say(e.code() + ": " + e.getMessage());
            return e.status().number();
        } catch (IOException e) {
            say(e.toString());
            return ExitStatus.OUTPUT.number();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.INTERRUPTED.number();
        } finally {
            over.countDown();
        }
    }

    private ExitStatus run(CommandLine commandLine) throws CommandLineException, IOException, InterruptedException {
        Optional<OutputStream> trace = openTrace(commandLine.trace());
        try {
            var keyboard = new Keyboard(in);
            ExitStatus status;
            do {
                status = run(commandLine, keyboard, trace);
            } while (status == ExitStatus.RESTART && commandLine.restart() && !interrupted);
            return status;
        } finally {
            if (commandLine.trace().flatMap(TraceOption::file).isPresent()) {
                trace.orElseThrow().close();
            }
        }
    }

    /** Runs the guest once. */
    private ExitStatus run(CommandLine commandLine, Keyboard keyboard, Optional<OutputStream> trace)
            throws CommandLineException, InterruptedException {
        var attended = new Run(commandLine, out, trace);
        run = Optional.of(attended);
        if (interrupted) {
            attended.terminate(); // between two runs there was nobody to tell
        }
        GuestEnd end = attended.toTheEnd(keyboard);
        ExitStatus status = tell(end, attended.brokenOutput());
        attended.hitCounts().forEach(this::say);
        tellExits(attended, commandLine.statistics(), status == ExitStatus.DIED);
        return status;
    }

    private Optional<OutputStream> openTrace(Optional<TraceOption> option) throws CommandLineException {
        if (option.isEmpty()) {
            return Optional.empty();
        }
        if (option.get().file().isEmpty()) {
            return Optional.of(err);
        }
        try {
            return Optional.of(Files.newOutputStream(option.get().file().get()));
        } catch (IOException e) {
            throw new CommandLineException(ExitStatus.OUTPUT, Code.TRACE_UNWRITABLE, "The trace can't be written to "
                    + option.get().file().get() + ". Choose another file.");
        }
    }

    private ExitStatus tell(GuestEnd end, Optional<String> brokenOutput) {
        if (end.kind() == GuestEnd.Kind.TERMINATED && (interrupted || brokenOutput.isPresent())) {
            say(brokenOutput.orElse("interrupted"));
            return brokenOutput.isPresent() ? ExitStatus.OUTPUT : ExitStatus.INTERRUPTED;
        }
        say(end.reason());
        return switch (end.kind()) {
            case POWERED_OFF -> brokenOutput.isPresent() ? ExitStatus.OUTPUT : ExitStatus.POWERED_OFF;
            case RESTART -> brokenOutput.isPresent() ? ExitStatus.OUTPUT : ExitStatus.RESTART;
            case CRASHED, KILLED -> ExitStatus.DIED;
            case TERMINATED -> ExitStatus.INTERRUPTED;
            case FAILED -> ExitStatus.DEFECT;
        };
    }

    private void tellExits(Run attended, boolean histogram, boolean lastOnes) {
        if (lastOnes) {
            say("its last exits:");
            attended.exits().lastExits().forEach(this::say);
        }
        if (histogram) {
            attended.exits().histogram().forEach(this::say);
        }
    }

    private void say(String text) {
        err.println("lguest: " + text);
        err.flush();
    }

    /** The command is to end, by a signal or because it has ended anyway. Waits for its last words, but not long. */
    private void interrupt() {
        if (over.getCount() > 0) {
            interrupted = true;
            run.ifPresent(Run::terminate);
            try {
                over.await(INTERRUPTED_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
