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

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.ui.StringVariableSelectionDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.ContainerSelectionDialog;
import org.eclipse.ui.dialogs.ElementTreeSelectionDialog;
import org.eclipse.ui.model.BaseWorkbenchContentProvider;
import org.eclipse.ui.model.WorkbenchLabelProvider;
import org.eclipse.ui.views.navigator.ResourceComparator;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.ui.Messages;

/** The buttons beside a text field that names a file: out of the workspace, out of the file system, by a variable. */
public final class FileField {

    private final Text text;
    private final String title;
    private final int style;

    private FileField(Text text, String title, int style) {
        this.text = text;
        this.title = title;
        this.style = style;
    }

    /** @param title names the file that is looked for, in the dialogs' titles */
    static void addButtons(Composite parent, Text text, String title) {
        addButtons(parent, text, title, SWT.OPEN);
    }

    /**
     * @param style {@link SWT#SAVE} for a file that need not be there yet, else {@link SWT#OPEN}
     * @return the row of buttons
     */
    static Composite addButtons(Composite parent, Text text, String title, int style) {
        FileField field = new FileField(text, title, style);
        Composite row = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).equalWidth(true).applyTo(row);
        GridDataFactory.fillDefaults().align(SWT.END, SWT.CENTER).span(2, 1).applyTo(row);
        field.button(row, Messages.FileField_workspace, field::browseWorkspace);
        field.button(row, Messages.FileField_fileSystem, field::browseFileSystem);
        field.button(row, Messages.FileField_variables, () -> insertVariable(text));
        return row;
    }

    /**
     * For a field with folders, to which each that is chosen is added.
     *
     * @param separator between them
     */
    static void addFolderButtons(Composite parent, Text text, String title, String separator) {
        FileField field = new FileField(text, title, SWT.OPEN);
        Composite row = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).equalWidth(true).applyTo(row);
        GridDataFactory.fillDefaults().align(SWT.END, SWT.CENTER).span(2, 1).applyTo(row);
        field.button(row, Messages.FileField_folderWorkspace, () -> field.browseWorkspaceFolders(separator));
        field.button(row, Messages.FileField_folderFileSystem, () -> field.browseFolders(separator));
        field.button(row, Messages.FileField_folderVariables, () -> insertVariable(text));
    }

    private void browseWorkspaceFolders(String separator) {
        ContainerSelectionDialog dialog = new ContainerSelectionDialog(text.getShell(), null, false,
                Messages.FileField_chooseFolder);
        dialog.setTitle(title);
        if (dialog.open() == Window.OK && dialog.getResult().length == 1 && dialog.getResult()[0] instanceof IPath path) {
            add(LaunchAttributes.workspaceFile(path), separator);
        }
    }

    private void browseFolders(String separator) {
        SystemDialogs.folder(text.getShell(), title).ifPresent(folder -> add(folder, separator));
    }

    private void add(String folder, String separator) {
        text.setText(text.getText().isBlank() ? folder : text.getText().strip() + separator + folder);
    }

    /** A button that puts a variable of the user's choice into a field. */
    static void addVariablesButton(Composite parent, Text text) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(Messages.FileField_variables);
        button.setFont(parent.getFont());
        GridDataFactory.fillDefaults().align(SWT.END, SWT.CENTER).span(2, 1).applyTo(button);
        button.addListener(SWT.Selection, event -> insertVariable(text));
    }

    private void button(Composite row, String label, Runnable action) {
        Button button = new Button(row, SWT.PUSH);
        button.setText(label);
        button.setFont(row.getFont());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
        button.addListener(SWT.Selection, event -> action.run());
    }

    private void browseWorkspace() {
        chooseInWorkspace(text.getShell(), title)
                .ifPresent(file -> text.setText(LaunchAttributes.workspaceFile(file.getFullPath())));
    }

    /** Asks for a file of the workspace. */
    public static Optional<IFile> chooseInWorkspace(Shell parent, String title) {
        ElementTreeSelectionDialog dialog = new ElementTreeSelectionDialog(parent, new WorkbenchLabelProvider(),
                new BaseWorkbenchContentProvider());
        dialog.setTitle(title);
        dialog.setMessage(Messages.FileField_chooseFile);
        dialog.setInput(ResourcesPlugin.getWorkspace().getRoot());
        dialog.setComparator(new ResourceComparator(ResourceComparator.NAME));
        dialog.setAllowMultiple(false);
        dialog.setValidator(FileField::fileOnly);
        return dialog.open() == Window.OK && dialog.getFirstResult() instanceof IFile file ? Optional.of(file)
                : Optional.empty();
    }

    private static IStatus fileOnly(Object... selection) {
        return selection.length == 1 && selection[0] instanceof IFile ? Status.OK_STATUS
                : Status.error(Messages.FileField_chooseFile);
    }

    private void browseFileSystem() {
        SystemDialogs.file(text.getShell(), title, style, text.getText()).ifPresent(text::setText);
    }

    private static void insertVariable(Text text) {
        StringVariableSelectionDialog dialog = new StringVariableSelectionDialog(text.getShell());
        if (dialog.open() == Window.OK && dialog.getVariableExpression() != null) {
            text.insert(dialog.getVariableExpression());
        }
    }
}
