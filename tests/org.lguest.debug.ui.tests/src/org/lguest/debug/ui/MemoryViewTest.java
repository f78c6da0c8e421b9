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

import java.util.Arrays;
import java.util.stream.Stream;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IMemoryBlock;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.IViewPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Pointer;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;
import org.lguest.workbench.driver.Widgets;

/** The platform's Memory view on a guest that stands, in both spaces. */
class MemoryViewTest {

    @RegisterExtension
    private final StoppedGuest guest = StoppedGuest.inRingUp();
    private IViewPart view;

    @BeforeEach
    void showMemory() {
        view = IdeWindow.show(IDebugUIConstants.ID_MEMORY_VIEW);
    }

    @AfterEach
    void removeMemoryBlocks() {
        DebugPlugin.getDefault().getMemoryBlockManager()
                .removeMemoryBlocks(DebugPlugin.getDefault().getMemoryBlockManager().getMemoryBlocks());
    }

    @Test
    void showsAVariableAndWhatStepsMakeOfIt() throws Exception {
        add("takings");
        assertEquals(1, blocks().length);
        awaitCell("00000000");
        guest.thread().stepOver();
        guest.awaitStop("the first step").stepOver();
        guest.awaitStop("the second step");
        awaitCell("0C000000");
        guest.screenshot.take("memory-after-a-step");
    }

    @Test
    void showsPhysicalMemory() throws Exception {
        add("phys:0x0");
        Waiter.until("the physical memory's name", () ->
                labels().anyMatch(label -> label.contains("phys:0x0")));
        guest.screenshot.take("physical-memory");
    }

    @Test
    void saysWhyAnExpressionHasNoMemory() throws Exception {
        enter("no_such_variable");
        Shell error = Waiter.find("the explanation", () -> Arrays.stream(Ui.display().getShells())
                .filter(shell -> shell.isVisible() && Widgets.texts(shell).stream()
                        .anyMatch(text -> text.contains("no_such_variable") && text.contains("no fixed address")))
                .findFirst());
        guest.screenshot.take("memory-refused");
        Pointer.click(Waiter.find("OK", () -> Widgets.button(error, "OK")));
        assertEquals(0, blocks().length);
    }

    private static IMemoryBlock[] blocks() {
        return DebugPlugin.getDefault().getMemoryBlockManager().getMemoryBlocks();
    }

    private void add(String expression) {
        enter(expression);
        Waiter.until("the memory of " + expression, () -> blocks().length == 1);
    }

    /** Through the view's Add Memory Monitor button, and its dialog. */
    private void enter(String expression) {
        ToolItem button = Waiter.find("Add Memory Monitor", () -> Widgets.toolItem(folder(),
                text -> text.startsWith("Add Memory Monitor")).filter(ToolItem::isEnabled));
        Pointer.click(button);
        Shell dialog = Waiter.find("the dialog", () -> Widgets.shell("Monitor Memory"));
        Ui.run(() -> Widgets.all(dialog, Combo.class).findFirst().orElseThrow()
                .setText(expression));
        Pointer.click(Waiter.find("OK", () -> Widgets.button(dialog, "OK").filter(Control::isEnabled)));
    }

    private void awaitCell(String text) {
        Waiter.until("a cell that says " + text, () -> Widgets.all(IdeWindow.widgets(view), Table.class)
                .flatMap(table -> Arrays.stream(table.getItems())).anyMatch(item -> says(item, text)));
    }

    private static boolean says(TableItem item, String text) {
        for (int column = 0; column < item.getParent().getColumnCount(); column++) {
            if (item.getText(column).equalsIgnoreCase(text)) {
                return true;
            }
        }
        return false;
    }

    private Stream<String> labels() {
        return Widgets.all(IdeWindow.widgets(view), CTabFolder.class)
                .flatMap(folder -> Arrays.stream(folder.getItems())).map(item -> item.getText());
    }

    private Control folder() {
        Control control = IdeWindow.widgets(view);
        while (control.getParent() != null && !(control instanceof CTabFolder)) {
            control = control.getParent();
        }
        return control;
    }
}
