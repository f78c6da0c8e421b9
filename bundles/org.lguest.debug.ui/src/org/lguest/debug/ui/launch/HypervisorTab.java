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

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.ui.Messages;

/** What lies below the guest: its processor, and how much lguest is as it was. */
final class HypervisorTab extends GuestTab {

    private static final int COLUMNS = 2;

    private Combo processor;
    private Combo era;
    private Button interpose;
    private Button faithful;
    private Button startAgain;

    HypervisorTab(LaunchCheck check) {
        super(Page.HYPERVISOR, check);
    }

    @Override
    void createFields(Composite form) {
        Group machine = group(form, Messages.HypervisorTab_machine, COLUMNS);
        processor = combo(machine, Messages.HypervisorTab_processor);
        processor.setItems(LaunchAttributes.PROCESSORS.toArray(String[]::new));
        explain(machine, Messages.HypervisorTab_processorExplained);

        Group lguest = group(form, Messages.HypervisorTab_lguest, 1);
        Composite row = new Composite(lguest, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(COLUMNS).applyTo(row);
        row.setFont(form.getFont());
        era = combo(row, Messages.HypervisorTab_era);
        era.add(Messages.HypervisorTab_eraOfImage);
        LaunchAttributes.ERAS.forEach(era::add);
        explain(lguest, Messages.HypervisorTab_eraExplained);
        interpose = choice(lguest, SWT.CHECK, Messages.HypervisorTab_interpose, Messages.HypervisorTab_interposeExplained);
        faithful = choice(lguest, SWT.CHECK, Messages.HypervisorTab_faithful, Messages.HypervisorTab_faithfulExplained);
        startAgain = choice(lguest, SWT.CHECK, Messages.HypervisorTab_startAgain, Messages.HypervisorTab_startAgainExplained);
    }

    private Combo combo(Composite parent, String label) {
        Label before = new Label(parent, SWT.NONE);
        before.setText(label);
        before.setFont(parent.getFont());
        Combo combo = new Combo(parent, SWT.READ_ONLY);
        combo.setFont(parent.getFont());
        combo.addListener(SWT.Selection, event -> updateLaunchConfigurationDialog());
        return combo;
    }

    @Override
    void read(ILaunchConfiguration configuration) throws CoreException {
        // To select what is not there would leave the last selection.
        processor.deselectAll();
        processor.select(LaunchAttributes.PROCESSORS.indexOf(
                configuration.getAttribute(LaunchAttributes.PROCESSOR, LaunchAttributes.DEFAULT_PROCESSOR)));
        String label = configuration.getAttribute(LaunchAttributes.ERA, "");
        era.deselectAll();
        era.select(label.isEmpty() ? 0 : era.indexOf(label));
        interpose.setSelection(configuration.getAttribute(LaunchAttributes.INTERPOSE, false));
        faithful.setSelection(configuration.getAttribute(LaunchAttributes.FAITHFUL, false));
        startAgain.setSelection(configuration.getAttribute(LaunchAttributes.START_AGAIN, false));
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        if (processor.getSelectionIndex() >= 0) {
            apply(configuration, LaunchAttributes.PROCESSOR, processor.getText(), LaunchAttributes.DEFAULT_PROCESSOR);
        }
        if (era.getSelectionIndex() >= 0) {
            apply(configuration, LaunchAttributes.ERA, era.getSelectionIndex() == 0 ? "" : era.getText(), "");
        }
        apply(configuration, LaunchAttributes.INTERPOSE, interpose.getSelection(), false);
        apply(configuration, LaunchAttributes.FAITHFUL, faithful.getSelection(), false);
        apply(configuration, LaunchAttributes.START_AGAIN, startAgain.getSelection(), false);
    }
}
