/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.source;

import java.util.Optional;

import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.sourcelookup.SourceMapping;
import org.lguest.debug.ui.Messages;
import org.lguest.debug.ui.launch.FileField;
import org.lguest.debug.ui.launch.SystemDialogs;
import org.lguest.debug.ui.source.LocationCheck.Answer;

/** Asks where a source file is on this machine, and tells what follows from that for other files. */
final class LocateSourceDialog extends TitleAreaDialog {

    private static final int COLUMNS = 2;
    private static final int BUTTONS = 3;

    private final String path;
    private final LocationCheck check;
    private Text location;
    private Optional<SourceMapping> mapping = Optional.empty();

    /** @param path the file's when the guest was built */
    LocateSourceDialog(@Nullable Shell parent, String path) {
        super(parent);
        this.path = path;
        this.check = new LocationCheck(path, this::answered);
        setHelpAvailable(false);
    }

    /** Where the file is, once the dialog was left with OK. */
    Optional<SourceMapping> mapping() {
        return mapping;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.LocateSourceDialog_title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    public void create() {
        super.create();
        setTitle(Messages.LocateSourceDialog_title);
        changed();
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Composite form = new Composite(area, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(COLUMNS).margins(10, 10).applyTo(form);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
        field(form, Messages.LocateSourceDialog_built, SWT.READ_ONLY).setText(path);
        location = field(form, Messages.LocateSourceDialog_location, SWT.BORDER);
        location.addModifyListener(event -> changed());
        location.setFocus();
        Composite row = new Composite(form, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(BUTTONS).equalWidth(true).applyTo(row);
        GridDataFactory.fillDefaults().align(SWT.END, SWT.CENTER).span(COLUMNS, 1).applyTo(row);
        button(row, Messages.LocateSourceDialog_workspace, this::browseWorkspace);
        button(row, Messages.LocateSourceDialog_file, this::browseFiles);
        button(row, Messages.LocateSourceDialog_folder, this::browseFolders);
        return area;
    }

    private static Text field(Composite form, String label, int style) {
        new Label(form, SWT.NONE).setText(label);
        Text text = new Text(form, style);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
        return text;
    }

    private static void button(Composite row, String label, Runnable action) {
        Button button = new Button(row, SWT.PUSH);
        button.setText(label);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
        button.addListener(SWT.Selection, event -> action.run());
    }

    private void browseWorkspace() {
        FileField.chooseInWorkspace(getShell(), Messages.LocateSourceDialog_title)
                .filter(file -> file.getLocation() != null)
                .ifPresent(file -> location.setText(file.getLocation().toOSString()));
    }

    private void browseFiles() {
        SystemDialogs.file(getShell(), Messages.LocateSourceDialog_title, SWT.OPEN, "", check.name(), "*")
                .ifPresent(location::setText);
    }

    private void browseFolders() {
        SystemDialogs.folder(getShell(), Messages.LocateSourceDialog_title).ifPresent(location::setText);
    }

    /** The check may have taken longer than the dialog was open. */
    private void answered() {
        if (!location.isDisposed()) {
            changed();
        }
    }

    /** Says what is wanted before it says what is wrong. */
    private void changed() {
        String typed = location.getText().strip();
        Answer answer = typed.isEmpty() ? new Answer.Unknown() : check.of(typed);
        mapping = answer instanceof Answer.Located(SourceMapping found) ? Optional.of(found) : Optional.empty();
        setErrorMessage(answer instanceof Answer.Elsewhere(String problem) ? problem : null);
        String prompt = NLS.bind(Messages.LocateSourceDialog_prompt, check.name());
        setMessage(mapping.map(LocateSourceDialog::follows).orElse(prompt), IMessageProvider.NONE);
        getButton(OK).setEnabled(mapping.isPresent());
    }

    private static String follows(SourceMapping mapping) {
        return mapping.built().isEmpty() ? NLS.bind(Messages.LocateSourceDialog_folderFollows, mapping.local())
                : NLS.bind(Messages.LocateSourceDialog_mappingFollows, mapping.built(), mapping.local());
    }
}
