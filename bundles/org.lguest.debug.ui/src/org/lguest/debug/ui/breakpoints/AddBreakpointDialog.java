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

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

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
import org.lguest.debug.core.breakpoints.EventFilter;
import org.lguest.debug.core.breakpoints.EventKind;
import org.lguest.debug.ui.Messages;

/**
 * Asks for a place in a guest, for data of it, or for an event of its machine, at which to stop. It says what it wants
 * before it says what is wrong, and OK is there only for what can be asked for.
 */
final class AddBreakpointDialog extends TitleAreaDialog {

    private static final int INDENT = 20;

    /**
     * A kind of breakpoint that can be chosen.
     *
     * @param fields made in a parent; they run what they are given whenever something was typed
     */
    record Kind(String label, BiFunction<Composite, Runnable, EntryFields> fields) {
    }

    private final String title;
    private final List<Kind> offered;
    private final Map<Button, EntryFields> kinds = new LinkedHashMap<>();
    private HitFields hits;
    private @Nullable BreakpointEntry entry;
    private HitEntry hitEntry = HitEntry.everyTime();
    private final GuestCheck check = new GuestCheck(this::changed);

    private AddBreakpointDialog(@Nullable Shell parent, String title, List<Kind> offered) {
        super(parent);
        this.title = title;
        this.offered = offered;
        setHelpAvailable(false);
    }

    /** For code and data. @param selection from which to start */
    static AddBreakpointDialog atPlace(@Nullable Shell parent, EditorSelection selection) {
        return new AddBreakpointDialog(parent, Messages.AddBreakpointDialog_title, List.of(
                new Kind(Messages.AddBreakpointDialog_line, (form, changed) ->
                        new EntryFields.Line(form, selection.file(), selection.line(), changed)),
                new Kind(Messages.AddBreakpointDialog_function, (form, changed) ->
                        new EntryFields.Function(form, selection.word(), changed)),
                new Kind(Messages.AddBreakpointDialog_address, (form, changed) ->
                        new EntryFields.Address(form, "", changed)),
                new Kind(Messages.AddBreakpointDialog_data, (form, changed) -> new EntryFields.Data(form,
                        new BreakpointEntry.Data(selection.word(), "0", false, true), changed))));
    }

    /** For events of the machine. */
    static AddBreakpointDialog atEvent(@Nullable Shell parent) {
        return new AddBreakpointDialog(parent, Messages.AddBreakpointDialog_eventTitle,
                Arrays.stream(EventKind.values()).map(AddBreakpointDialog::kind).toList());
    }

    private static Kind kind(EventKind kind) {
        String label = switch (kind) {
            case TRAP -> Messages.AddBreakpointDialog_trap;
            case HYPERCALL -> Messages.AddBreakpointDialog_hypercall;
            case INTERRUPT -> Messages.AddBreakpointDialog_interrupt;
            case PAGE_TABLE -> Messages.AddBreakpointDialog_pageTable;
            case PORT -> Messages.AddBreakpointDialog_port;
            case MODE -> Messages.AddBreakpointDialog_mode;
            case CONSOLE -> Messages.AddBreakpointDialog_console;
            case DEBUG_REGISTER -> Messages.AddBreakpointDialog_debugRegister;
        };
        return new Kind(label, (form, changed) -> new EntryFields.Event(form, new EventFilter(kind, Map.of()), changed));
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
        shell.setText(title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    public void create() {
        super.create();
        setTitle(title);
        changed();
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Composite form = new Composite(area, SWT.NONE);
        GridLayoutFactory.swtDefaults().margins(10, 10).applyTo(form);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
        offered.forEach(kind -> add(form, kind));
        kinds.keySet().iterator().next().setSelection(true);
        hits = new HitFields(form, hitEntry, this::changed);
        return area;
    }

    private void add(Composite form, Kind kind) {
        Button button = new Button(form, SWT.RADIO);
        button.setText(kind.label());
        button.addListener(SWT.Selection, event -> changed());
        EntryFields made = kind.fields().apply(form, this::changed);
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
