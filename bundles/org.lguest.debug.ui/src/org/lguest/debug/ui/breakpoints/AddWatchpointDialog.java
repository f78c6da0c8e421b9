/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.breakpoints;

import java.util.Optional;

import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.ui.Messages;

/** Asks what to watch. OK is there only for what a debug register can be asked for. */
final class AddWatchpointDialog extends TitleAreaDialog {

    /**
     * @param expression a variable, or an address such as {@code 0xc0101000}
     * @param length     in bytes; 0 for the size of the expression
     */
    record Watch(String expression, int length, boolean read, boolean write) {

        /** What is wrong with it, if anything. */
        Optional<String> problem() {
            if (length < 0) {
                return Optional.of(Messages.AddWatchpointDialog_badLength);
            }
            if (!read && !write) {
                return Optional.of(Messages.AddWatchpointDialog_neitherReadNorWrite);
            }
            return Optional.empty();
        }
    }

    private Text expression;
    private Text length;
    private Button read;
    private Button write;
    private Watch watch = new Watch("", 0, false, true);

    AddWatchpointDialog(@Nullable Shell parent) {
        super(parent);
        setHelpAvailable(false);
    }

    Watch watch() {
        return watch;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.AddWatchpointDialog_title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    public void create() {
        super.create();
        setTitle(Messages.AddWatchpointDialog_title);
        setMessage(Messages.AddWatchpointDialog_prompt);
        getButton(OK).setEnabled(false);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Composite form = new Composite(area, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(2).margins(10, 10).applyTo(form);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
        expression = field(form, Messages.AddWatchpointDialog_expression, "");
        length = field(form, Messages.AddWatchpointDialog_length, "0");
        length.setToolTipText(Messages.AddWatchpointDialog_lengthToolTip);
        read = box(form, Messages.AddWatchpointDialog_read, false);
        write = box(form, Messages.AddWatchpointDialog_write, true);
        return area;
    }

    private Text field(Composite form, String label, String value) {
        new Label(form, SWT.NONE).setText(label);
        Text text = new Text(form, SWT.BORDER);
        text.setText(value);
        text.addModifyListener(event -> changed());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
        return text;
    }

    private Button box(Composite form, String label, boolean value) {
        new Label(form, SWT.NONE);
        Button box = new Button(form, SWT.CHECK);
        box.setText(label);
        box.setSelection(value);
        box.addListener(SWT.Selection, event -> changed());
        return box;
    }

    private void changed() {
        watch = new Watch(expression.getText().trim(), number(length.getText().trim()), read.getSelection(),
                write.getSelection());
        Optional<String> problem = watch.problem();
        setErrorMessage(problem.orElse(null));
        getButton(OK).setEnabled(problem.isEmpty() && !watch.expression().isEmpty());
    }

    private static int number(String text) {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
