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

import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.ui.Messages;

/** What lies below the guest: its processor, and how much lguest is as it was. */
final class HypervisorTab extends GuestTab {

    private static final int COLUMNS = 2;

    private Combo processor;
    private Button interpose;
    private Button faithful;

    HypervisorTab(LaunchCheck check) {
        super(check, "icons/hypervisor.svg");
    }

    static boolean isAbout(IStatus problem) {
        return problem.getCode() == LguestStatus.PROCESSOR_UNKNOWN.code()
                || problem.getCode() == LguestStatus.NOTHING_TO_INTERPOSE.code();
    }

    @Override
    public String getName() {
        return Messages.HypervisorTab_name;
    }

    @Override
    public String getId() {
        return "org.lguest.debug.ui.hypervisorTab";
    }

    @Override
    void createFields(Composite form) {
        Group machine = group(form, Messages.HypervisorTab_machine, COLUMNS);
        Label label = new Label(machine, SWT.NONE);
        label.setText(Messages.HypervisorTab_processor);
        label.setFont(form.getFont());
        processor = new Combo(machine, SWT.READ_ONLY);
        processor.setFont(form.getFont());
        processor.setItems(LaunchAttributes.PROCESSORS.toArray(String[]::new));
        processor.addListener(SWT.Selection, event -> updateLaunchConfigurationDialog());
        explain(machine, Messages.HypervisorTab_processorExplained);

        Group lguest = group(form, Messages.HypervisorTab_lguest, 1);
        interpose = choice(lguest, SWT.CHECK, Messages.HypervisorTab_interpose, Messages.HypervisorTab_interposeExplained);
        faithful = choice(lguest, SWT.CHECK, Messages.HypervisorTab_faithful, Messages.HypervisorTab_faithfulExplained);
    }

    @Override
    public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
        // Attributes that are absent are the defaults.
    }

    @Override
    public void initializeFrom(ILaunchConfiguration configuration) {
        try {
            // To select what is not there would leave the last selection.
            processor.deselectAll();
            processor.select(LaunchAttributes.PROCESSORS.indexOf(
                    configuration.getAttribute(LaunchAttributes.PROCESSOR, LaunchAttributes.DEFAULT_PROCESSOR)));
            interpose.setSelection(configuration.getAttribute(LaunchAttributes.INTERPOSE, false));
            faithful.setSelection(configuration.getAttribute(LaunchAttributes.FAITHFUL, false));
        } catch (CoreException e) {
            setErrorMessage(e.getStatus().getMessage());
        }
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        if (processor.getSelectionIndex() >= 0) {
            apply(configuration, LaunchAttributes.PROCESSOR, processor.getText(), LaunchAttributes.DEFAULT_PROCESSOR);
        }
        apply(configuration, LaunchAttributes.INTERPOSE, interpose.getSelection(), false);
        apply(configuration, LaunchAttributes.FAITHFUL, faithful.getSelection(), false);
    }

    /** What was never chosen is not written, so that a configuration from before there was a choice stays as it is. */
    private static void apply(ILaunchConfigurationWorkingCopy configuration, String attribute, Object value,
            Object otherwise) {
        if (value.equals(otherwise)) {
            configuration.removeAttribute(attribute);
        } else {
            configuration.setAttribute(attribute, value);
        }
    }

    @Override
    Optional<String> prompt() {
        return Optional.empty();
    }

    @Override
    Optional<String> mistake() {
        return Optional.empty();
    }

    @Override
    boolean owns(IStatus problem) {
        return isAbout(problem);
    }
}
