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

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.ISourcePathComputerDelegate;
import org.eclipse.debug.core.sourcelookup.containers.DirectorySourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.ProjectSourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.WorkspaceSourceContainer;
import org.lguest.debug.core.launch.LaunchSettings;

/**
 * Where to look for sources by default: in the image's project if it is in one, then in the whole workspace, then
 * beside the image, in its folder and the one above. So a kernel need not be in the workspace, and may have been moved
 * with its sources, or built with paths that say nothing of this machine.
 */
public final class GuestSourcePathComputer implements ISourcePathComputerDelegate {

    @Override
    public ISourceContainer[] computeSourceContainers(ILaunchConfiguration configuration,
            IProgressMonitor monitor) {
        Optional<Path> image = image(configuration);
        Stream<ISourceContainer> projects = image.stream().flatMap(GuestSourcePathComputer::inWorkspace)
                .map(file -> new ProjectSourceContainer(file.getProject(), true));
        Stream<ISourceContainer> beside = image.stream().flatMap(GuestSourcePathComputer::foldersAbove)
                .map(folder -> new DirectorySourceContainer(folder.toFile(), false));
        return Stream.of(projects, Stream.of(new WorkspaceSourceContainer()), beside).flatMap(each -> each)
                .toArray(ISourceContainer[]::new);
    }

    private static Stream<IFile> inWorkspace(Path image) {
        return Arrays.stream(ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(image.toUri()));
    }

    /** The nearest two: a kernel lies at the top of its sources, or in a folder for what was built. */
    private static Stream<Path> foldersAbove(Path image) {
        return Stream.iterate(image.getParent(), Objects::nonNull, Path::getParent).limit(2);
    }

    private static Optional<Path> image(ILaunchConfiguration configuration) {
        try {
            return Optional.of(LaunchSettings.image(configuration).toAbsolutePath());
        } catch (CoreException noImageYet) {
            // The Source tab asks while the configuration is still being filled in, and the Main tab tells what is
            // missing.
            return Optional.empty();
        }
    }
}
