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

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.eclipse.core.resources.IFile;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.lguest.debug.core.breakpoints.EventField;
import org.lguest.debug.core.breakpoints.EventFilter;
import org.lguest.debug.core.breakpoints.EventKind;
import org.lguest.debug.core.breakpoints.EventWords;
import org.lguest.debug.ui.Messages;
import org.lguest.debug.ui.launch.FileField;

/** The fields in which one kind of breakpoint is entered. */
abstract sealed class EntryFields {

    /** The longest text that makes sense; a marker's attribute may not be longer than 65535 bytes. */
    private static final int LONGEST_TEXT = 1000;
    private static final int COLUMNS = 3;

    private final Composite form;
    private final Runnable changed;
    private final List<Control> controls = new ArrayList<>();

    /** @param changed runs whenever something was typed or clicked */
    EntryFields(Composite parent, Runnable changed) {
        this.changed = changed;
        form = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(COLUMNS).applyTo(form);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(form);
    }

    abstract BreakpointEntry entry();

    final Composite form() {
        return form;
    }

    final void setEnabled(boolean enabled) {
        controls.forEach(control -> control.setEnabled(enabled));
    }

    final Text field(String label, String value, int columns) {
        Label before = new Label(form, SWT.NONE);
        before.setText(label);
        Text text = new Text(form, SWT.BORDER);
        text.setTextLimit(LONGEST_TEXT);
        text.setText(value);
        text.addModifyListener(event -> changed.run());
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).span(columns, 1).applyTo(text);
        controls.add(before);
        controls.add(text);
        return text;
    }

    final Supplier<String> choice(String label, List<String> choices, String value) {
        Label before = new Label(form, SWT.NONE);
        before.setText(label);
        Combo combo = new Combo(form, SWT.READ_ONLY);
        combo.setItems(choices.toArray(String[]::new));
        combo.select(Math.max(0, choices.indexOf(value)));
        combo.addListener(SWT.Selection, event -> changed.run());
        controls.add(before);
        controls.add(combo);
        return combo::getText;
    }

    final Button button(int style, String label, Runnable clicked) {
        Button button = new Button(form, style);
        button.setText(label);
        button.addListener(SWT.Selection, event -> clicked.run());
        controls.add(button);
        return button;
    }

    static final class Line extends EntryFields {

        private final Text file;
        private final Text line;

        Line(Composite parent, String file, String line, Runnable changed) {
            super(parent, changed);
            this.file = field(Messages.EntryFields_file, file, 1);
            button(SWT.PUSH, Messages.EntryFields_browse, this::browse);
            this.line = field(Messages.EntryFields_line, line, COLUMNS - 1);
        }

        private void browse() {
            FileField.chooseInWorkspace(file.getShell(), Messages.EntryFields_sourceFile)
                    .map(IFile::getFullPath).ifPresent(path -> file.setText(path.toString()));
        }

        @Override
        BreakpointEntry entry() {
            return new BreakpointEntry.Line(file.getText(), line.getText());
        }
    }

    static final class Function extends EntryFields {

        private final Text name;

        Function(Composite parent, String name, Runnable changed) {
            super(parent, changed);
            this.name = field(Messages.EntryFields_function, name, COLUMNS - 1);
        }

        @Override
        BreakpointEntry entry() {
            return new BreakpointEntry.Function(name.getText());
        }
    }

    static final class Address extends EntryFields {

        private final Text address;

        Address(Composite parent, String address, Runnable changed) {
            super(parent, changed);
            this.address = field(Messages.EntryFields_address, address, COLUMNS - 1);
        }

        @Override
        BreakpointEntry entry() {
            return new BreakpointEntry.Address(address.getText());
        }
    }

    static final class Data extends EntryFields {

        private final Text expression;
        private final Text length;
        private final Button read;
        private final Button write;
        private final Button physical;

        Data(Composite parent, BreakpointEntry.Data data, Runnable changed) {
            super(parent, changed);
            expression = field(Messages.EntryFields_expression, data.expression(), COLUMNS - 1);
            length = field(Messages.EntryFields_length, data.length(), COLUMNS - 1);
            length.setToolTipText(Messages.EntryFields_lengthToolTip);
            read = box(Messages.EntryFields_read, data.read(), changed);
            write = box(Messages.EntryFields_write, data.write(), changed);
            physical = box(Messages.EntryFields_physical, data.physical(), changed);
            physical.setToolTipText(Messages.EntryFields_physicalToolTip);
        }

        private Button box(String label, boolean value, Runnable changed) {
            new Label(form(), SWT.NONE);
            Button box = button(SWT.CHECK, label, changed);
            box.setSelection(value);
            GridDataFactory.fillDefaults().span(COLUMNS - 1, 1).applyTo(box);
            return box;
        }

        @Override
        BreakpointEntry.Data entry() {
            return new BreakpointEntry.Data(expression.getText(), length.getText(), read.getSelection(),
                    write.getSelection(), physical.getSelection());
        }
    }

    /** All that can be asked of an event of the machine, in one line. */
    static final class Event extends EntryFields {

        private final EventKind kind;
        private final Map<EventField, Supplier<String>> values = new EnumMap<>(EventField.class);

        Event(Composite parent, EventFilter filter, Runnable changed) {
            super(parent, changed);
            kind = filter.kind();
            GridLayoutFactory.fillDefaults().numColumns(2 * kind.fields().size()).applyTo(form());
            for (EventField field : kind.fields()) {
                values.put(field, field.choices().isEmpty() ? text(field, filter.text(field))
                        : choice(label(field), field.choices(), filter.text(field)));
            }
        }

        private Supplier<String> text(EventField field, String value) {
            Text text = field(label(field), value, 1);
            text.setToolTipText(EventWords.of(field));
            return text::getText;
        }

        private static String label(EventField field) {
            return switch (field) {
                case VECTOR -> Messages.EventFields_vector;
                case ERROR_CODE -> Messages.EventFields_errorCode;
                case CALL -> Messages.EventFields_call;
                case ARGUMENTS -> Messages.EventFields_arguments;
                case IRQ -> Messages.EventFields_irq;
                case DIRECTORY -> Messages.EventFields_directory;
                case PORTS -> Messages.EventFields_ports;
                case ACCESS -> Messages.EventFields_access;
                case TO -> Messages.EventFields_to;
                case TEXT -> Messages.EventFields_text;
                case REGISTER -> Messages.EventFields_register;
            };
        }

        @Override
        BreakpointEntry.Event entry() {
            Map<EventField, String> texts = new EnumMap<>(EventField.class);
            values.forEach((field, value) -> texts.put(field, value.get()));
            return new BreakpointEntry.Event(new EventFilter(kind, texts));
        }
    }
}
