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
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Text;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.ui.Messages;

/** The debugger: where to stop first, whose debug registers its breakpoints take, and the transcript. */
final class DebugTab extends GuestTab {

    private static final int COLUMNS = 2;

    private Button stop;
    private Text symbol;
    private Button guestTraps;
    private Button extended;
    private Button hardware;
    private Text transcript;

    DebugTab(LaunchCheck check) {
        super(Page.DEBUG, check);
    }

    @Override
    void createFields(Composite form) {
        Group start = group(form, Messages.DebugTab_start, COLUMNS);
        stop = new Button(start, SWT.CHECK);
        stop.setText(Messages.DebugTab_stop);
        stop.setFont(form.getFont());
        GridDataFactory.fillDefaults().span(COLUMNS, 1).applyTo(stop);
        stop.addListener(SWT.Selection, event -> {
            symbol.setEnabled(stop.getSelection());
            updateLaunchConfigurationDialog();
        });
        symbol = field(start, Messages.DebugTab_symbol, COLUMNS);
        guestTraps = new Button(start, SWT.CHECK);
        guestTraps.setText(Messages.DebugTab_guestTraps);
        guestTraps.setFont(form.getFont());
        GridDataFactory.fillDefaults().span(COLUMNS, 1).applyTo(guestTraps);
        guestTraps.addListener(SWT.Selection, event -> updateLaunchConfigurationDialog());

        Group banks = group(form, Messages.DebugTab_banks, 1);
        extended = choice(banks, SWT.RADIO, Messages.DebugTab_extended, Messages.DebugTab_extendedExplained);
        hardware = choice(banks, SWT.RADIO, Messages.DebugTab_hardware, Messages.DebugTab_hardwareExplained);

        Group trace = group(form, Messages.DebugTab_transcript, COLUMNS);
        transcript = field(trace, Messages.DebugTab_transcriptFile, COLUMNS);
        transcript.setMessage(Messages.MainTab_none);
        transcript.setToolTipText(Messages.DebugTab_transcriptExplained);
        FileField.addButtons(trace, transcript, Messages.DebugTab_transcript, SWT.SAVE);
    }

    @Override
    public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
        configuration.setAttribute(LaunchAttributes.BANKS, LaunchAttributes.BANKS_EXTENDED);
    }

    @Override
    void read(ILaunchConfiguration configuration) throws CoreException {
        String stopAt = configuration.getAttribute(LaunchAttributes.STOP_AT, "");
        stop.setSelection(!stopAt.isEmpty());
        symbol.setText(stopAt);
        symbol.setEnabled(!stopAt.isEmpty());
        guestTraps.setSelection(configuration.getAttribute(LaunchAttributes.GUEST_TRAPS, false));
        String banks = configuration.getAttribute(LaunchAttributes.BANKS, LaunchAttributes.BANKS_EXTENDED);
        hardware.setSelection(LaunchAttributes.BANKS_HARDWARE.equals(banks));
        extended.setSelection(LaunchAttributes.BANKS_EXTENDED.equals(banks));
        transcript.setText(configuration.getAttribute(LaunchAttributes.TRANSCRIPT, ""));
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        configuration.setAttribute(LaunchAttributes.STOP_AT, stop.getSelection() ? symbol.getText().trim() : "");
        configuration.setAttribute(LaunchAttributes.GUEST_TRAPS, guestTraps.getSelection());
        configuration.setAttribute(LaunchAttributes.TRANSCRIPT, transcript.getText().trim());
        if (extended.getSelection() || hardware.getSelection()) {
            configuration.setAttribute(LaunchAttributes.BANKS,
                    hardware.getSelection() ? LaunchAttributes.BANKS_HARDWARE : LaunchAttributes.BANKS_EXTENDED);
        }
    }

    @Override
    Optional<String> prompt() {
        return stop.getSelection() && symbol.getText().isBlank() ? Optional.of(Messages.DebugTab_symbolPrompt)
                : Optional.empty();
    }
}
