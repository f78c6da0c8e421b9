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

import org.eclipse.debug.internal.ui.model.elements.ExpressionLabelProvider;

/** As {@link VariableLabels}, of expressions that are watched. */
@SuppressWarnings("restriction")
final class ExpressionLabels extends ExpressionLabelProvider {

    @Override
    protected String escapeSpecialChars(String label) {
        return label;
    }
}
