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

import java.util.Arrays;
import java.util.Optional;

import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IExpression;
import org.eclipse.debug.core.model.IWatchExpression;
import org.eclipse.debug.ui.IDebugView;
import org.eclipse.jface.viewers.AbstractTreeViewer;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.ITreeSelection;
import org.eclipse.ui.handlers.HandlerUtil;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.GuestVariable;
import org.lguest.debug.core.model.GuestVariableValue;

/**
 * The value in a row of the Variables or the Expressions view.
 *
 * @param name the variable's, or the expression
 */
record ShownValue(String name, GuestVariableValue value) {

    static Optional<ShownValue> selected(ExecutionEvent event) {
        return HandlerUtil.getCurrentSelection(event) instanceof IStructuredSelection selection
                ? of(selection.getFirstElement()) : Optional.empty();
    }

    static Optional<ShownValue> of(@Nullable Object row) {
        return switch (row) {
            case GuestVariable variable when variable.getValue() instanceof GuestVariableValue value ->
                Optional.of(new ShownValue(variable.getName(), value));
            case IExpression expression when expression.getValue() instanceof GuestVariableValue value ->
                Optional.of(new ShownValue(expression.getExpressionText(), value));
            case null, default -> Optional.empty();
        };
    }

    /** Closes the row that is selected: the view would keep open rows below it, and what they show, for other parts. */
    static void collapse(ExecutionEvent event) {
        if (HandlerUtil.getActivePart(event) instanceof IDebugView view
                && view.getViewer() instanceof AbstractTreeViewer rows
                && HandlerUtil.getCurrentSelection(event) instanceof ITreeSelection selection && !selection.isEmpty()) {
            rows.collapseToLevel(selection.getPaths()[0], AbstractTreeViewer.ALL_LEVELS);
        }
    }

    /** Has the Expressions view ask again: the platform does so by itself only at a stop. */
    static void evaluateAgain() {
        Arrays.stream(DebugPlugin.getDefault().getExpressionManager().getExpressions())
                .filter(each -> of(each).isPresent()).filter(IWatchExpression.class::isInstance)
                .forEach(each -> ((IWatchExpression) each).evaluate());
    }
}
