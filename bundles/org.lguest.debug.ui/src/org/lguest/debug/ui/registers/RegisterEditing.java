/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.registers;

import java.util.Locale;
import java.util.Optional;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.jface.viewers.CellEditor;
import org.eclipse.jface.viewers.EditingSupport;
import org.eclipse.jface.viewers.TextCellEditor;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.ui.statushandlers.StatusManager;
import org.lguest.debug.core.model.GuestDebugTarget;

/**
 * Changes a debug register of the guest's own, as the Registers view does: by hypercall, and if the machine refuses,
 * the user is told why. The debugger's are changed by changing breakpoints.
 */
final class RegisterEditing extends EditingSupport {

    private static final String GUESTS = "0/";

    private final FollowedGuest followed;
    private final TextCellEditor editor;

    RegisterEditing(TreeViewer viewer, FollowedGuest followed) {
        super(viewer);
        this.followed = followed;
        this.editor = new TextCellEditor(viewer.getTree());
    }

    @Override
    protected boolean canEdit(Object element) {
        return isPossible((Row) element);
    }

    boolean isPossible(Row row) {
        return register(row).filter(IRegister::supportsValueModification).isPresent();
    }

    /** The register as the debug model has it while the guest stands. */
    private Optional<IRegister> register(Row row) {
        return row.id().startsWith(GUESTS) ? followed.guest().flatMap(guest -> register(guest,
                row.id().substring(GUESTS.length()).toLowerCase(Locale.ROOT))) : Optional.empty();
    }

    private static Optional<IRegister> register(GuestDebugTarget guest, String name) {
        try {
            IStackFrame frame = guest.hasThreads() ? guest.getThreads()[0].getTopStackFrame() : null;
            if (frame != null) {
                for (IRegisterGroup group : frame.getRegisterGroups()) {
                    for (IRegister register : group.getRegisters()) {
                        if (register.getName().equals(name)) {
                            return Optional.of(register);
                        }
                    }
                }
            }
            return Optional.empty();
        } catch (DebugException goneMeanwhile) {
            return Optional.empty();
        }
    }

    @Override
    protected CellEditor getCellEditor(Object element) {
        return editor;
    }

    @Override
    protected Object getValue(Object element) {
        return ((Row) element).text(Column.VALUE);
    }

    @Override
    protected void setValue(Object element, Object text) {
        Row row = (Row) element;
        if (!text.equals(row.text(Column.VALUE))) {
            register(row).ifPresent(register -> set(register, text.toString()));
        }
    }

    private static void set(IRegister register, String text) {
        try {
            register.setValue(text);
        } catch (DebugException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
        }
    }
}
