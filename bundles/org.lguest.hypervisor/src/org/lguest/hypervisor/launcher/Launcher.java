/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.lguest.hypervisor.host.Fidelity;
import org.lguest.hypervisor.host.GuestStart;
import org.lguest.hypervisor.host.Interposition;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.host.MachineLayout;
import org.lguest.hypervisor.host.Stations;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.hypervisor.launcher.LaunchProblem.Code;
import org.lguest.hypervisor.net.NetPort;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.LiveSession;
import org.lguest.hypervisor.session.SessionListener;
import org.lguest.hypervisor.session.SessionOutput;
import org.lguest.x86.ProcessorModel;
import org.lguest.x86.memory.PhysicalMemory;

/** Launches guests. */
public final class Launcher {

    private static final int MEGABYTE = 1 << 20;
    private static final String CHOOSE = "Choose a file.";

    /** A configuration that has passed every check. */
    private record Checked(KernelImage image, BootMemory boot, DeviceSetup devices,
            Optional<Interposition> interposition) {
    }

    private Launcher() {
    }

    /**
     * Looks for what would keep the guest from being launched, without starting anything. Reads the whole image, so not
     * for a user-interface thread if the file may be far away.
     *
     * @return the first problem, if there is one
     */
    public static Optional<LaunchProblem> check(GuestConfiguration configuration) {
        try {
            checked(configuration);
            return Optional.empty();
        } catch (LaunchException e) {
            return Optional.of(e.problem());
        }
    }

    /**
     * Builds the machine and starts the emulator thread. The guest is stopped before its first instruction, which
     * {@link SessionListener#stopped} reports, until the first {@link GuestSession#resume()}.
     *
     * @throws LaunchException with what {@link #check} would have found
     */
    public static GuestSession launch(GuestConfiguration configuration, SessionListener listener)
            throws LaunchException {
        return launch(configuration, listener, new Stations());
    }

    /** As {@link #launch(GuestConfiguration, SessionListener)}, with stations of the caller's choice. */
    public static LiveSession launch(GuestConfiguration configuration, SessionListener listener, Stations stations)
            throws LaunchException {
        Checked checked = checked(configuration);
        var output = new SessionOutput(listener);
        Machine machine;
        try {
            machine = machine(checked, configuration, output.trace(), stations);
        } catch (OutOfMemoryError e) {
            throw problem(Code.MEMORY_TOO_LARGE, "There is no room for a guest of " + configuration.memoryMegabytes() + " MiB.",
                    "Give the guest less memory, or Java more.");
        }
        var input = new ConsoleInput();
        Optional<NetPort> port = checked.devices.port(machine);
        var session = new LiveSession(machine, checked.devices.build(machine, input, output.console(), port), input, output,
                configuration.banks(), configuration.pace() == GuestConfiguration.Pace.REAL_TIME, listener);
        if (port.isPresent()) {
            checked.devices.plugIn(port.get(), session::outside);
        }
        session.start(String.valueOf(configuration.image().getFileName()));
        return session;
    }

    private static Machine machine(Checked checked, GuestConfiguration configuration, Trace trace, Stations stations) {
        boolean bus = checked.image.era().devices().onBus();
        var layout = new MachineLayout(checked.boot.bytes(), bus ? 0 : 1 + checked.devices.pages());
        var memory = new PhysicalMemory(layout.machineBytes());
        checked.image.load(memory);
        checked.boot.write(memory, configuration.arguments());
        var start = new GuestStart(checked.image.era(), checked.boot.pageDirectory(), checked.image.entry(),
                checked.image.pageOffset());
        var machine = new Machine(layout, memory, start, trace, stations,
                configuration.fidelity(), model(configuration.processor()));
        checked.interposition.ifPresent(machine::interpose);
        return machine;
    }

    private static ProcessorModel model(GuestProcessor processor) {
        return switch (processor) {
            case I486 -> ProcessorModel.I486;
            case I586 -> ProcessorModel.I586;
            case I686 -> ProcessorModel.I686;
        };
    }

    private static Checked checked(GuestConfiguration configuration) throws LaunchException {
        int megabytes = configuration.memoryMegabytes();
        if (megabytes < GuestConfiguration.MINIMUM_MEGABYTES) {
            throw problem(Code.MEMORY_ZERO, "A guest can't run in " + megabytes + " MiB of memory.",
                    "Give it " + GuestConfiguration.MINIMUM_MEGABYTES + " MiB or more.");
        }
        if (megabytes > GuestConfiguration.MAXIMUM_MEGABYTES) {
            throw problem(Code.MEMORY_TOO_LARGE, "A guest can't have " + megabytes + " MiB of memory.",
                    "Give it " + GuestConfiguration.MAXIMUM_MEGABYTES + " MiB at most.");
        }
        int length = BootMemory.commandLine(configuration.arguments()).getBytes(StandardCharsets.UTF_8).length;
        if (length > BootMemory.COMMAND_LINE) {
            throw problem(Code.ARGUMENTS_TOO_LONG, "The kernel arguments take " + length + " bytes.",
                    "Shorten them to " + BootMemory.COMMAND_LINE + " bytes.");
        }
        Path file = configuration.image();
        if (Files.isDirectory(file)) {
            throw problem(Code.IMAGE_IS_DIRECTORY, "The image " + file + " is a directory.", CHOOSE);
        }
        if (!Files.exists(file)) {
            throw problem(Code.IMAGE_MISSING, "The image " + file + " does not exist.", CHOOSE);
        }
        int bytes = megabytes * MEGABYTE;
        var image = KernelImage.read(read(file, Integer.MAX_VALUE, Code.IMAGE_UNREADABLE), bytes, configuration.era());
        // lguest's alignment moves a kernel away from where its vmlinux says that everything is.
        int alignment = configuration.fidelity() == Fidelity.FAITHFUL ? BootMemory.LGUESTS_ALIGNMENT : image.alignment();
        var boot = new BootMemory(image.era(), bytes, initrd(configuration, bytes), image.pageOffset(), alignment);
        image.checkFits(BootMemory.RESERVED, Math.max(0, boot.top()));
        return new Checked(image, boot, DeviceSetup.of(image.era(), configuration.devices()),
                interposition(configuration, image));
    }

    /** What 2.6.23 calls to read a register, having no hook of its own for that, is the function for bare metal. */
    private static Optional<Interposition> interposition(GuestConfiguration configuration, KernelImage image)
            throws LaunchException {
        if (configuration.hooks() == GuestConfiguration.DebugRegisterHooks.KERNELS_OWN) {
            return Optional.empty();
        }
        return Optional.of(new Interposition(hook(image, "lguest_set_debugreg"),
                hook(image, "lguest_get_debugreg", "native_get_debugreg")));
    }

    private static int hook(KernelImage image, String... names) throws LaunchException {
        for (String name : names) {
            var function = image.function(name);
            if (function.isPresent() && image.holds(function.getAsInt(), Interposition.LENGTH)) {
                return function.getAsInt();
            }
        }
        throw problem(Code.NOTHING_TO_INTERPOSE, "The image has no function " + String.join(" or ", names) + '.',
                "Choose a kernel of Linux that has its symbols, or leave its debug registers to itself.");
    }

    private static Optional<byte[]> initrd(GuestConfiguration configuration, int memory) throws LaunchException {
        if (configuration.initrd().isEmpty()) {
            return Optional.empty();
        }
        Path file = configuration.initrd().get();
        if (Files.isDirectory(file)) {
            throw problem(Code.INITRD_IS_DIRECTORY, "The initrd " + file + " is a directory.", CHOOSE);
        }
        if (!Files.exists(file)) {
            throw problem(Code.INITRD_MISSING, "The initrd " + file + " does not exist.", CHOOSE);
        }
        return Optional.of(read(file, memory / 2, Code.INITRD_UNREADABLE));
    }

    /** Reads a file that is no larger than {@code limit}, which for the initrd is half of guest memory. */
    private static byte[] read(Path file, int limit, Code unreadable) throws LaunchException {
        try {
            long size = Files.size(file);
            if (size > limit) {
                throw unreadable == Code.INITRD_UNREADABLE
                        ? problem(Code.INITRD_TOO_LARGE, "The initrd " + file + " takes " + size + " bytes.",
                                "Give the guest more memory: at least twice as much.")
                        : problem(unreadable, "The file " + file + " is too large.", CHOOSE);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw problem(unreadable, "The file " + file + " can't be read: " + e.getMessage() + '.',
                    "Make it readable, or choose another.");
        } catch (OutOfMemoryError e) {
            throw problem(unreadable, "The file " + file + " is too large for Java's memory.",
                    "Strip it, or choose another.");
        }
    }

    private static LaunchException problem(Code code, String reason, String remedy) {
        return new LaunchException(new LaunchProblem(code, reason, remedy));
    }
}
