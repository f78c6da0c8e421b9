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

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.ui.Messages;

/** How many hits of a breakpoint are passed over, whatever kind of breakpoint it is. */
final class IgnoreCountField {

    private static final int LONGEST_TEXT = 100;

    private final Text text;

    /** @param changed runs whenever something was typed */
    IgnoreCountField(Composite parent, int value, Runnable changed) {
        Composite form = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(form);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(form);
        new Label(form, SWT.NONE).setText(Messages.IgnoreCountField_label);
        text = new Text(form, SWT.BORDER);
        text.setTextLimit(LONGEST_TEXT);
        text.setText(Integer.toString(value));
        text.setToolTipText(Messages.IgnoreCountField_toolTip);
        text.addModifyListener(event -> changed.run());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
    }

    /** OK, or an error of the catalogue. */
    IStatus problem() {
        return count().isPresent() ? Status.OK_STATUS : LguestStatus.IGNORE_COUNT_MALFORMED.status(text.getText().strip());
    }

    /** What was typed, nothing standing for 0; empty for what is no such number. */
    Optional<Integer> count() {
        String typed = text.getText().strip();
        try {
            return Optional.of(typed.isEmpty() ? 0 : Integer.valueOf(typed)).filter(count -> count >= 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
