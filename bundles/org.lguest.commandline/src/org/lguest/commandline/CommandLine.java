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

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.lguest.commandline.CommandLineException.Code;
import org.lguest.dwarf.DebugFileSearch;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.host.Fidelity;
import org.lguest.hypervisor.launcher.BlockFile;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.GuestDevices;
import org.lguest.hypervisor.launcher.GuestProcessor;
import org.lguest.hypervisor.launcher.GuestConfiguration.DebugRegisterHooks;
import org.lguest.hypervisor.launcher.GuestConfiguration.Pace;
import org.lguest.hypervisor.session.Banks;

/**
 * What the command's words ask for.
 *
 * @param configuration of the guest; HALT takes real time unless told otherwise, for somebody may be typing
 * @param trace         what to write down of the world switches
 * @param breakpoints   to count the hits of, each once
 * @param statistics    whether to say at the end why the guest came out to the Host, and how often
 * @param restart       whether a guest that asks for it is started again
 * @param symbols       where the image's symbols are looked for
 */
record CommandLine(GuestConfiguration configuration, Optional<TraceOption> trace, List<Breakpoint> breakpoints,
        boolean statistics, boolean restart, DebugFileSearch symbols) {

    static final String USAGE = """
            Usage: releng/lguest [OPTION]... MEGABYTES IMAGE [KERNEL-ARGUMENT...]
            Runs an i386 kernel (ELF, or a bzImage) as a guest of lguest, with its console on standard input and output.

              --initrd=FILE                 a file to load at the top of the guest's memory
              --block=FILE                  a file that the guest has as a disk; may be given again, as may the next two
              --block-read-only=FILE        the same, and what the guest writes is an I/O error
              --block-snapshot=FILE         the same, and what the guest writes is forgotten when it has ended
              --net=SOCKET                  a network card; guests that name the same socket are joined; the first makes it
              --mac=ADDRESS                 the card's address, 02:00:00:00:00:00 unless given; no two on a network may have the
                                            same, and a guest of 2.6.23 can have 02:00:XX:XX:00:00
              --capture=FILE                write what the card sends and receives to a file that Wireshark reads
              --entropy=SEED                a source of random numbers that follow from SEED, a number (4.x)
              --trace=TOPIC,...[:FILE]      write down hypercalls, debugregs, exits, interrupts, devices; to FILE, else to
                                            standard error
              --break=SYMBOL|ADDRESS        count how often the guest comes by; may be given again
              --symbols=FILE|FOLDER         where breaks and watches find their symbols if the image is stripped or a bzImage:
                                            a file, or a folder to search by build id and name; may be given again
              --watch=PLACE,LENGTH,ACCESS   count how often 1, 2 or 4 bytes at a symbol or an address are written (w),
                                            read or written (rw), read (r); may be given again
              --statistics                  say at the end why the guest came out to the Host, and how often
              --restart                     start a guest that asks for it again (4.x): the same image with the same
                                            devices, whose disks are as it left them
              --pace=real|none              how long the guest sleeps when it halts: until its next clock event is due in
                                            real time, or not at all; what it computes is the same (real)
              --banks=extended|hardware     whether breaks and watches have debug registers of their own, or share the
                                            guest's four as on a real processor, where the guest wins (extended)
              --interpose                   answer for a Linux as it was, whose hooks for debug registers do nothing: make the
                                            two hypercalls for it where it calls them
              --cpu=486|586|686             the processor that the guest finds itself on: what CPUID says, and which
                                            instructions there are (686)
              --era=2.6.23|4.1|4.10         which lguest the kernel speaks to, 4.1 being that of up to 4.9; else that is
                                            found from the image
              --raw                         for a guest that echoes what is typed, such as Linux: the terminal hands it each
                                            key at once and echoes none; Ctrl-C still ends the guest
              --faithful                    leave lguest's defects: of 2.6.23 the two with which no debugger works inside a
                                            guest (TF stays set in a trap's handler, int3 is a general protection fault),
                                            of 4.x that interrupts are said to wait for ever, that reading CR4 kills, as up to
                                            4.8, that 4.12 and 4.13 hang where they write to a read-only page, and that a
                                            bzImage moves to a multiple of 16 MiB, where its vmlinux is wrong for it

            When the guest has ended, standard error says why in the Host's words, and how often each break and watch was
            hit; of a guest that died, the last times it came out to the Host too, each after the number of instructions
            it had retired, and the registers of the latest. The end of standard input is not the end of the guest. Exit status:

            """ + Arrays.stream(ExitStatus.values()).map(status -> "  %3d  %s%n".formatted(status.number(), status.meaning()))
            .collect(Collectors.joining());

    /** Takes options up to the first word that is none. What is behind the image is the kernel's. */
    static CommandLine parse(List<String> words) throws CommandLineException {
        Optional<Path> initrd = Optional.empty();
        Optional<TraceOption> trace = Optional.empty();
        Banks banks = Banks.EXTENDED;
        Fidelity fidelity = Fidelity.MENDED;
        GuestProcessor processor = GuestProcessor.I686;
        DebugRegisterHooks hooks = DebugRegisterHooks.KERNELS_OWN;
        Optional<Era> era = Optional.empty();
        List<BlockFile> blocks = new ArrayList<>();
        List<Breakpoint> breakpoints = new ArrayList<>();
        boolean statistics = false;
        boolean restart = false;
        DebugFileSearch symbols = DebugFileSearch.STANDARD;
        Pace pace = Pace.REAL_TIME;
        var net = new NetOptions();
        Optional<Long> entropy = Optional.empty();
        int next = 0;
        for (; next < words.size() && words.get(next).startsWith("-"); next++) {
            String word = words.get(next);
            int equals = word.indexOf('=');
            String value = word.substring(equals + 1);
            switch (equals < 0 ? word : word.substring(0, equals + 1)) {
                case "--initrd=" -> initrd = Optional.of(path(value));
                case "--block=" -> blocks.add(new BlockFile(path(value), BlockFile.Mode.READ_WRITE));
                case "--block-read-only=" -> blocks.add(new BlockFile(path(value), BlockFile.Mode.READ_ONLY));
                case "--block-snapshot=" -> blocks.add(new BlockFile(path(value), BlockFile.Mode.SNAPSHOT));
                case "--net=", "--mac=", "--capture=" -> net.take(word.substring(2, equals), value);
                case "--entropy=" -> entropy = Optional.of(seed(value));
                case "--raw" -> {
                    // What has started us has seen to the terminal.
                }
                case "--interpose" -> hooks = DebugRegisterHooks.INTERPOSED;
                case "--faithful" -> fidelity = Fidelity.FAITHFUL;
                case "--statistics" -> statistics = true;
                case "--restart" -> restart = true;
                case "--trace=" -> trace = Optional.of(TraceOption.parse(value));
                case "--pace=" -> pace = pace(value);
                case "--banks=" -> banks = banks(value);
                case "--era=" -> era = Optional.of(era(value));
                case "--cpu=" -> processor = processor(value);
                case "--symbols=" -> symbols = Breakpoint.symbols(symbols, path(value));
                case "--break=" -> breakpoints.add(Breakpoint.parseBreak(value));
                case "--watch=" -> breakpoints.add(Breakpoint.parseWatch(value));
                default -> throw usage(Code.UNKNOWN_OPTION, "There is no option " + word
                        + ". See releng/lguest --help.");
            }
        }
        if (words.size() < next + 2) {
            throw usage(Code.MISSING_OPERAND, "Give the guest's memory in megabytes and its image, as in 64 images/first. "
                    + "See releng/lguest --help.");
        }
        String arguments = String.join(" ", words.subList(next + 2, words.size()));
        return new CommandLine(new GuestConfiguration(path(words.get(next + 1)), megabytes(words.get(next)), arguments, initrd,
                banks, pace, new GuestDevices(blocks, net.card(), entropy), fidelity, hooks,
                processor, era), trace,
                breakpoints.stream().distinct().toList(), statistics, restart, symbols);
    }

    private static int megabytes(String word) throws CommandLineException {
        if (!word.matches("\\d{1,9}")) {
            throw usage(Code.BAD_MEGABYTES, "\"" + word + "\" is no number of megabytes. Give the guest's memory before its "
                    + "image, as in 64 images/first.");
        }
        return Integer.parseInt(word);
    }

    private static long seed(String word) throws CommandLineException {
        try {
            return Long.decode(word);
        } catch (NumberFormatException e) {
            throw usage(Code.BAD_SEED, "\"" + word + "\" is no seed. Give a number of 64 bits, as in --entropy=42.");
        }
    }

    private static Banks banks(String word) throws CommandLineException {
        return switch (word) {
            case "extended" -> Banks.EXTENDED;
            case "hardware" -> Banks.AS_THE_HARDWARE;
            default -> throw usage(Code.BAD_BANKS, "There are no banks \"" + word + "\". Choose extended or hardware.");
        };
    }

    private static Pace pace(String word) throws CommandLineException {
        return switch (word) {
            case "real" -> Pace.REAL_TIME;
            case "none" -> Pace.UNPACED;
            default -> throw usage(Code.BAD_PACE, "There is no pace \"" + word + "\". Choose real or none.");
        };
    }

    private static GuestProcessor processor(String word) throws CommandLineException {
        return GuestProcessor.of(word).orElseThrow(() -> usage(Code.BAD_CPU, "There is no processor \"" + word
                + "\". Choose 486, 586 or 686."));
    }

    private static Era era(String word) throws CommandLineException {
        return Era.of(word).orElseThrow(() -> usage(Code.BAD_ERA, "There is no era \"" + word + "\". Choose one of "
                + Stream.of(Era.values()).map(Era::label).collect(Collectors.joining(", ")) + '.'));
    }

    static Path path(String word) throws CommandLineException {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw usage(Code.BAD_PATH, "\"" + word + "\" is no file name in this locale: " + e.getReason() + ". Choose another, "
                    + "or set LC_ALL=C.UTF-8.");
        }
    }

    private static CommandLineException usage(Code code, String message) {
        return new CommandLineException(ExitStatus.USAGE, code, message);
    }
}
