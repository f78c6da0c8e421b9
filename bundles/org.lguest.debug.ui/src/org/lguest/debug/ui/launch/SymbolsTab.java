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

import java.util.List;
import java.util.stream.Stream;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Text;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.ui.Messages;

/** Where the debug information is of an image that has none itself. */
final class SymbolsTab extends GuestTab {

    private static final int COLUMNS = 2;
    /** Between folders: in no variable, and in few names. */
    private static final String SEPARATOR = ";";

    private Text file;
    private Text folders;

    SymbolsTab(LaunchCheck check) {
        super(Page.SYMBOLS, check);
    }

    @Override
    void createFields(Composite form) {
        Group chosen = group(form, Messages.SymbolsTab_chosen, COLUMNS);
        file = field(chosen, Messages.SymbolsTab_file, COLUMNS);
        file.setMessage(Messages.SymbolsTab_ofImage);
        FileField.addButtons(chosen, file, Messages.SymbolsTab_chosen);
        explain(chosen, Messages.SymbolsTab_fileExplained);
        Group search = group(form, Messages.SymbolsTab_search, COLUMNS);
        folders = field(search, Messages.SymbolsTab_folders, COLUMNS);
        folders.setMessage(Messages.MainTab_none);
        FileField.addFolderButtons(search, folders, Messages.SymbolsTab_search, SEPARATOR);
        explain(search, Messages.SymbolsTab_foldersExplained);
    }

    @Override
    void read(ILaunchConfiguration configuration) throws CoreException {
        file.setText(configuration.getAttribute(LaunchAttributes.SYMBOLS, ""));
        folders.setText(String.join(SEPARATOR,
                configuration.getAttribute(LaunchAttributes.SYMBOL_FOLDERS, List.of())));
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        apply(configuration, LaunchAttributes.SYMBOLS, file.getText().trim(), "");
        apply(configuration, LaunchAttributes.SYMBOL_FOLDERS, Stream.of(folders.getText().split(SEPARATOR))
                .map(String::strip).filter(folder -> !folder.isEmpty()).toList(), List.of());
    }
}
