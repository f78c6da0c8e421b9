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

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.lguest.debug.ui.Messages;

/** The fields in which is entered when a breakpoint stops a guest, whatever kind of breakpoint it is. */
final class HitFields {

    private static final int LONGEST_CONDITION = 1000;
    private static final int LONGEST_NUMBER = 100;

    private final Text condition;
    private final Text ignoreCount;
    private final Text print;

    /** @param changed runs whenever something was typed */
    HitFields(Composite parent, HitEntry value, Runnable changed) {
        Composite form = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(form);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(form);
        condition = field(form, Messages.HitFields_condition, value.condition(), LONGEST_CONDITION,
                Messages.HitFields_conditionToolTip, changed);
        ignoreCount = field(form, Messages.HitFields_ignoreCount, value.ignoreCount(), LONGEST_NUMBER,
                Messages.HitFields_ignoreCountToolTip, changed);
        print = field(form, Messages.HitFields_print, value.print(), LONGEST_CONDITION, Messages.HitFields_printToolTip,
                changed);
    }

    private static Text field(Composite form, String label, String value, int longest, String toolTip, Runnable changed) {
        new Label(form, SWT.NONE).setText(label);
        Text text = new Text(form, SWT.BORDER);
        text.setTextLimit(longest);
        text.setText(value);
        text.setToolTipText(toolTip);
        text.addModifyListener(event -> changed.run());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
        return text;
    }

    HitEntry entry() {
        return new HitEntry(condition.getText(), ignoreCount.getText(), print.getText());
    }
}
