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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.ISourceLookupDirector;
import org.eclipse.debug.core.sourcelookup.containers.DirectorySourceContainer;

/**
 * Where the files below a folder of the build are on this machine, as gdb's {@code set substitute-path} says it.
 *
 * @param built the folder's path when the guest was built; empty if all that is known of the files is relative to one
 *        that is not
 * @param local the folder on this machine, absolute
 */
public record SourceMapping(String built, Path local) {

    /**
     * The mapping that takes one file to where it is. It holds for as many files as one file can vouch for: what the
     * ends of both paths have in common is below the two folders.
     *
     * @param path   the file's path when the guest was built
     * @param chosen the file, absolute, or a folder that has it, under some end of its path
     * @return empty if the chosen file has another name, or the folder has no such file
     */
    public static Optional<SourceMapping> of(String path, Path chosen) {
        return Files.isDirectory(chosen) ? below(path, chosen) : between(path, chosen);
    }

    private static Optional<SourceMapping> below(String path, Path folder) {
        List<String> segments = segments(path);
        for (int start = 0; start < segments.size(); start++) {
            if (Files.isRegularFile(folder.resolve(String.join("/", segments.subList(start, segments.size()))))) {
                return Optional.of(new SourceMapping(prefix(path, start), folder));
            }
        }
        return Optional.empty();
    }

    private static Optional<SourceMapping> between(String path, Path file) {
        List<String> segments = segments(path);
        Path rest = file;
        int start = segments.size();
        while (start > 0 && rest.getFileName() != null && rest.getFileName().toString().equals(segments.get(start - 1))) {
            rest = rest.getParent();
            start--;
        }
        return start == segments.size() ? Optional.empty() : Optional.of(new SourceMapping(prefix(path, start), rest));
    }

    private static List<String> segments(String path) {
        return Stream.of(path.split("/")).filter(segment -> !segment.isEmpty()).toList();
    }

    private static String prefix(String path, int segments) {
        return (path.startsWith("/") ? "/" : "") + String.join("/", segments(path).subList(0, segments));
    }

    /**
     * Has a launch look there first, and its configuration remember it, if it has one that is saved. Writes a file.
     *
     * @throws CoreException if the configuration can't be written; this launch finds its sources all the same
     */
    public void addTo(ISourceLookupDirector director) throws CoreException {
        ISourceContainer added = container();
        Stream<ISourceContainer> others = Stream.of(director.getSourceContainers())
                .filter(other -> !isSame(other, added));
        director.setSourceContainers(Stream.concat(Stream.of(added), others).toArray(ISourceContainer[]::new));
        ILaunchConfiguration configuration = director.getLaunchConfiguration();
        if (configuration != null && configuration.exists()) {
            ILaunchConfigurationWorkingCopy copy = configuration.getWorkingCopy();
            copy.setAttribute(ILaunchConfiguration.ATTR_SOURCE_LOCATOR_ID, director.getId());
            copy.setAttribute(ILaunchConfiguration.ATTR_SOURCE_LOCATOR_MEMENTO, director.getMemento());
            copy.doSave();
        }
    }

    private static boolean isSame(ISourceContainer one, ISourceContainer other) {
        return one.getType().equals(other.getType()) && one.getName().equals(other.getName());
    }

    /**
     * What does it: a path mapping of CDT's, where CDT is installed. The platform has none; it has folders, in which
     * the lookup looks for ever shorter ends of a path.
     */
    ISourceContainer container() {
        Object mapping = built.isEmpty() ? null
                : Platform.getAdapterManager().loadAdapter(this, ISourceContainer.class.getName());
        return mapping instanceof ISourceContainer container ? container
                : new DirectorySourceContainer(local.toFile(), false);
    }
}
