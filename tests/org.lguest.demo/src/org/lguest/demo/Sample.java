/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.workbench.driver.ExampleProject;

/** The example project in the workspace, with its sources and its launch configuration. */
record Sample(IProject project) {

    private static final String BUNDLE = "org.lguest.guests";

    /** @param folder where the project is; empty for the one that is installed with the plug-ins */
    static Sample importInto(Optional<Path> folder) throws CoreException, IOException {
        return new Sample(ExampleProject.copyIntoWorkspace(folder.isPresent() ? folder.get() : installed()));
    }

    private static Path installed() throws IOException {
        return Path.of(FileLocator.toFileURL(Platform.getBundle(BUNDLE).getEntry("/")).getPath());
    }

    /** The source file of that name, or of that path within the project. */
    IFile source(String name) throws CoreException {
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
    ILaunchConfiguration launchConfiguration(Path transcript) throws CoreException {
        for (ILaunchConfiguration configuration : DebugPlugin.getDefault().getLaunchManager().getLaunchConfigurations()) {
            if (configuration.getFile() != null && project.equals(configuration.getFile().getProject())) {
                ILaunchConfigurationWorkingCopy copy = configuration.getWorkingCopy();
                copy.setAttribute(LaunchAttributes.TRANSCRIPT, transcript.toString());
                return copy.doSave();
            }
        }
        throw new AssertionError("the project " + project.getName() + " has no launch configuration");
    }
}
