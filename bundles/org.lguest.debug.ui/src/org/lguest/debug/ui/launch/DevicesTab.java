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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.lguest.debug.core.launch.BlockAttribute;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.ui.Messages;

/** The guest's disks: files of this machine, in the order in which the guest finds them. */
final class DevicesTab extends GuestTab {

    private static final int COLUMNS = 2;
    private static final int LIST_HEIGHT = 70;

    private final List<BlockAttribute> disks = new ArrayList<>();
    private org.eclipse.swt.widgets.List list;
    private Button remove;
    private Button up;
    private Button down;
    private Composite buttons;
    private Text file;
    private Combo mode;
    /** Whether the fields are being filled from the list, and say nothing of the user. */
    private boolean showing;

    DevicesTab(LaunchCheck check) {
        super(Page.DEVICES, check);
    }

    @Override
    void createFields(Composite form) {
        Group group = group(form, Messages.DevicesTab_disks, COLUMNS);
        list = new org.eclipse.swt.widgets.List(group, SWT.SINGLE | SWT.BORDER | SWT.V_SCROLL);
        list.setFont(form.getFont());
        GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, LIST_HEIGHT).applyTo(list);
        list.addListener(SWT.Selection, event -> showSelected());
        Composite column = new Composite(group, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).equalWidth(true).applyTo(column);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(column);
        button(column, Messages.DevicesTab_add, this::add);
        remove = button(column, Messages.DevicesTab_remove, this::remove);
        up = button(column, Messages.DevicesTab_up, () -> move(-1));
        down = button(column, Messages.DevicesTab_down, () -> move(1));

        Group disk = group(form, Messages.DevicesTab_disk, COLUMNS);
        file = field(disk, Messages.DevicesTab_file, COLUMNS);
        file.addModifyListener(event -> changed());
        buttons = FileField.addButtons(disk, file, Messages.DevicesTab_disk, SWT.OPEN);
        Label label = new Label(disk, SWT.NONE);
        label.setText(Messages.DevicesTab_writes);
        label.setFont(form.getFont());
        mode = new Combo(disk, SWT.READ_ONLY);
        mode.setFont(form.getFont());
        mode.setItems(Messages.DevicesTab_readWrite, Messages.DevicesTab_readOnly, Messages.DevicesTab_snapshot);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(mode);
        mode.addListener(SWT.Selection, event -> changed());
    }

    private static Button button(Composite column, String label, Runnable action) {
        Button button = new Button(column, SWT.PUSH);
        button.setText(label);
        button.setFont(column.getFont());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
        button.addListener(SWT.Selection, event -> action.run());
        return button;
    }

    private void add() {
        disks.add(new BlockAttribute("", BlockAttribute.Mode.SNAPSHOT));
        show(disks.size() - 1);
        updateLaunchConfigurationDialog();
        file.setFocus();
    }

    private void remove() {
        int at = list.getSelectionIndex();
        disks.remove(at);
        show(Math.min(at, disks.size() - 1));
        updateLaunchConfigurationDialog();
    }

    private void move(int by) {
        int at = list.getSelectionIndex();
        disks.add(at + by, disks.remove(at));
        show(at + by);
        updateLaunchConfigurationDialog();
    }

    private void changed() {
        int at = list.getSelectionIndex();
        if (!showing && at >= 0) {
            BlockAttribute disk = new BlockAttribute(file.getText().trim(),
                    BlockAttribute.Mode.values()[mode.getSelectionIndex()]);
            disks.set(at, disk);
            list.setItem(at, label(at));
            updateLaunchConfigurationDialog();
        }
    }

    private void show(int selected) {
        list.removeAll();
        for (int i = 0; i < disks.size(); i++) {
            list.add(label(i));
        }
        list.setSelection(selected);
        showSelected();
    }

    private void showSelected() {
        int at = list.getSelectionIndex();
        showing = true;
        try {
            file.setText(at < 0 ? "" : disks.get(at).path());
            mode.select(at < 0 ? -1 : disks.get(at).mode().ordinal());
        } finally {
            showing = false;
        }
        file.setEnabled(at >= 0);
        mode.setEnabled(at >= 0);
        for (var button : buttons.getChildren()) {
            button.setEnabled(at >= 0);
        }
        remove.setEnabled(at >= 0);
        up.setEnabled(at > 0);
        down.setEnabled(at >= 0 && at < disks.size() - 1);
    }

    /** Such as {@code lgba: /home/someone/disk.img}: Linux's lguest driver counts disks by letters. */
    private String label(int index) {
        return NLS.bind(Messages.DevicesTab_label, (char) ('a' + index), disks.get(index).path());
    }

    @Override
    void read(ILaunchConfiguration configuration) throws CoreException {
        disks.clear();
        try {
            for (String attribute : configuration.getAttribute(LaunchAttributes.BLOCKS, List.of())) {
                disks.add(BlockAttribute.of(attribute));
            }
        } finally {
            show(disks.isEmpty() ? -1 : 0);
        }
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        if (disks.isEmpty()) {
            configuration.removeAttribute(LaunchAttributes.BLOCKS);
        } else {
            configuration.setAttribute(LaunchAttributes.BLOCKS, disks.stream().map(BlockAttribute::toString).toList());
        }
    }

    @Override
    Optional<String> prompt() {
        return disks.stream().anyMatch(disk -> disk.path().isBlank()) ? Optional.of(Messages.DevicesTab_prompt)
                : Optional.empty();
    }
}
