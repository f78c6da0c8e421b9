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

import java.util.Map;

import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;

/** New > Example... > Lguest Guests, the real wizard. */
public final class ExampleWizard {

    private static final String NEW_WIZARD = "org.eclipse.ui.newWizard";
    private static final String IDENTIFIER = "org.lguest.debug.ui.guestsExample";
    private static final String TITLE = "Lguest Guests";

    private ExampleWizard() {
    }

    public static DialogWindow open() {
        Ui.start(() -> {
            try {
                Command command = PlatformUI.getWorkbench().getService(ICommandService.class).getCommand(NEW_WIZARD);
                PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(
                        ParameterizedCommand.generateCommand(command, Map.of("newWizardId", IDENTIFIER)), null);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        return DialogWindow.await(TITLE);
    }

    /** Presses Finish, and waits until the project is there and its story open in an editor. */
    public static SampleProject finish(DialogWindow wizard) {
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(wizard.field("Project name:"));
        wizard.press("Finish");
        wizard.awaitEnd();
        Waiter.until("the story in an editor", () -> IdeWindow.page().getActiveEditor() != null
                && IdeWindow.page().getActiveEditor().getTitle().equals("first.c"));
        return new SampleProject(project);
    }
}
