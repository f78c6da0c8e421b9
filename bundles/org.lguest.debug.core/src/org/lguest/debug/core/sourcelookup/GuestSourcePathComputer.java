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

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.ISourcePathComputerDelegate;
import org.eclipse.debug.core.sourcelookup.containers.ProjectSourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.WorkspaceSourceContainer;
import org.lguest.debug.core.launch.LaunchSettings;

/** Where to look for sources by default: in the image's project if it is in one, then in the whole workspace. */
public final class GuestSourcePathComputer implements ISourcePathComputerDelegate {

    @Override
    public ISourceContainer[] computeSourceContainers(ILaunchConfiguration configuration,
            IProgressMonitor monitor) {
        List<ISourceContainer> containers = new ArrayList<>();
        for (IFile image : images(configuration)) {
            containers.add(new ProjectSourceContainer(image.getProject(), true));
        }
        containers.add(new WorkspaceSourceContainer());
        return containers.toArray(ISourceContainer[]::new);
    }

    private static IFile[] images(ILaunchConfiguration configuration) {
        try {
            return ResourcesPlugin.getWorkspace().getRoot()
                    .findFilesForLocationURI(LaunchSettings.image(configuration).toUri());
        } catch (CoreException noImageYet) {
            // The Source tab asks while the configuration is still being filled in, and the Main tab tells what is
            // missing.
            return new IFile[0];
        }
    }
}
