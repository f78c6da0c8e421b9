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

import org.eclipse.debug.internal.ui.model.elements.VariableLabelProvider;

/**
 * The platform's labels of variables, with values as they are: what is in them of special characters is escaped as in C
 * already, and the platform would escape the backslashes once more. There is no other way to tell it so.
 */
@SuppressWarnings("restriction")
final class VariableLabels extends VariableLabelProvider {

    @Override
    protected String escapeSpecialChars(String label) {
        return label;
    }
}
