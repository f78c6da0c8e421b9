/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.variables;

import java.util.Optional;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.ElementRange;
import org.lguest.debug.ui.Messages;

/** Asks for the elements that a pointer or an array is to be shown as. */
final class ArrayDialog extends TitleAreaDialog {

    private final String name;
    private ElementRange elements;
    private Text first;
    private Text length;

    /** @param name of the pointer or array @param known what is proposed */
    ArrayDialog(@Nullable Shell parent, String name, ElementRange known) {
        super(parent);
        this.name = name;
        this.elements = known;
        setHelpAvailable(false);
    }

    /** What the user has chosen, once the dialog was left with OK. */
    ElementRange elements() {
        return elements;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.ArrayDialog_title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Composite form = new Composite(area, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(2).margins(10, 10).applyTo(form);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
        first = field(form, Messages.ArrayDialog_first, elements.first());
        length = field(form, Messages.ArrayDialog_length, elements.length());
        setTitle(NLS.bind(Messages.ArrayDialog_of, name));
        setMessage(Messages.ArrayDialog_prompt);
        length.selectAll();
        length.setFocus();
        return area;
    }

    private Text field(Composite form, String label, int number) {
        new Label(form, SWT.NONE).setText(label);
        Text field = new Text(form, SWT.BORDER | SWT.SINGLE);
        field.setText(Integer.toString(number));
        field.addModifyListener(event -> changed());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(field);
        return field;
    }

    private void changed() {
        Optional<Integer> from = number(first);
        Optional<Integer> count = number(length).filter(each -> each > 0);
        boolean isRange = from.isPresent() && count.isPresent() && from.get() <= Integer.MAX_VALUE - count.get();
        setErrorMessage(from.isEmpty() ? Messages.ArrayDialog_noFirst : isRange ? null : Messages.ArrayDialog_noLength);
        getButton(IDialogConstants.OK_ID).setEnabled(isRange);
        if (isRange) {
            elements = new ElementRange(from.get(), count.get());
        }
    }

    private static Optional<Integer> number(Text field) {
        try {
            return Optional.of(Integer.decode(field.getText().strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
