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

import java.util.List;
import java.util.Optional;

import org.eclipse.debug.core.model.IVariable;
import org.eclipse.debug.ui.actions.IWatchExpressionFactoryAdapter2;
import org.eclipse.debug.ui.actions.IWatchExpressionFactoryAdapterExtension;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.GuestRegister;
import org.lguest.debug.core.model.GuestVariable;
import org.lguest.dwarf.machine.I386Register;

/**
 * What to write into the Expressions view for a variable, a part of one or a register that is to be watched. The
 * platform asks with one element or, for a row below others, with all from the top on.
 */
final class WatchFactory implements IWatchExpressionFactoryAdapter2, IWatchExpressionFactoryAdapterExtension {

    @Override
    public boolean canCreateWatchExpression(IVariable variable) {
        return expression(variable).isPresent();
    }

    @Override
    public boolean canCreateWatchExpression(Object element) {
        return expression(element).isPresent();
    }

    @Override
    public String createWatchExpression(IVariable variable) {
        return expression(variable).orElse("");
    }

    @Override
    public String createWatchExpression(Object element) {
        return expression(element).orElse("");
    }

    private static Optional<String> expression(@Nullable Object element) {
        return switch (element) {
            case GuestVariable variable -> Optional.of(variable.expression());
            case GuestRegister register when I386Register.named(register.getName()).isPresent() ->
                Optional.of('$' + register.getName());
            case List<?> path when !path.isEmpty() -> expression(path.getLast());
            case null, default -> Optional.empty();
        };
    }
}
