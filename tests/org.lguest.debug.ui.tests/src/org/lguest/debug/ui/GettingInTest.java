/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.lguest.debug.ui.SampleWorkbench.breakpoints;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.editors.text.EditorsUI;
import org.eclipse.ui.part.ISetSelectionTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.ui.launch.GuestLaunchShortcut;
import org.lguest.workbench.driver.ContextMenu;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.ExampleWizard;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;
import org.lguest.workbench.driver.Widgets;

/** The ways in: New &gt; Example... &gt; Lguest Guests, and Debug As &gt; Lguest Guest. */
class GettingInTest {

    private static final String WIZARD = "org.lguest.debug.ui.guestsExample";
    private static final String EXPLORER = "org.eclipse.ui.navigator.ProjectExplorer";
    private static final String SHORTCUT = "Lguest Guest";

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void theExampleIsReadyToBeDebuggedToTheEndOfItsStory() throws Exception {
        assertNotNull(PlatformUI.getWorkbench().getNewWizardRegistry().findCategory("org.eclipse.ui.Examples")
                .findWizard(WIZARD), "among the examples");
        try (DialogWindow wizard = ExampleWizard.open()) {
            assertEquals("Lguest Guests 2", wizard.field("Project name:"), "the first free name");
            workbench.screenshot.take("new-example");
            ExampleWizard.finish(wizard);
        }
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("Lguest Guests 2");
        workbench.screenshot.take("new-example-made");

        try (Stops stops = new Stops()) {
            workbench.debug(configuration("First Guest (Lguest Guests 2)"));
            IThread thread = stops.next("the stop at the sale");
            GuestLineBreakpoint sale = only(GuestLineBreakpoint.class);
            assertEquals(List.of(sale), List.of(thread.getBreakpoints()));
            assertEquals("ring_up", thread.getTopStackFrame().getName());
            assertEquals(project, ((IResource) thread.getLaunch().getSourceLocator()
                    .getSourceElement(thread.getTopStackFrame())).getProject(), "its own source");

            GuestWatchpoint takings = only(GuestWatchpoint.class);
            assertFalse(takings.isEnabled());
            sale.setEnabled(false);
            takings.setEnabled(true);
            Waiter.until("the watchpoint in a debug register", () -> takings.isInstalled() && !sale.isInstalled());
            while (thread.getTopStackFrame().getName().equals("ring_up")) {
                thread.resume();
                thread = stops.next("a stop at the watchpoint");
            }
            assertEquals("remember", thread.getTopStackFrame().getName(), "who else writes the takings");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Lguest Guests", "a/b", "..", "."})
    void aNameThatIsNoneIsRefusedWhileTyping(String name) {
        try (DialogWindow wizard = ExampleWizard.open()) {
            wizard.type("Project name:", name);
            wizard.awaitDisabled("Finish");
            wizard.type("Project name:", "Guests");
            wizard.awaitEnabled("Finish");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative/folder", "/\0", "no-scheme://host/folder"})
    void aPlaceThatIsNoneIsRefusedWhileTyping(String place) {
        try (DialogWindow wizard = ExampleWizard.open()) {
            wizard.clear("Use default location");
            wizard.type("Location:", place);
            wizard.awaitDisabled("Finish");
        }
    }

    @Test
    void aFolderWithFilesInItIsLeftAlone() throws Exception {
        Path folder = ResourcesPlugin.getWorkspace().getRoot().getLocation().toPath().resolve("Taken");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("precious"), "precious");
        try (DialogWindow wizard = ExampleWizard.open()) {
            wizard.type("Project name:", "Taken");
            wizard.press("Finish");
            try (DialogWindow error = awaitError()) {
                error.press("Details >>");
                error.awaitDetail(LguestStatus.EXAMPLE_FOLDER_TAKEN.explanation());
                workbench.screenshot.take("new-example-folder-taken");
                error.press("OK");
                error.awaitEnd();
            }
            wizard.awaitEnabled("Finish");
        }
        assertFalse(ResourcesPlugin.getWorkspace().getRoot().getProject("Taken").exists());
        assertEquals("precious", Files.readString(folder.resolve("precious")));
        Files.delete(folder.resolve("precious"));
        Files.delete(folder);
    }

    @Test
    void debugAsIsThereForKernelsWithAnLguestEntryAndForNothingElse() throws Exception {
        IFile image = image("images/first");
        byte[] bytes = Files.readAllBytes(image.getLocation().toPath());
        IFile native32 = copy("images/native", new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("GenuineLguest", "GenuineNobody").getBytes(StandardCharsets.ISO_8859_1));
        IFile cut = copy("images/cut", Arrays.copyOf(bytes, 15));
        bytes[4] = 2;
        IFile elf64 = copy("images/elf64", bytes);
        awaitOffer(image, true);
        for (IFile other : List.of(native32, cut, elf64, image("first/first.c"), image("Makefile"))) {
            awaitOffer(other, false);
        }
        // Once more: all answers are known by now.
        awaitOffer(image, true);
        awaitOffer(native32, false);
    }

    @Test
    void debugAsMakesALaunchConfigurationOnceAndThenTakesIt() throws Exception {
        IFile image = image("images/clock");
        breakpoints().addBreakpoint(new GuestLineBreakpoint(workbench.source("clock.c"), 27));
        try (Stops stops = new Stops()) {
            awaitOffer(image, true);
            workbench.screenshot.take("project-explorer");
            debugAs(image);
            IThread thread = stops.next("the stop of the guest that was chosen");
            assertEquals("clock.c:27", Stops.place(thread));
            thread.getDebugTarget().terminate();
            stops.end("the end of the guest");
            debugAs(image);
            thread = stops.next("the stop of the guest that was chosen again");
            thread.getDebugTarget().terminate();
            stops.end("the end of the guest");
        }
        assertEquals(1, Arrays.stream(configurations()).filter(each -> each.getName().startsWith("clock")).count());
    }

    @Test
    void debugAsTakesTheProjectsOwnLaunchConfigurationAndAsksWhereThereAreSeveral() throws Exception {
        IFile image = image("images/first");
        GuestLaunchShortcut shortcut = new GuestLaunchShortcut();
        StructuredSelection selection = new StructuredSelection(image);
        assertEquals(List.of("First Guest"), names(shortcut.getLaunchConfigurations(selection)));
        workbench.configuration("first", Map.of());
        assertEquals(List.of("First Guest", "first"), names(shortcut.getLaunchConfigurations(selection)));
        debugAs(image);
        try (DialogWindow choice = DialogWindow.await(Messages.GuestLaunchShortcut_choose)) {
            choice.awaitText(Messages.GuestLaunchShortcut_several);
            workbench.screenshot.take("debug-as-choice");
        }
        assertEquals(0, DebugPlugin.getDefault().getLaunchManager().getLaunches().length, "cancelled");
    }

    @Test
    void anImageThatIsOpenInAnEditorCanBeLaunchedToo() throws Exception {
        IFile image = image("images/first");
        var editor = IdeWindow.open(image, EditorsUI.DEFAULT_TEXT_EDITOR_ID);
        GuestLaunchShortcut shortcut = new GuestLaunchShortcut();
        assertEquals(image, shortcut.getLaunchableResource(editor));
        assertEquals(List.of("First Guest"), names(shortcut.getLaunchConfigurations(editor)));
        breakpoints().addBreakpoint(new GuestLineBreakpoint(workbench.source("first.c"), 115));
        try (Stops stops = new Stops()) {
            Ui.run(() -> shortcut.launch(editor, "debug"));
            assertEquals("first.c:115", Stops.place(stops.next("the stop of the image in the editor")));
        }
    }

    /** The dialog whose title is the wizard's, and which has no Finish. */
    private static DialogWindow awaitError() {
        return DialogWindow.await("the error", shell -> shell.getText().equals(Messages.GuestsWizard_title)
                && Widgets.button(shell, "OK").isPresent());
    }

    private IFile image(String path) {
        return workbench.project().getFile(path);
    }

    private IFile copy(String path, byte[] bytes) throws Exception {
        IFile file = workbench.project().getFile(path);
        file.create(new ByteArrayInputStream(bytes), true, null);
        return file;
    }

    /** Waits until the Project Explorer offers, or does not offer, to debug a file as a guest. */
    private static void awaitOffer(IFile file, boolean offered) {
        Tree tree = select(file);
        ContextMenu.of(tree).await(file + (offered ? " to be offered" : " not to be offered") + " to be debugged",
                items -> items.stream().anyMatch(item -> item.endsWith(SHORTCUT)) == offered, "Debug As");
    }

    /** Not before the menu offers it: the workbench may still be busy showing the end of another guest. */
    private static void debugAs(IFile file) {
        awaitOffer(file, true);
        Tree tree = select(file);
        ContextMenu.of(tree).choose("Debug As", "1 " + SHORTCUT);
    }

    private static Tree select(IFile file) {
        IViewPart explorer = IdeWindow.show(EXPLORER);
        Ui.run(() -> ((ISetSelectionTarget) explorer).selectReveal(new StructuredSelection(file)));
        Tree tree = Ui.get(() -> Widgets.all(IdeWindow.widgets(explorer)).filter(Tree.class::isInstance)
                .map(Tree.class::cast).findFirst().orElseThrow());
        Waiter.until(file.getName() + " to be selected", () -> tree.getSelectionCount() == 1
                && tree.getSelection()[0].getText().equals(file.getName()));
        return tree;
    }

    private static ILaunchConfiguration[] configurations() throws Exception {
        var launches = DebugPlugin.getDefault().getLaunchManager();
        return launches.getLaunchConfigurations(launches.getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE));
    }

    private static ILaunchConfiguration configuration(String name) throws Exception {
        return Arrays.stream(configurations()).filter(each -> each.getName().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no launch configuration " + name));
    }

    private static List<String> names(ILaunchConfiguration[] found) {
        return Arrays.stream(found).map(ILaunchConfiguration::getName).sorted().toList();
    }

    private static <T extends IBreakpoint> T only(Class<T> type) {
        List<T> found = Arrays.stream(breakpoints().getBreakpoints()).filter(type::isInstance).map(type::cast).toList();
        assertEquals(1, found.size(), type.getSimpleName());
        return found.getFirst();
    }
}
