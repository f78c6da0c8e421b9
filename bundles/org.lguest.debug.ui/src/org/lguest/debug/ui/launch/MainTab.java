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
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Text;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.ui.Messages;

/** The guest: kernel image, memory, kernel arguments, initial RAM disk. */
final class MainTab extends GuestTab {

    private static final int COLUMNS = 2;

    private Text image;
    private Text memory;
    private Text arguments;
    private Text initrd;

    MainTab(LaunchCheck check) {
        super(Page.MAIN, check);
    }

    @Override
    void createFields(Composite form) {
        Group kernel = group(form, Messages.MainTab_kernel, COLUMNS);
        image = field(kernel, Messages.MainTab_image, COLUMNS);
        FileField.addButtons(kernel, image, Messages.MainTab_imageTitle);
        arguments = field(kernel, Messages.MainTab_arguments, COLUMNS);
        FileField.addVariablesButton(kernel, arguments);
        Group machine = group(form, Messages.MainTab_machine, COLUMNS);
        memory = field(machine, Messages.MainTab_memory, COLUMNS);
        initrd = field(machine, Messages.MainTab_initrd, COLUMNS);
        initrd.setMessage(Messages.MainTab_none);
        FileField.addButtons(machine, initrd, Messages.MainTab_initrdTitle);
    }

    @Override
    public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
        configuration.setAttribute(LaunchAttributes.MEMORY, LaunchAttributes.DEFAULT_MEMORY);
    }

    @Override
    void read(ILaunchConfiguration configuration) throws CoreException {
        image.setText(configuration.getAttribute(LaunchAttributes.IMAGE, ""));
        memory.setText(Integer.toString(
                configuration.getAttribute(LaunchAttributes.MEMORY, LaunchAttributes.DEFAULT_MEMORY)));
        arguments.setText(configuration.getAttribute(LaunchAttributes.ARGUMENTS, ""));
        initrd.setText(configuration.getAttribute(LaunchAttributes.INITRD, ""));
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        configuration.setAttribute(LaunchAttributes.IMAGE, image.getText().trim());
        megabytes().ifPresent(value -> configuration.setAttribute(LaunchAttributes.MEMORY, value.intValue()));
        configuration.setAttribute(LaunchAttributes.ARGUMENTS, arguments.getText());
        configuration.setAttribute(LaunchAttributes.INITRD, initrd.getText().trim());
    }

    @Override
    Optional<String> prompt() {
        if (image.getText().isBlank()) {
            return Optional.of(Messages.MainTab_imagePrompt);
        }
        return memory.getText().isBlank() ? Optional.of(Messages.MainTab_memoryPrompt) : Optional.empty();
    }

    @Override
    Optional<String> mistake() {
        return megabytes().isPresent() ? Optional.empty() : Optional.of(Messages.MainTab_memoryIsNoNumber);
    }

    private Optional<Integer> megabytes() {
        try {
            return Optional.of(Integer.valueOf(memory.getText().trim()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
