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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorPart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.ui.source.MissingSourceEditor;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Pointer;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;
import org.lguest.workbench.driver.Widgets;

/** The sources were moved after the guest was built: the user says where they are now, once. */
class LocateSourceTest {

    private static final String RING_UP = "ring_up() at first.c:" + StoppedGuest.RING_UP;
    private static final String ARROW = "first.c:" + StoppedGuest.RING_UP;
    private static final String CALL = "first.c:128";

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @TempDir
    private Path elsewhere;
    private Path moved;

    @BeforeEach
    void moveTheSource() throws Exception {
        IFile source = workbench.source("first.c");
        moved = elsewhere.resolve("shop/first/first.c");
        Files.createDirectories(moved.getParent());
        Files.copy(source.getLocation().toPath(), moved);
        source.delete(true, null);
        source.getProject().refreshLocal(IResource.DEPTH_INFINITE, null);
    }

    @Test
    void whereTheSourceIsIsAskedOnceAndRemembered() throws Exception {
        ILaunchConfiguration configuration = configuration();
        Path other = Files.writeString(elsewhere.resolve("second.c"), "another program\n");
        try (Stops stops = new Stops()) {
            workbench.debug(configuration);
            IThread thread = stops.next("the stop at ring_up");
            DebugView debug = DebugView.show();
            debug.awaitSelection(RING_UP);
            IEditorPart editor = awaitMissing();
            assertTrue(Ui.get(() -> Widgets.texts(IdeWindow.widgets(editor))).stream()
                    .anyMatch(text -> text.contains("first/first.c")), "which file is missing");
            workbench.screenshot.take("source-missing");
            press(editor, "Locate Source...");
            DialogWindow dialog = DialogWindow.await(Messages.LocateSourceDialog_title);
            assertEquals("first/first.c", dialog.field("Built from:"));
            dialog.awaitDisabled("OK");
            dialog.type("Location:", other.toString());
            dialog.awaitText("another name: first.c");
            dialog.awaitDisabled("OK");
            dialog.type("Location:", elsewhere.toString());
            dialog.awaitText("Nothing in this folder");
            dialog.type("Location:", moved.toString());
            dialog.awaitText(elsewhere.resolve("shop").toString());
            workbench.screenshot.take("source-locate");
            dialog.press("OK");
            dialog.awaitEnd();
            StoppedGuest.awaitArrow(ARROW);
            assertEquals(Optional.empty(), Ui.get(LocateSourceTest::missing), "the editor that asked");
            workbench.screenshot.take("source-located");
            debug.awaitLabel("sell() at " + CALL);
            debug.select("sell() at " + CALL);
            StoppedGuest.awaitArrow(CALL);
            thread.terminate();
            stops.end("the end of the guest");
            Waiter.until("the arrow to go", () -> IdeWindow.instructionPointer().isEmpty());
            Ui.run(() -> IdeWindow.page().closeAllEditors(false));

            workbench.debug(configuration);
            stops.next("the stop of the second run");
            StoppedGuest.awaitArrow(ARROW);
        }
    }

    @Test
    void theLookupPathCanBeChangedInstead() throws Exception {
        try (Stops stops = new Stops()) {
            workbench.debug(configuration());
            stops.next("the stop at ring_up");
            DebugView debug = DebugView.show();
            debug.awaitSelection(RING_UP);
            press(awaitMissing(), "Edit Source Lookup Path...");
            DialogWindow path = DialogWindow.await("Edit Source Lookup Path");
            path.press("Add...");
            DialogWindow add = DialogWindow.await("Add Source");
            add.select("File System Directory");
            add.press("OK");
            DialogWindow folder = DialogWindow.await("Add File System Directory");
            folder.type("Directory:", elsewhere.resolve("shop").toString());
            folder.press("OK");
            folder.awaitEnd();
            workbench.screenshot.take("source-lookup-path");
            path.press("OK");
            path.awaitEnd();
            StoppedGuest.awaitArrow(ARROW);

            debug.choose(RING_UP, "Edit Source Lookup...");
            DialogWindow again = DialogWindow.await("Edit Source Lookup Path");
            again.close();
        }
    }

    private ILaunchConfiguration configuration() throws Exception {
        return workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "ring_up"));
    }

    private static IEditorPart awaitMissing() {
        return Waiter.find("the editor that says that the source is missing", LocateSourceTest::missing);
    }

    private static Optional<IEditorPart> missing() {
        return Optional.ofNullable(IdeWindow.page().getActiveEditor()).filter(MissingSourceEditor.class::isInstance);
    }

    private static void press(IEditorPart editor, String label) {
        Composite widgets = IdeWindow.widgets(editor);
        Button button = Waiter.find("the button " + label, () -> Widgets.button(widgets, label));
        Pointer.click(button);
    }
}
