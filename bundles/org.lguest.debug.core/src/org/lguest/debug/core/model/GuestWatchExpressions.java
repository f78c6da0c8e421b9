/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.util.List;
import java.util.Optional;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IWatchExpressionDelegate;
import org.eclipse.debug.core.model.IWatchExpressionListener;
import org.eclipse.debug.core.model.IWatchExpressionResult;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.Messages;

/**
 * Evaluates what the Expressions view watches: C expressions, in the frame that is selected or the innermost one. The
 * guest is not waited for; the listener is told.
 */
public final class GuestWatchExpressions implements IWatchExpressionDelegate {

    private record Result(String expression, Optional<IValue> value, List<String> errors)
            implements IWatchExpressionResult {

        @Override
        public String getExpressionText() {
            return expression;
        }

        @Override
        public @Nullable IValue getValue() {
            return value.orElse(null);
        }

        @Override
        public boolean hasErrors() {
            return !errors.isEmpty();
        }

        @Override
        public String[] getErrorMessages() {
            return errors.toArray(String[]::new);
        }

        @Override
        public @Nullable DebugException getException() {
            return null;
        }
    }

    @Override
    public void evaluateExpression(String expression, IDebugElement context, IWatchExpressionListener listener) {
        Optional<GuestStackFrame> frame = GuestStackFrame.of(context);
        if (frame.isEmpty()) {
            listener.watchEvaluationFinished(failed(expression, Messages.GuestWatchExpressions_notSuspended));
            return;
        }
        frame.get().evaluate(expression).thenAccept(outcome -> listener.watchEvaluationFinished(switch (outcome) {
            case Outcome.Valued(GuestVariableValue value) ->
                new Result(expression, Optional.of(value), List.of());
            case Outcome.Failed(String reason) -> failed(expression, reason);
        }));
    }

    private static Result failed(String expression, String reason) {
        return new Result(expression, Optional.empty(), List.of(reason));
    }
}
