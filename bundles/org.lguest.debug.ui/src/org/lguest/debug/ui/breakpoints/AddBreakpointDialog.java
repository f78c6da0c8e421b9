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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.ui.Messages;

/**
 * Asks for a place in a guest, or for data of it, at which to stop. It says what it wants before it says what is wrong,
 * and OK is there only for what can be asked of a debug register.
 */
final class AddBreakpointDialog extends TitleAreaDialog {

    private static final int INDENT = 20;

    private final EditorSelection selection;
    private final Map<Button, EntryFields> kinds = new LinkedHashMap<>();
    private HitFields hits;
    private @Nullable BreakpointEntry entry;
    private HitEntry hitEntry = HitEntry.everyTime();
    private final GuestCheck check = new GuestCheck(this::changed);

    /** @param selection from which to start */
    AddBreakpointDialog(@Nullable Shell parent, EditorSelection selection) {
        super(parent);
        this.selection = selection;
        setHelpAvailable(false);
    }

    /** What was entered, once the dialog was left with OK. */
    Optional<BreakpointEntry> entry() {
        return Optional.ofNullable(entry);
    }

    /** When it is to stop, once the dialog was left with OK. */
    HitEntry hits() {
        return hitEntry;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.AddBreakpointDialog_title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    public void create() {
        super.create();
        setTitle(Messages.AddBreakpointDialog_title);
        changed();
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Composite form = new Composite(area, SWT.NONE);
        GridLayoutFactory.swtDefaults().margins(10, 10).applyTo(form);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
        Runnable changed = this::changed;
        kind(form, Messages.AddBreakpointDialog_line,
                parentOf -> new EntryFields.Line(parentOf, selection.file(), selection.line(), changed));
        kind(form, Messages.AddBreakpointDialog_function,
                parentOf -> new EntryFields.Function(parentOf, selection.word(), changed));
        kind(form, Messages.AddBreakpointDialog_address, parentOf -> new EntryFields.Address(parentOf, "", changed));
        kind(form, Messages.AddBreakpointDialog_data, parentOf -> new EntryFields.Data(parentOf,
                new BreakpointEntry.Data(selection.word(), "0", false, true), changed));
        kinds.keySet().iterator().next().setSelection(true);
        hits = new HitFields(form, hitEntry, changed);
        return area;
    }

    private void kind(Composite form, String label, Function<Composite, EntryFields> fields) {
        Button button = new Button(form, SWT.RADIO);
        button.setText(label);
        button.addListener(SWT.Selection, event -> changed());
        EntryFields made = fields.apply(form);
        GridDataFactory.fillDefaults().grab(true, false).indent(INDENT, 0).applyTo(made.form());
        kinds.put(button, made);
    }

    private void changed() {
        if (getShell() == null || getShell().isDisposed() || getButton(OK) == null) {
            return; // the fields are still being made, or are gone
        }
        kinds.forEach((button, fields) -> {
            fields.setEnabled(button.getSelection());
            if (button.getSelection()) {
                show(fields.entry());
            }
        });
    }

    private void show(BreakpointEntry typed) {
        HitEntry typedHits = hits.entry();
        Verdict verdict = Verdict.of(Optional.of(typed), typedHits, typed::place, check);
        setErrorMessage(verdict.problem().isOK() ? null : verdict.problem().getMessage());
        setMessage(verdict.prompt().orElse(Messages.AddBreakpointDialog_ready), IMessageProvider.NONE);
        getButton(OK).setEnabled(verdict.isGood());
        entry = typed;
        hitEntry = typedHits;
    }
}
