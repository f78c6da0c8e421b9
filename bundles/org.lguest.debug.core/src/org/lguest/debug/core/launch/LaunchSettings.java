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

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Messages;
import org.lguest.debug.core.breakpoints.ImageResolver;
import org.lguest.dwarf.DebugFileSearch;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.ProgramImageException;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.host.Fidelity;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.GuestConfiguration.DebugRegisterHooks;
import org.lguest.hypervisor.launcher.GuestConfiguration.Pace;
import org.lguest.hypervisor.launcher.GuestProcessor;
import org.lguest.hypervisor.launcher.LaunchProblem;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.session.Banks;

/**
 * A launch configuration as read: variables replaced, paths and choices understood.
 *
 * @param guest      what the Launcher needs
 * @param stopAt     the function at which a debug launch stops first
 * @param guestTraps whether a debug launch stops at the guest's own debug traps
 * @param symbols    where a debug launch looks for the image's debug information
 * @param transcript the file that receives the trace
 */
public record LaunchSettings(GuestConfiguration guest, Optional<String> stopAt, boolean guestTraps,
        DebugFileSearch symbols, Optional<Path> transcript) {

    /**
     * Reads a configuration's attributes, and nothing else.
     *
     * @throws CoreException with a status of the catalogue for the first attribute that makes no sense
     */
    public static LaunchSettings read(ILaunchConfiguration configuration) throws CoreException {
        GuestConfiguration guest = new GuestConfiguration(
                image(configuration),
                configuration.getAttribute(LaunchAttributes.MEMORY, LaunchAttributes.DEFAULT_MEMORY),
                substituted(configuration, LaunchAttributes.ARGUMENTS),
                path(configuration, LaunchAttributes.INITRD),
                banks(configuration),
                Pace.REAL_TIME,
                DeviceSettings.read(configuration),
                configuration.getAttribute(LaunchAttributes.FAITHFUL, false) ? Fidelity.FAITHFUL : Fidelity.MENDED,
                configuration.getAttribute(LaunchAttributes.INTERPOSE, false) ? DebugRegisterHooks.INTERPOSED
                        : DebugRegisterHooks.KERNELS_OWN,
                processor(configuration), era(configuration));
        String stopAt = configuration.getAttribute(LaunchAttributes.STOP_AT, "").strip();
        return new LaunchSettings(guest, Optional.of(stopAt).filter(name -> !name.isEmpty()),
                configuration.getAttribute(LaunchAttributes.GUEST_TRAPS, false), symbols(configuration),
                path(configuration, LaunchAttributes.TRANSCRIPT));
    }

    /** The image that a configuration names, whether or not it exists. */
    public static Path image(ILaunchConfiguration configuration) throws CoreException {
        return path(configuration, LaunchAttributes.IMAGE).orElseThrow(LguestStatus.IMAGE_NOT_GIVEN::exception);
    }

    /**
     * What a dialog shows before a launch. Reads the image, so not for a user-interface thread if it may be far away.
     *
     * @return OK, or an error of the catalogue
     */
    public static IStatus check(ILaunchConfiguration configuration) {
        try {
            return read(configuration).check();
        } catch (CoreException e) {
            return e.getStatus();
        }
    }

    /**
     * Whether a file is a kernel that can be a guest, whatever memory it may need. Reads the file, so not for a
     * user-interface thread.
     */
    public static boolean isKernel(Path file) {
        return Launcher.check(GuestConfiguration.of(file, LaunchAttributes.DEFAULT_MEMORY, "")).map(LaunchProblem::code)
                .filter(code -> code != LaunchProblem.Code.SEGMENT_OUTSIDE_MEMORY).isEmpty();
    }

    /** What would keep the guest from being launched: OK, or an error of the catalogue. */
    public IStatus check() {
        Optional<LaunchProblem> problem = Launcher.check(guest);
        return problem.map(LguestStatus::of).orElseGet(this::checkTranscript);
    }

    private IStatus checkTranscript() {
        if (transcript.isEmpty()) {
            return Status.OK_STATUS;
        }
        Path file = transcript.get().toAbsolutePath();
        Path folder = file.getParent();
        if (folder == null || Files.isDirectory(file)) {
            return LguestStatus.TRANSCRIPT_UNWRITABLE.status(file, Messages.LaunchSettings_isFolder);
        }
        boolean writable = Files.exists(file) ? Files.isWritable(file) : Files.isWritable(folder);
        return writable ? Status.OK_STATUS
                : LguestStatus.TRANSCRIPT_UNWRITABLE.status(file, Files.isDirectory(folder)
                        ? Messages.LaunchSettings_noPermission : Messages.LaunchSettings_noFolder);
    }

    /**
     * Whether the image's debug information is where it is said to be, and has the function at which a debug launch is
     * to stop first. Reads it, for an image that {@link #check} finds sound.
     */
    public IStatus checkDebugInformation() {
        if (stopAt.isEmpty() && symbols.equals(DebugFileSearch.STANDARD)) {
            return Status.OK_STATUS;
        }
        try (ProgramImage image = open()) {
            if (stopAt.isPresent()) {
                new ImageResolver(image).stopAt(stopAt.get(), String.valueOf(guest.image().getFileName()));
            }
            return Status.OK_STATUS;
        } catch (CoreException e) {
            return e.getStatus();
        }
    }

    /** Opens the image with the debug information that is chosen for it, or found. Reads headers, nothing else yet. */
    ProgramImage open() throws CoreException {
        for (Path folder : symbols.chosen()) {
            if (!Files.isDirectory(folder)) {
                throw LguestStatus.SYMBOL_FOLDER_MISSING.exception(folder);
            }
        }
        try {
            return ProgramImage.open(guest.image(), symbols);
        } catch (ProgramImageException e) {
            if (symbols.file().isEmpty()) {
                throw LguestStatus.DEBUG_INFORMATION_UNREADABLE.exception(guest.image(), e.getMessage());
            }
            throw (e.code() == ProgramImageException.Code.OTHER_BUILD ? LguestStatus.SYMBOLS_OF_ANOTHER_BUILD
                    : LguestStatus.SYMBOLS_UNREADABLE).exception(e.getMessage());
        }
    }

    private static DebugFileSearch symbols(ILaunchConfiguration configuration) throws CoreException {
        DebugFileSearch search = DebugFileSearch.STANDARD;
        for (String folder : configuration.getAttribute(LaunchAttributes.SYMBOL_FOLDERS, List.of())) {
            search = path(substituted(folder)).map(search::withFolder).orElse(search);
        }
        return path(configuration, LaunchAttributes.SYMBOLS).map(search::withFile).orElse(search);
    }

    private static Banks banks(ILaunchConfiguration configuration) throws CoreException {
        String banks = configuration.getAttribute(LaunchAttributes.BANKS, LaunchAttributes.BANKS_EXTENDED);
        return switch (banks) {
            case LaunchAttributes.BANKS_EXTENDED -> Banks.EXTENDED;
            case LaunchAttributes.BANKS_HARDWARE -> Banks.AS_THE_HARDWARE;
            default -> throw LguestStatus.BANKS_UNKNOWN.exception(banks);
        };
    }

    private static Optional<Era> era(ILaunchConfiguration configuration) throws CoreException {
        String label = configuration.getAttribute(LaunchAttributes.ERA, "");
        return label.isEmpty() ? Optional.empty()
                : Optional.of(Era.of(label).orElseThrow(() -> LguestStatus.ERA_UNKNOWN.exception(label)));
    }

    private static GuestProcessor processor(ILaunchConfiguration configuration) throws CoreException {
        String label = configuration.getAttribute(LaunchAttributes.PROCESSOR, LaunchAttributes.DEFAULT_PROCESSOR);
        return GuestProcessor.of(label).orElseThrow(() -> LguestStatus.PROCESSOR_UNKNOWN.exception(label));
    }

    static Optional<Path> path(ILaunchConfiguration configuration, String attribute) throws CoreException {
        return path(substituted(configuration, attribute));
    }

    static Optional<Path> path(String path) throws CoreException {
        String text = path.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            throw LguestStatus.PATH_MALFORMED.exception(text);
        }
    }

    static String substituted(ILaunchConfiguration configuration, String attribute) throws CoreException {
        return substituted(configuration.getAttribute(attribute, ""));
    }

    static String substituted(String text) throws CoreException {
        try {
            return VariablesPlugin.getDefault().getStringVariableManager().performStringSubstitution(text);
        } catch (CoreException e) {
            throw LguestStatus.VARIABLE_UNRESOLVED.exception(text, e.getStatus().getMessage());
        }
    }
}
