/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.examples;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.filesystem.IFileStore;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.ui.Messages;
import org.osgi.framework.Bundle;

/**
 * The example project: the sample guests, a launch configuration for the till that does not add up, a breakpoint at the
 * line in which it should, and, disabled as yet, the watchpoint that finds out why it does not.
 *
 * @param project  not there yet
 * @param location where its files are to be; empty for the workspace
 */
record GuestsProject(IProject project, Optional<URI> location) {

    private static final String GUESTS = "org.lguest.guests";
    /** What belongs to the plug-in that the guests come in, and not to them. */
    private static final Pattern OF_THE_PLUGIN = Pattern.compile(
            "META-INF/.*|about\\.html|\\.project|.*\\.launch|build\\.properties|\\.gitignore|(build|target)/.*");
    private static final String IMAGE = "images/first";
    private static final String STORY = "first/first.c";
    private static final String SALE = "takings = takings + amount;";
    private static final String TAKINGS = "takings";

    /** The source in which the story is told. */
    IFile story() {
        return project.getFile(STORY);
    }

    /**
     * Makes all of it.
     *
     * @throws CoreException with a status of the catalogue, among others
     * @throws org.eclipse.core.runtime.OperationCanceledException if the user has had enough; in both cases nothing of
     *         it is left
     */
    void create(IProgressMonitor monitor) throws CoreException {
        requireRoom();
        boolean done = false;
        try {
            SubMonitor progress = SubMonitor.convert(monitor, NLS.bind(Messages.GuestsProject_creating, project.getName()),
                    100);
            IProjectDescription description = project.getWorkspace().newProjectDescription(project.getName());
            description.setLocationURI(location.orElse(null));
            description.setComment(Messages.GuestsProject_comment);
            project.create(description, progress.split(5));
            project.open(progress.split(5));
            copyGuests(progress.split(80));
            createLaunchConfiguration(progress.split(5));
            createBreakpoints(progress.split(5));
            done = true;
        } finally {
            if (!done && project.exists()) {
                // Markers and launch configuration lie in it and go with it.
                project.delete(true, true, null);
            }
        }
    }

    /** What is taken back after a failure must not be what was there before. */
    private void requireRoom() throws CoreException {
        URI folder = location.orElse(null);
        IFileStore store = folder != null ? EFS.getStore(folder)
                : EFS.getLocalFileSystem().getStore(project.getWorkspace().getRoot().getLocation().append(project.getName()));
        if (store.fetchInfo().exists() && store.childNames(EFS.NONE, null).length > 0) {
            throw LguestStatus.EXAMPLE_FOLDER_TAKEN.exception(store.toString());
        }
    }

    private void copyGuests(SubMonitor progress) throws CoreException {
        Bundle bundle = Optional.ofNullable(Platform.getBundle(GUESTS)).orElseThrow(
                () -> LguestStatus.EXAMPLE_UNREADABLE.exception(GUESTS));
        List<URL> files = new ArrayList<>(Collections.list(bundle.findEntries("/", "*", true)));
        files.removeIf(url -> url.getPath().endsWith("/")
                || OF_THE_PLUGIN.matcher(url.getPath().substring(1)).matches());
        progress.setWorkRemaining(files.size());
        for (URL url : files) {
            IFile file = project.getFile(url.getPath().substring(1));
            progress.setTaskName(NLS.bind(Messages.GuestsProject_copying, file.getProjectRelativePath()));
            createFolders(file);
            try (InputStream content = FileLocator.openStream(bundle, IPath.fromPortableString(url.getPath()), false)) {
                file.create(content, IResource.FORCE, progress.split(1));
            } catch (IOException e) {
                throw LguestStatus.EXAMPLE_UNREADABLE.exception(url.getPath());
            }
        }
    }

    private static void createFolders(IResource file) throws CoreException {
        if (file.getParent() instanceof IFolder folder && !folder.exists()) {
            createFolders(folder);
            folder.create(IResource.FORCE, true, null);
        }
    }

    private void createLaunchConfiguration(SubMonitor progress) throws CoreException {
        ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
        String name = launches.isExistingLaunchConfigurationName(Messages.GuestsProject_launch)
                ? launches.generateLaunchConfigurationName(
                        NLS.bind(Messages.GuestsProject_launchOf, Messages.GuestsProject_launch, project.getName()))
                : Messages.GuestsProject_launch;
        IFile image = project.getFile(IMAGE);
        ILaunchConfigurationWorkingCopy launch = launches
                .getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE).newInstance(project, name);
        launch.setAttribute(LaunchAttributes.IMAGE, LaunchAttributes.workspaceFile(image.getFullPath()));
        launch.setAttribute(LaunchAttributes.MEMORY, LaunchAttributes.DEFAULT_MEMORY);
        launch.setAttribute(LaunchAttributes.BANKS, LaunchAttributes.BANKS_EXTENDED);
        launch.setAttribute(IDebugUIConstants.ATTR_FAVORITE_GROUPS,
                List.of(IDebugUIConstants.ID_DEBUG_LAUNCH_GROUP, IDebugUIConstants.ID_RUN_LAUNCH_GROUP));
        launch.setMappedResources(new IResource[] {image});
        launch.doSave();
        progress.worked(1);
    }

    private void createBreakpoints(SubMonitor progress) throws CoreException {
        IBreakpoint sale = new GuestLineBreakpoint(story(), lineOfTheSale());
        IBreakpoint takings = new GuestWatchpoint(story(), TAKINGS, 0, false, true);
        takings.setEnabled(false);
        DebugPlugin.getDefault().getBreakpointManager().addBreakpoints(new IBreakpoint[] {sale, takings});
        progress.worked(1);
    }

    private int lineOfTheSale() throws CoreException {
        try (InputStream source = story().getContents()) {
            List<String> lines = new String(source.readAllBytes(), StandardCharsets.UTF_8).lines().map(String::strip).toList();
            return lines.indexOf(SALE) + 1;
        } catch (IOException e) {
            throw LguestStatus.EXAMPLE_UNREADABLE.exception(STORY);
        }
    }
}
