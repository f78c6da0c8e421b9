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
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Text;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.ui.Messages;

/** The guest's network card, and its random numbers: what else comes to it from outside. */
final class NetworkTab extends GuestTab {

    private static final int COLUMNS = 2;

    private Text network;
    private Text address;
    private Text capture;
    private Text seed;

    NetworkTab(LaunchCheck check) {
        super(Page.NETWORK, check);
    }

    @Override
    void createFields(Composite form) {
        Group card = group(form, Messages.NetworkTab_card, COLUMNS);
        network = field(card, Messages.NetworkTab_network, COLUMNS);
        explain(card, Messages.NetworkTab_networkExplained);
        FileField.addButtons(card, network, Messages.NetworkTab_card, SWT.SAVE);
        address = field(card, Messages.NetworkTab_address, COLUMNS);
        capture = field(card, Messages.NetworkTab_capture, COLUMNS);
        FileField.addButtons(card, capture, Messages.NetworkTab_captureFile, SWT.SAVE);
        network.addModifyListener(event -> showEnabled());

        Group numbers = group(form, Messages.NetworkTab_numbers, COLUMNS);
        seed = field(numbers, Messages.NetworkTab_seed, COLUMNS);
        explain(numbers, Messages.NetworkTab_seedExplained);
    }

    private void showEnabled() {
        boolean card = !network.getText().isBlank();
        address.setEnabled(card);
        capture.setEnabled(card);
    }

    @Override
    void read(ILaunchConfiguration configuration) throws CoreException {
        network.setText(configuration.getAttribute(LaunchAttributes.NET, ""));
        address.setText(configuration.getAttribute(LaunchAttributes.NET_ADDRESS, LaunchAttributes.DEFAULT_NET_ADDRESS));
        capture.setText(configuration.getAttribute(LaunchAttributes.NET_CAPTURE, ""));
        seed.setText(configuration.getAttribute(LaunchAttributes.ENTROPY, ""));
        showEnabled();
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        apply(configuration, LaunchAttributes.NET, network.getText().strip(), "");
        apply(configuration, LaunchAttributes.NET_ADDRESS, address.getText().strip(),
                LaunchAttributes.DEFAULT_NET_ADDRESS);
        apply(configuration, LaunchAttributes.NET_CAPTURE, capture.getText().strip(), "");
        apply(configuration, LaunchAttributes.ENTROPY, seed.getText().strip(), "");
    }
}
