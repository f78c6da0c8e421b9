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

import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.Optional;

import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.actions.WorkspaceModifyOperation;
import org.eclipse.ui.dialogs.WizardNewProjectCreationPage;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.wizards.newresource.BasicNewResourceWizard;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.ui.Messages;

/** File &gt; New &gt; Example... &gt; Lguest Guests. */
public final class GuestsWizard extends Wizard implements INewWizard {

    private IWorkbench workbench;
    private WizardNewProjectCreationPage page;

    public GuestsWizard() {
        setWindowTitle(Messages.GuestsWizard_title);
        setNeedsProgressMonitor(true);
    }

    @Override
    public void init(IWorkbench running, IStructuredSelection selection) {
        workbench = running;
    }

    @Override
    public void addPages() {
        page = new WizardNewProjectCreationPage("project");
        page.setTitle(Messages.GuestsWizard_title);
        page.setDescription(Messages.GuestsWizard_description);
        page.setInitialProjectName(freeName());
        addPage(page);
    }

    private static String freeName() {
        IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
        String name = Messages.GuestsWizard_title;
        for (int number = 2; root.getProject(name).exists(); number++) {
            name = Messages.GuestsWizard_title + ' ' + number;
        }
        return name;
    }

    @Override
    public boolean performFinish() {
        Optional<URI> location = page.useDefaults() ? Optional.empty() : Optional.of(page.getLocationURI());
        GuestsProject example = new GuestsProject(page.getProjectHandle(), location);
        try {
            getContainer().run(true, true, new WorkspaceModifyOperation() {
                @Override
                protected void execute(IProgressMonitor monitor) throws CoreException {
                    example.create(monitor);
                }
            });
        } catch (InterruptedException cancelled) {
            return false;
        } catch (InvocationTargetException e) {
            fail(e.getCause());
            return false;
        }
        show(example);
        return true;
    }

    private void fail(Throwable cause) {
        if (cause instanceof CoreException expected) {
            ErrorDialog.openError(getShell(), Messages.GuestsWizard_title, Messages.GuestsWizard_failed,
                    expected.getStatus());
        } else {
            StatusManager.getManager().handle(LguestStatus.defect(Messages.GuestsWizard_title, cause),
                    StatusManager.SHOW | StatusManager.LOG);
        }
    }

    private void show(GuestsProject example) {
        IWorkbenchWindow window = workbench.getActiveWorkbenchWindow();
        BasicNewResourceWizard.selectAndReveal(example.story(), window);
        try {
            IDE.openEditor(window.getActivePage(), example.story());
        } catch (PartInitException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
        }
    }
}
