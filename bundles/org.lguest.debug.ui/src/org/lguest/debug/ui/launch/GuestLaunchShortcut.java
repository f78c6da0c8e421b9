/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationType;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugModelPresentation;
import org.eclipse.debug.ui.ILaunchShortcut2;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;
import org.eclipse.ui.statushandlers.StatusManager;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.ui.Messages;

/**
 * Debug As &gt; Lguest Guest, and Run As: launches the kernel image that is selected, or open in an editor, with the
 * launch configuration that there is for it. If there is none yet one is made; if there are several the user chooses.
 */
public final class GuestLaunchShortcut implements ILaunchShortcut2 {

    @Override
    public void launch(ISelection selection, String mode) {
        image(selection).ifPresent(image -> launch(image, mode));
    }

    @Override
    public void launch(IEditorPart editor, String mode) {
        image(editor).ifPresent(image -> launch(image, mode));
    }

    /** Null, which stands for the platform's own search, for what is no image. */
    @Override
    public ILaunchConfiguration @Nullable [] getLaunchConfigurations(ISelection selection) {
        return image(selection).map(GuestLaunchShortcut::configurationsOrNone).orElse(null);
    }

    @Override
    public ILaunchConfiguration @Nullable [] getLaunchConfigurations(IEditorPart editor) {
        return image(editor).map(GuestLaunchShortcut::configurationsOrNone).orElse(null);
    }

    @Override
    public @Nullable IResource getLaunchableResource(ISelection selection) {
        return image(selection).orElse(null);
    }

    @Override
    public @Nullable IResource getLaunchableResource(IEditorPart editor) {
        return image(editor).orElse(null);
    }

    private static Optional<IFile> image(ISelection selection) {
        return selection instanceof IStructuredSelection elements && elements.size() == 1
                ? Optional.ofNullable(Adapters.adapt(elements.getFirstElement(), IFile.class)) : Optional.empty();
    }

    private static Optional<IFile> image(IEditorPart editor) {
        return Optional.ofNullable(Adapters.adapt(editor.getEditorInput(), IFile.class));
    }

    private static void launch(IFile image, String mode) {
        try {
            List<ILaunchConfiguration> found = configurations(image);
            Optional<ILaunchConfiguration> chosen = switch (found.size()) {
                case 0 -> Optional.of(create(image));
                case 1 -> Optional.of(found.getFirst());
                default -> choose(found);
            };
            chosen.ifPresent(configuration -> DebugUITools.launch(configuration, mode));
        } catch (CoreException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
        }
    }

    private static ILaunchConfiguration[] configurationsOrNone(IFile image) {
        try {
            return configurations(image).toArray(ILaunchConfiguration[]::new);
        } catch (CoreException e) {
            return new ILaunchConfiguration[0];
        }
    }

    /** Those that name the image as the dialog's Browse buttons do; other variables might ask the user something. */
    private static List<ILaunchConfiguration> configurations(IFile image) throws CoreException {
        List<String> names = new ArrayList<>(List.of(LaunchAttributes.workspaceFile(image.getFullPath())));
        if (image.getLocation() != null) {
            names.add(image.getLocation().toOSString());
        }
        List<ILaunchConfiguration> found = new ArrayList<>();
        for (ILaunchConfiguration each : launches().getLaunchConfigurations(type())) {
            if (names.contains(each.getAttribute(LaunchAttributes.IMAGE, "").strip())) {
                found.add(each);
            }
        }
        return found;
    }

    private static ILaunchConfiguration create(IFile image) throws CoreException {
        ILaunchConfigurationWorkingCopy made = type().newInstance(null,
                launches().generateLaunchConfigurationName(image.getName()));
        made.setAttribute(LaunchAttributes.IMAGE, LaunchAttributes.workspaceFile(image.getFullPath()));
        made.setAttribute(LaunchAttributes.MEMORY, LaunchAttributes.DEFAULT_MEMORY);
        made.setAttribute(LaunchAttributes.BANKS, LaunchAttributes.BANKS_EXTENDED);
        made.setMappedResources(new IResource[] {image});
        return made.doSave();
    }

    private static Optional<ILaunchConfiguration> choose(List<ILaunchConfiguration> found) {
        IDebugModelPresentation labels = DebugUITools.newDebugModelPresentation();
        try {
            ElementListSelectionDialog dialog = new ElementListSelectionDialog(
                    PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell(), labels);
            dialog.setTitle(Messages.GuestLaunchShortcut_choose);
            dialog.setMessage(Messages.GuestLaunchShortcut_several);
            dialog.setElements(found.toArray());
            dialog.setMultipleSelection(false);
            return dialog.open() == Window.OK && dialog.getFirstResult() instanceof ILaunchConfiguration chosen
                    ? Optional.of(chosen) : Optional.empty();
        } finally {
            labels.dispose();
        }
    }

    private static ILaunchManager launches() {
        return DebugPlugin.getDefault().getLaunchManager();
    }

    private static ILaunchConfigurationType type() {
        return launches().getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE);
    }
}
