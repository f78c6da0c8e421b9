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

import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.jspecify.annotations.Nullable;

/** One column. What has changed is bold, and in the colour that the user has chosen for it in all debug views. */
class RowLabels extends ColumnLabelProvider {

    private final Column column;

    RowLabels(Column column) {
        this.column = column;
    }

    @Override
    public String getText(Object element) {
        return ((Row) element).text(column);
    }

    private boolean hasChanged(Object element) {
        return ((Row) element).changed().contains(column);
    }

    @Override
    public @Nullable Font getFont(Object element) {
        return hasChanged(element) ? JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT) : null;
    }

    @Override
    public @Nullable Color getForeground(Object element) {
        return hasChanged(element)
                ? DebugUITools.getPreferenceColor(IDebugUIConstants.PREF_CHANGED_DEBUG_ELEMENT_COLOR) : null;
    }
}
