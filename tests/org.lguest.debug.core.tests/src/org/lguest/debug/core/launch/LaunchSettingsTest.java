/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.fixture.GuestProject;
import org.lguest.hypervisor.host.Fidelity;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.GuestDevices;
import org.lguest.hypervisor.launcher.GuestConfiguration.DebugRegisterHooks;
import org.lguest.hypervisor.launcher.GuestConfiguration.Pace;
import org.lguest.hypervisor.launcher.GuestProcessor;
import org.lguest.hypervisor.session.Banks;

/** What a launch configuration's attributes make of the guest. */
class LaunchSettingsTest {

    private ILaunchConfigurationWorkingCopy configuration;

    @BeforeEach
    void configure() throws Exception {
        configuration = DebugPlugin.getDefault().getLaunchManager()
                .getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE).newInstance(null, "settings");
        configuration.setAttribute(LaunchAttributes.IMAGE, GuestProject.firstImage().toString());
    }

    @Test
    void aConfigurationThatSaysNothingOfItIsAGuestOnA686WithoutDefects() throws Exception {
        assertEquals(new GuestConfiguration(GuestProject.firstImage(), LaunchAttributes.DEFAULT_MEMORY, "",
                Optional.empty(), Banks.EXTENDED, Pace.REAL_TIME, GuestDevices.NONE, Fidelity.MENDED, DebugRegisterHooks.KERNELS_OWN,
                GuestProcessor.I686, Optional.empty()), guest());
    }

    @Test
    void eachProcessorIsTheLaunchersOfThatName() throws Exception {
        for (GuestProcessor processor : GuestProcessor.values()) {
            configuration.setAttribute(LaunchAttributes.PROCESSOR, processor.label());
            assertEquals(processor, guest().processor());
        }
        assertEquals(List.of("486", "586", "686"), LaunchAttributes.PROCESSORS);
    }

    @Test
    void lguestIsAsItWasIfSoDesired() throws Exception {
        GuestConfiguration before = guest();
        configuration.setAttribute(LaunchAttributes.FAITHFUL, true);
        assertEquals(before.withFidelity(Fidelity.FAITHFUL), guest());
        configuration.setAttribute(LaunchAttributes.FAITHFUL, false);
        assertEquals(before, guest());
    }

    @Test
    void theHostAnswersForTheKernelsHooksIfSoDesired() throws Exception {
        GuestConfiguration before = guest();
        configuration.setAttribute(LaunchAttributes.INTERPOSE, true);
        assertEquals(before.withHooks(DebugRegisterHooks.INTERPOSED), guest());
        configuration.setAttribute(LaunchAttributes.INTERPOSE, false);
        assertEquals(before, guest());
    }

    private GuestConfiguration guest() throws CoreException {
        return LaunchSettings.read(configuration).guest();
    }
}
