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



import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Pointer;
import org.lguest.workbench.driver.TreeView;
import org.lguest.workbench.driver.Waiter;
import org.lguest.workbench.driver.Widgets;

/** The platform's Registers view on a guest that stands: groups, fields, marks, changes, refusals. */
class RegistersViewTest {

    @RegisterExtension
    private final StoppedGuest guest = StoppedGuest.inRingUp();
    private TreeView registers;

    @BeforeEach
    void showRegisters() {
        registers = TreeView.show(IDebugUIConstants.ID_REGISTER_VIEW);
    }

    @Test
    void showsGroupsAndTakesRegistersApart() throws Exception {
        registers.expand("Segment");
        registers.expand("Segment", "cs");
        registers.awaitValue("1", "Segment", "cs", "RPL");
        registers.expand("Control");
        registers.expand("Control", "cr0");
        registers.awaitValue("1", "Control", "cr0", "PG");
        registers.expand("Debug");
        registers.awaitValue("0xffff0ff0", "Debug", "dr6");
        registers.expand("Flags");
        registers.awaitValue("1", "Flags", "IF");
        registers.expand("General");
        registers.select("Segment", "cs");
        Waiter.until("the words for cs", () -> Widgets.texts(IdeWindow.shell()).stream()
                .anyMatch(text -> text.contains("of the GDT, RPL 1")));
        guest.screenshot.take("registers");
    }

    @Test
    void marksWhatAStepHasChangedAndShowsWhatIsWritten() throws Exception {
        registers.expand("General");
        String eip = register("eip").getValue().getValueString();
        registers.awaitValue(eip, "General", "eip");
        guest.thread().stepOver();
        guest.awaitStop("the end of the step");
        String later = register("eip").getValue().getValueString();
        registers.awaitValue(later, "General", "eip");
        registers.awaitMarked("General", "eip");
        guest.screenshot.take("registers-after-a-step");
        register("ebx").setValue("0x12345678");
        registers.awaitValue("0x12345678", "General", "ebx");
    }

    @Test
    void aChangeThatTheMachineRefusesIsExplained() throws Exception {
        registers.expand("Debug");
        register("dr7").setValue("0x00020002");
        Shell dialog = Waiter.find("the explanation", () -> Widgets.shell(Messages.Refused_change));
        guest.screenshot.take("refused-change");
        Pointer.click(Waiter.find("OK", () -> Widgets.button(dialog, "OK")));
        registers.awaitValue("0xffff0ff0", "Debug", "dr6");
    }

    private IRegister register(String name) throws Exception {
        for (IRegisterGroup group : guest.thread().getTopStackFrame().getRegisterGroups()) {
            for (IRegister register : group.getRegisters()) {
                if (register.getName().equals(name)) {
                    return register;
                }
            }
        }
        throw new AssertionError("no register " + name);
    }
}
