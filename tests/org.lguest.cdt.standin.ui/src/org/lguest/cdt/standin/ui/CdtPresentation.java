/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.cdt.standin.ui;

import org.eclipse.core.resources.IMarker;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.ui.IDebugModelPresentation;
import org.eclipse.debug.ui.IValueDetailListener;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.ui.IEditorInput;
import org.jspecify.annotations.Nullable;

/** Labels breakpoints by file and line, or file and expression, as CDT does. */
public final class CdtPresentation extends LabelProvider implements IDebugModelPresentation {

    private static final String EXPRESSION = "org.eclipse.cdt.debug.core.expression";

    @Override
    public @Nullable String getText(@Nullable Object element) {
        if (!(element instanceof IBreakpoint breakpoint) || breakpoint.getMarker() == null) {
            return null;
        }
        IMarker marker = breakpoint.getMarker();
        String expression = marker.getAttribute(EXPRESSION, "");
        String place = expression.isEmpty() ? "[line: " + marker.getAttribute(IMarker.LINE_NUMBER, -1) + ']'
                : "[expression: '" + expression + "']";
        return marker.getResource().getName() + ' ' + place;
    }

    @Override
    public @Nullable IEditorInput getEditorInput(Object element) {
        return null;
    }

    @Override
    public @Nullable String getEditorId(IEditorInput input, Object element) {
        return null;
    }

    @Override
    public void computeDetail(IValue value, IValueDetailListener listener) {
        listener.detailComputed(value, "");
    }

    @Override
    public void setAttribute(String attribute, @Nullable Object value) {
        // no attribute changes a label
    }
}
