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

import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.PropertyPage;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.EventFilter;
import org.lguest.debug.core.breakpoints.EventWords;
import org.lguest.debug.core.breakpoints.GuestAddressBreakpoint;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.breakpoints.GuestBreakpointReader;
import org.lguest.debug.core.breakpoints.GuestEventBreakpoint;
import org.lguest.debug.core.breakpoints.GuestFunctionBreakpoint;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.ui.Messages;
import org.lguest.debug.ui.presentation.BreakpointStates;

/**
 * The properties of a breakpoint of ours: where it is, whether it is enabled, and what running guests have made of it,
 * in words that can be copied. A line is moved in the editor; function, address and data can be changed here.
 */
public final class GuestBreakpointPage extends PropertyPage {

    static final String ID = "org.lguest.debug.ui.guestBreakpointPage";

    private static final int STATE_LINES = 5;
    private static final int WIDTH = 560;

    private @Nullable EntryFields fields;
    private HitFields hits;
    private final GuestCheck check = new GuestCheck(this::changed);
    private Button enabled;

    public GuestBreakpointPage() {
        noDefaultAndApplyButton();
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite form = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(form);
        if (getElement() instanceof GuestBreakpoint breakpoint) {
            try {
                fill(form, breakpoint);
            } catch (CoreException gone) {
                setErrorMessage(gone.getStatus().getMessage());
                setValid(false);
            }
        }
        return form;
    }

    private void fill(Composite form, GuestBreakpoint breakpoint) throws CoreException {
        fields = switch (breakpoint) {
            case GuestLineBreakpoint line -> {
                Composite place = new Composite(form, SWT.NONE);
                GridLayoutFactory.fillDefaults().numColumns(2).applyTo(place);
                GridDataFactory.fillDefaults().grab(true, false).applyTo(place);
                fact(place, Messages.EntryFields_file, line.path().orElse(""), SWT.SINGLE);
                fact(place, Messages.EntryFields_line, Integer.toString(line.getLineNumber()), SWT.SINGLE);
                yield null;
            }
            case GuestFunctionBreakpoint function ->
                new EntryFields.Function(form, function.function(), this::changed);
            case GuestAddressBreakpoint address -> new EntryFields.Address(form, address.address(), this::changed);
            case GuestEventBreakpoint event -> {
                EventFilter filter = event.filter().orElseThrow(LguestStatus.PLACE_MISSING::exception);
                Composite place = new Composite(form, SWT.NONE);
                GridLayoutFactory.fillDefaults().numColumns(2).applyTo(place);
                fact(place, Messages.GuestBreakpointPage_event, EventWords.of(filter), SWT.SINGLE);
                yield new EntryFields.Event(form, filter, this::changed);
            }
            case GuestWatchpoint watchpoint -> new EntryFields.Data(form, new BreakpointEntry.Data(
                    watchpoint.expression(), Integer.toString(watchpoint.length()), watchpoint.isAccess(),
                    watchpoint.isModification(), watchpoint.isPhysical()), this::changed);
        };
        hits = new HitFields(form, HitEntry.of(breakpoint), this::changed);
        enabled = new Button(form, SWT.CHECK);
        enabled.setText(Messages.GuestBreakpointPage_enabled);
        enabled.setSelection(breakpoint.isEnabled());
        Composite state = new Composite(form, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(state);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(state);
        Text words = fact(state, Messages.GuestBreakpointPage_state, BreakpointStates.sentences(breakpoint.installations()),
                SWT.MULTI | SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, STATE_LINES * words.getLineHeight()).applyTo(words);
        changed();
    }

    /** What can be read and copied, but not changed. */
    private static Text fact(Composite parent, String label, String value, int style) {
        new Label(parent, SWT.NONE).setText(label);
        Text text = new Text(parent, SWT.READ_ONLY | style);
        text.setText(value);
        text.setBackground(parent.getBackground());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
        return text;
    }

    private void changed() {
        if (hits == null || getControl() != null && getControl().isDisposed()
                || !(getElement() instanceof GuestBreakpoint breakpoint)) {
            return; // the fields are still being made, or are gone
        }
        Optional<BreakpointEntry> typed = Optional.ofNullable(fields).map(EntryFields::entry);
        Verdict verdict = Verdict.of(typed, hits.entry(),
                () -> typed.isPresent() ? typed.get().place() : GuestBreakpointReader.place(breakpoint), check);
        setMessage(verdict.prompt().orElse(null));
        setErrorMessage(verdict.problem().isOK() ? null : verdict.problem().getMessage());
        setValid(verdict.isGood());
    }

    @Override
    public boolean performOk() {
        if (getElement() instanceof GuestBreakpoint breakpoint && isValid()) {
            boolean enable = enabled.getSelection();
            HitEntry when = hits.entry();
            Optional<BreakpointEntry> typed = Optional.ofNullable(fields).map(EntryFields::entry);
            new BreakpointJob(Messages.GuestBreakpointPage_job, monitor -> {
                if (breakpoint.getMarker() == null || !breakpoint.getMarker().exists()) {
                    return; // removed while the dialog was open
                }
                if (typed.isPresent()) {
                    change(breakpoint, typed.get());
                }
                when.applyTo(breakpoint);
                breakpoint.setEnabled(enable);
            }).schedule();
        }
        return true;
    }

    private static void change(GuestBreakpoint breakpoint, BreakpointEntry typed) throws CoreException {
        if (breakpoint instanceof GuestFunctionBreakpoint function && typed instanceof BreakpointEntry.Function to) {
            function.setFunction(to.name().strip());
        } else if (breakpoint instanceof GuestAddressBreakpoint address && typed instanceof BreakpointEntry.Address to) {
            address.setAddress(to.address().strip());
        } else if (breakpoint instanceof GuestWatchpoint watchpoint && typed instanceof BreakpointEntry.Data to) {
            watchpoint.watch(to.expression().strip(), to.count(), to.read(), to.write());
            watchpoint.setPhysical(to.physical());
        } else if (breakpoint instanceof GuestEventBreakpoint event && typed instanceof BreakpointEntry.Event to) {
            event.setFilter(to.filter());
        }
    }
}
