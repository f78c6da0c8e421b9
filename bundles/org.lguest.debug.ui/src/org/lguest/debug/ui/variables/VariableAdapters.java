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

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.debug.core.model.IExpression;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.debug.internal.ui.viewers.model.provisional.IElementEditor;
import org.eclipse.debug.internal.ui.viewers.model.provisional.IElementLabelProvider;
import org.eclipse.debug.ui.actions.IWatchExpressionFactoryAdapter;
import org.eclipse.debug.ui.actions.IWatchExpressionFactoryAdapter2;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.GuestVariable;
import org.lguest.debug.core.model.GuestVariableValue;

/** How a guest's variables, and expressions whose values are its, are shown in columns, changed there and watched. */
@SuppressWarnings("restriction")
public final class VariableAdapters implements IAdapterFactory {

    private final VariableLabels variables = new VariableLabels();
    private final ExpressionLabels expressions = new ExpressionLabels();
    private final ValueCells cells = new ValueCells();
    private final WatchFactory watches = new WatchFactory();

    /** Nothing for other debuggers' expressions: the platform asks the next factory. */
    @Override
    public <T> @Nullable T getAdapter(Object element, Class<T> adapter) {
        Object found = switch (element) {
            case GuestVariable variable when adapter == IElementLabelProvider.class -> variables;
            case GuestVariable variable when adapter == IElementEditor.class -> cells;
            case IVariable variable when adapter.isInstance(watches) -> watches;
            case IExpression expression when adapter == IElementLabelProvider.class
                    && expression.getValue() instanceof GuestVariableValue -> expressions;
            default -> null;
        };
        return adapter.cast(found);
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {IElementLabelProvider.class, IElementEditor.class, IWatchExpressionFactoryAdapter.class,
            IWatchExpressionFactoryAdapter2.class};
    }
}
