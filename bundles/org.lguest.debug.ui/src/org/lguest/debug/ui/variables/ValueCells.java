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

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.internal.ui.viewers.model.provisional.IElementEditor;
import org.eclipse.debug.internal.ui.viewers.model.provisional.IPresentationContext;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.viewers.CellEditor;
import org.eclipse.jface.viewers.ICellModifier;
import org.eclipse.jface.viewers.TextCellEditor;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.PlatformUI;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.GuestVariable;

/**
 * Changes values in their column. The platform's own would take {@code '\n'} for a quoted line end, and {@code '\\'}
 * for a quote that is escaped.
 */
@SuppressWarnings("restriction")
final class ValueCells implements IElementEditor, ICellModifier {

    @Override
    public CellEditor getCellEditor(IPresentationContext context, String column, Object element, Composite parent) {
        return new TextCellEditor(parent);
    }

    @Override
    public ICellModifier getCellModifier(IPresentationContext context, Object element) {
        return this;
    }

    @Override
    public boolean canModify(Object element, String column) {
        return column.equals(IDebugUIConstants.COLUMN_ID_VARIABLE_VALUE) && element instanceof GuestVariable variable
                && variable.supportsValueModification();
    }

    @Override
    public @Nullable Object getValue(Object element, String column) {
        return canModify(element, column) && element instanceof GuestVariable variable ? text(variable) : null;
    }

    private static String text(GuestVariable variable) {
        try {
            return variable.getValue().getValueString();
        } catch (DebugException e) {
            return e.getStatus().getMessage();
        }
    }

    @Override
    public void modify(Object element, String column, Object text) {
        if (element instanceof GuestVariable variable && !text.equals(text(variable))) {
            new ValueEditor().saveVariable(variable, text.toString(),
                    PlatformUI.getWorkbench().getModalDialogShellProvider().getShell());
        }
    }
}
