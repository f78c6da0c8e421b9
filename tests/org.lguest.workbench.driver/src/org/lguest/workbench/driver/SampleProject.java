/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.workbench.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.lguest.debug.core.launch.LaunchAttributes;

/** The example project in the workspace, with its sources and its launch configuration. */
public record SampleProject(IProject project) {

    private static final String BUNDLE = "org.lguest.guests";

    /** @param folder where the project is; empty for the one that is installed with the plug-ins */
    public static SampleProject importInto(Optional<Path> folder) throws CoreException, IOException {
        return new SampleProject(copyIntoWorkspace(folder.isPresent() ? folder.get() : installed()));
    }

    /** The project that an earlier workbench has left in the workspace, which holds no other. */
    public static SampleProject inWorkspace() {
        IProject[] projects = ResourcesPlugin.getWorkspace().getRoot().getProjects();
        if (projects.length != 1) {
            throw new AssertionError("one project expected, not " + List.of(projects));
        }
        return new SampleProject(projects[0]);
    }

    private static Path installed() throws IOException {
        return Path.of(FileLocator.toFileURL(Platform.getBundle(BUNDLE).getEntry("/")).getPath());
    }

    /** As File > Import > Existing Projects does with "Copy projects into workspace". */
    private static IProject copyIntoWorkspace(Path folder) throws CoreException, IOException {
        IWorkspace workspace = ResourcesPlugin.getWorkspace();
        IProjectDescription description = workspace
                .loadProjectDescription(IPath.fromPath(folder.resolve(IProjectDescription.DESCRIPTION_FILE_NAME)));
        Path copy = workspace.getRoot().getLocation().toPath().resolve(description.getName());
        copy(folder, copy);
        IProject project = workspace.getRoot().getProject(description.getName());
        description.setLocation(null);
        project.create(description, new NullProgressMonitor());
        project.open(new NullProgressMonitor());
        project.refreshLocal(IResource.DEPTH_INFINITE, new NullProgressMonitor());
        // The breakpoint manager hears of the project after a build: later it would be told of it together with changes
        // of its markers, and not hear of those.
        workspace.build(IncrementalProjectBuilder.INCREMENTAL_BUILD, new NullProgressMonitor());
        return project;
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, target);
            }
        }
    }

    /** The source file of that name, or of that path within the project. */
    public IFile source(String name) throws CoreException {
        List<IFile> found = new ArrayList<>();
        IPath path = IPath.fromPortableString(name);
        project.accept(resource -> {
            if (resource instanceof IFile file && endsWith(resource, path)) {
                found.add(file);
            }
            return true;
        });
        if (found.size() != 1) {
            throw new AssertionError(found.isEmpty() ? "the sample has no file " + name
                    : name + " is any of " + found.stream().map(IResource::getProjectRelativePath).toList());
        }
        return found.getFirst();
    }

    private static boolean endsWith(IResource resource, IPath path) {
        IPath whole = resource.getProjectRelativePath();
        return whole.segmentCount() >= path.segmentCount()
                && whole.removeFirstSegments(whole.segmentCount() - path.segmentCount()).equals(path);
    }

    /** The project's launch configuration, which is to write that transcript. */
    public ILaunchConfiguration launchConfiguration(Path transcript) throws CoreException {
        for (ILaunchConfiguration configuration : DebugPlugin.getDefault().getLaunchManager()
                .getLaunchConfigurations()) {
            if (configuration.getFile() != null && project.equals(configuration.getFile().getProject())) {
                ILaunchConfigurationWorkingCopy copy = configuration.getWorkingCopy();
                copy.setAttribute(LaunchAttributes.TRANSCRIPT, transcript.toString());
                return copy.doSave();
            }
        }
        throw new AssertionError("the project " + project.getName() + " has no launch configuration");
    }
}
