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

import org.eclipse.debug.ui.AbstractLaunchConfigurationTabGroup;
import org.eclipse.debug.ui.CommonTab;
import org.eclipse.debug.ui.ILaunchConfigurationDialog;
import org.eclipse.debug.ui.ILaunchConfigurationTab;
import org.eclipse.debug.ui.sourcelookup.SourceLookupTab;

/**
 * What the launch configuration dialog asks about a guest: Main, Hypervisor, Devices, Network, Debug, Symbols, Source,
 * Common.
 */
public final class LguestTabGroup extends AbstractLaunchConfigurationTabGroup {

    @Override
    public void createTabs(ILaunchConfigurationDialog dialog, String mode) {
        LaunchCheck check = new LaunchCheck();
        setTabs(new ILaunchConfigurationTab[] {
            new MainTab(check), new HypervisorTab(check), new DevicesTab(check), new NetworkTab(check),
            new DebugTab(check), new SymbolsTab(check), new SourceLookupTab(), new CommonTab()});
    }
}
