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
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.debug.ui.actions.IVariableValueEditor;
import org.eclipse.jface.dialogs.IInputValidator;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.Changeable;
import org.lguest.debug.ui.Messages;

/** Changes a variable or a register, and where it can not says why: the platform's own editor says that alone. */
public final class ValueEditor implements IVariableValueEditor {

    @Override
    public boolean editVariable(IVariable variable, Shell shell) {
        try {
            IInputValidator validator = text -> variable instanceof Changeable changeable ? problem(changeable, text) : null;
            InputDialog dialog = new InputDialog(shell, Messages.ValueEditor_title,
                    NLS.bind(Messages.ValueEditor_prompt, variable.getName()), variable.getValue().getValueString(),
                    validator);
            if (dialog.open() == Window.OK) {
                variable.setValue(dialog.getValue());
            }
        } catch (DebugException e) {
            refuse(shell, e);
        }
        return true;
    }

    private static @Nullable String problem(Changeable changeable, String text) {
        try {
            changeable.check(text);
            return null;
        } catch (DebugException e) {
            return e.getStatus().getMessage();
        }
    }

    @Override
    public boolean saveVariable(IVariable variable, String expression, Shell shell) {
        try {
            variable.setValue(expression);
        } catch (DebugException e) {
            refuse(shell, e);
        }
        return true;
    }

    private static void refuse(Shell shell, DebugException why) {
        MessageDialog.openError(shell, Messages.Refused_change, why.getStatus().getMessage());
    }
}
