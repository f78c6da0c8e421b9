/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.sourcelookup;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.sourcelookup.AbstractSourceLookupParticipant;
import org.eclipse.debug.core.sourcelookup.ISourceLookupDirector;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.core.model.GuestStackFrame;
import org.lguest.dwarf.SourceFile;
import org.lguest.dwarf.SourceLine;

/** Knows the paths of source files from the debug information, and finds the files. */
public final class GuestSourceLookupParticipant extends AbstractSourceLookupParticipant {

    /** The path of the source file when the guest was built; null, as the platform wants it, if there is none. */
    @Override
    public @Nullable String getSourceName(Object element) {
        return pathOf(element).orElse(null);
    }

    /** The platform remembers what it has found for a frame, or not found, until the frame says that it has changed. */
    @Override
    public void sourceContainersChanged(ISourceLookupDirector director) {
        DebugEvent[] events = Arrays.stream(DebugPlugin.getDefault().getLaunchManager().getLaunches())
                .filter(launch -> director.equals(launch.getSourceLocator()))
                .flatMap(launch -> Arrays.stream(launch.getDebugTargets()))
                .filter(GuestDebugTarget.class::isInstance)
                .flatMap(target -> Arrays.stream(((GuestDebugTarget) target).getThreads()))
                .flatMap(thread -> Arrays.stream(thread.getStackFrames()))
                .map(frame -> new DebugEvent(frame, DebugEvent.CHANGE, DebugEvent.CONTENT)).toArray(DebugEvent[]::new);
        if (events.length > 0) {
            DebugPlugin.getDefault().fireDebugEventSet(events);
        }
    }

    private static Optional<String> pathOf(Object element) {
        Optional<SourceLine> line = switch (element) {
            case GuestStackFrame frame -> frame.line();
            case SourceLine known -> Optional.of(known);
            default -> Optional.empty();
        };
        return line.map(SourceLine::file).map(SourceFile::fullPath);
    }

    @Override
    public Object[] findSourceElements(Object element) throws CoreException {
        Optional<String> path = pathOf(element);
        Object[] found = path.isPresent() ? find(path.get()) : EMPTY;
        if (element instanceof GuestStackFrame frame && found.length > 0) {
            compare(frame, found[0]);
        }
        return found;
    }

    /** Whether the file that is about to be shown is the one that the guest was built from. */
    private static void compare(GuestStackFrame frame, Object found) {
        switch (found) {
            case IFile file when file.getLocation() != null ->
                frame.compareSource(file.getLocation().toPath(), Optional.of(file));
            case LocalFileStorage outside -> frame.compareSource(outside.getFile().toPath(), Optional.empty());
            default -> { }
        }
    }

    private Object[] find(String path) throws CoreException {
        Optional<Path> local = asLocalFile(path);
        Optional<IFile> inWorkspace = local.flatMap(GuestSourceLookupParticipant::inWorkspace);
        if (inWorkspace.isPresent()) {
            return new Object[] {inWorkspace.get()};
        }
        for (String end = path; isTelling(end, local.isPresent()); end = withoutFirstSegment(end)) {
            Object[] found = inContainers(end);
            if (found.length > 0) {
                return found;
            }
        }
        return local.isPresent() ? new Object[] {new LocalFileStorage(local.get().toFile())} : EMPTY;
    }

    /** A name without a folder, such as timer.c, may be any program's: it does where the very file is not to be had. */
    private static boolean isTelling(String end, boolean isThere) {
        return isThere ? end.contains("/") : !end.isEmpty();
    }

    private Object[] inContainers(String name) throws CoreException {
        for (var container : getSourceContainers()) {
            Object[] found = container.findSourceElements(name);
            if (found.length > 0) {
                return Arrays.stream(found).limit(isFindDuplicates() ? found.length : 1)
                        .map(GuestSourceLookupParticipant::asResource).toArray();
            }
        }
        return EMPTY;
    }

    /** A folder may be one of the workspace, where files are more: breakpoints can be set in them. */
    private static Object asResource(Object found) {
        return found instanceof LocalFileStorage local
                ? inWorkspace(local.getFile().toPath()).map(Object.class::cast).orElse(found) : found;
    }

    private static String withoutFirstSegment(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(slash + 1);
    }

    private static Optional<Path> asLocalFile(String path) {
        try {
            Path file = Path.of(path);
            return file.isAbsolute() && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException namedOnAnotherSystem) {
            return Optional.empty();
        }
    }

    private static Optional<IFile> inWorkspace(Path path) {
        // A closed project's files have their places, but can't be opened.
        return Arrays.stream(ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(path.toUri()))
                .filter(IFile::isAccessible).findFirst();
    }
}
