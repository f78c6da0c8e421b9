/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.breakpoints;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Access;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Place;
import org.lguest.debug.core.breakpoints.EventFilter;
import org.lguest.debug.core.breakpoints.EventWords;
import org.lguest.debug.core.breakpoints.GuestAddressBreakpoint;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.breakpoints.GuestEventBreakpoint;
import org.lguest.debug.core.breakpoints.GuestFunctionBreakpoint;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.core.breakpoints.LinearAddress;
import org.lguest.debug.core.breakpoints.WatchedRange;
import org.lguest.debug.ui.Messages;

/** What a user has typed of a breakpoint, in the words that were typed, and what is to be said about it. */
sealed interface BreakpointEntry {

    /** What is still to be typed; asked before {@link #problem}. */
    Optional<String> prompt();

    /**
     * Where that is.
     *
     * @throws CoreException if there is a problem
     */
    Place place() throws CoreException;

    /** What is wrong with a complete entry: OK, or an error of the catalogue. */
    IStatus problem();

    /**
     * A breakpoint as entered, not yet known to the breakpoint manager. It makes a marker, so not on the user-interface
     * thread.
     *
     * @throws CoreException if there is a problem
     */
    GuestBreakpoint create() throws CoreException;

    /**
     * @param file workspace path, or absolute path of a file outside the workspace
     * @param line as typed
     */
    record Line(String file, String line) implements BreakpointEntry {

        @Override
        public Optional<String> prompt() {
            return file.isBlank() ? Optional.of(Messages.BreakpointEntry_filePrompt)
                    : line.isBlank() ? Optional.of(Messages.BreakpointEntry_linePrompt) : Optional.empty();
        }

        @Override
        public IStatus problem() {
            if (inWorkspace().isEmpty() && outside().isEmpty()) {
                return LguestStatus.FILE_UNKNOWN.status(file.strip());
            }
            return number(line).filter(value -> value > 0).isPresent() ? Status.OK_STATUS
                    : LguestStatus.LINE_MALFORMED.status(line.strip());
        }

        @Override
        public Place place() throws CoreException {
            int at = number(line).orElseThrow(() -> LguestStatus.LINE_MALFORMED.exception(line));
            return new Place.Line(inWorkspace().map(IFile::getLocation).map(IPath::toOSString)
                    .or(() -> outside().map(Path::toString))
                    .orElseThrow(() -> LguestStatus.FILE_UNKNOWN.exception(file)), at);
        }

        @Override
        public GuestBreakpoint create() throws CoreException {
            int at = number(line).orElseThrow(() -> LguestStatus.LINE_MALFORMED.exception(line));
            Optional<IFile> resource = inWorkspace();
            if (resource.isPresent()) {
                return new GuestLineBreakpoint(resource.get(), at);
            }
            Path path = outside().orElseThrow(() -> LguestStatus.FILE_UNKNOWN.exception(file));
            return new GuestLineBreakpoint(root(), IPath.fromPath(path), at);
        }

        private Optional<IFile> inWorkspace() {
            IPath path = IPath.fromOSString(file.strip());
            if (path.segmentCount() > 1 && root().getFile(path).exists()) {
                return Optional.of(root().getFile(path));
            }
            return path.isAbsolute() ? Optional.ofNullable(root().getFileForLocation(path)).filter(IFile::exists)
                    : Optional.empty();
        }

        private Optional<Path> outside() {
            try {
                return Optional.of(Path.of(file.strip())).filter(path -> path.isAbsolute() && Files.isRegularFile(path));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
    }

    /** @param name of a function, without parameters */
    record Function(String name) implements BreakpointEntry {

        /** Of a C or an assembly source; compilers add suffixes such as {@code .isra.0}. */
        private static final Pattern NAME = Pattern.compile("[A-Za-z_.$][\\w.$]*");

        @Override
        public Optional<String> prompt() {
            return name.isBlank() ? Optional.of(Messages.BreakpointEntry_functionPrompt) : Optional.empty();
        }

        @Override
        public IStatus problem() {
            return NAME.matcher(name.strip()).matches() ? Status.OK_STATUS
                    : LguestStatus.FUNCTION_MALFORMED.status(name.strip());
        }

        @Override
        public Place place() {
            return new Place.Function(name.strip());
        }

        @Override
        public GuestBreakpoint create() throws CoreException {
            return new GuestFunctionBreakpoint(root(), name.strip());
        }
    }

    /** @param address a number, as typed */
    record Address(String address) implements BreakpointEntry {

        @Override
        public Optional<String> prompt() {
            return address.isBlank() ? Optional.of(Messages.BreakpointEntry_addressPrompt) : Optional.empty();
        }

        @Override
        public IStatus problem() {
            return problemOfAddress(address);
        }

        @Override
        public Place place() throws CoreException {
            return new Place.Address(LinearAddress.parse(address));
        }

        @Override
        public GuestBreakpoint create() throws CoreException {
            return new GuestAddressBreakpoint(root(), address.strip());
        }
    }

    /**
     * @param expression a variable or an address
     * @param length     in bytes, as typed; empty or 0 for the size of the expression
     * @param physical   whether the expression is a guest-physical address
     */
    record Data(String expression, String length, boolean read, boolean write, boolean physical)
            implements BreakpointEntry {

        /** Data at a linear address. */
        Data(String expression, String length, boolean read, boolean write) {
            this(expression, length, read, write, false);
        }

        @Override
        public Optional<String> prompt() {
            return expression.isBlank() ? Optional.of(Messages.BreakpointEntry_dataPrompt) : Optional.empty();
        }

        @Override
        public IStatus problem() {
            Optional<Integer> bytes = bytes().filter(count -> count >= 0);
            if (bytes.isEmpty()) {
                return LguestStatus.RANGE_MALFORMED.status(length.strip());
            }
            // Where it begins the guest's image will tell: aligned it takes the fewest.
            int registers = WatchedRange.count(0, bytes.get());
            if (registers > WatchedRange.most()) {
                return LguestStatus.RANGE_TOO_LARGE.status(expression.strip(), bytes.get(), registers, WatchedRange.most());
            }
            try {
                Access.of(read, write);
            } catch (CoreException e) {
                return e.getStatus();
            }
            return physical || Character.isDigit(expression.strip().charAt(0)) ? problemOfAddress(expression) : Status.OK_STATUS;
        }

        @Override
        public Place place() throws CoreException {
            return new Place.Data(expression.strip(), count(), Access.of(read, write), physical, Optional.empty());
        }

        @Override
        public GuestBreakpoint create() throws CoreException {
            GuestWatchpoint watchpoint = new GuestWatchpoint(root(), expression.strip(), count(), read, write);
            watchpoint.setPhysical(physical);
            return watchpoint;
        }

        /** The length of an entry without problem. */
        int count() throws CoreException {
            return bytes().orElseThrow(() -> LguestStatus.RANGE_MALFORMED.exception(length));
        }

        private Optional<Integer> bytes() {
            return length.isBlank() ? Optional.of(0) : number(length);
        }
    }

    /** @param filter which event of the machine, as typed */
    record Event(EventFilter filter) implements BreakpointEntry {

        @Override
        public Optional<String> prompt() {
            return filter.missing().map(field -> NLS.bind(Messages.BreakpointEntry_eventPrompt, EventWords.of(field)));
        }

        @Override
        public IStatus problem() {
            try {
                filter.event();
                return Status.OK_STATUS;
            } catch (CoreException e) {
                return e.getStatus();
            }
        }

        @Override
        public Place place() throws CoreException {
            return new Place.Event(filter.event());
        }

        @Override
        public GuestBreakpoint create() throws CoreException {
            return new GuestEventBreakpoint(root(), filter);
        }
    }

    private static IStatus problemOfAddress(String text) {
        try {
            LinearAddress.parse(text);
            return Status.OK_STATUS;
        } catch (CoreException e) {
            return e.getStatus();
        }
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.valueOf(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static IWorkspaceRoot root() {
        return ResourcesPlugin.getWorkspace().getRoot();
    }
}
