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

import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTarget;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.ui.editors.text.TextEditor;
import org.eclipse.ui.editors.text.TextSourceViewerConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * As far as a debugger can tell, an editor of CDT's: a double click in its ruler, its context menu, Run to Line and
 * hovers are CDT's.
 */
public final class CdtEditor extends TextEditor {

    @Override
    protected void initializeEditor() {
        super.initializeEditor();
        setEditorContextMenuId("#CEditorContext");
        setSourceViewerConfiguration(new TextSourceViewerConfiguration(getPreferenceStore()) {

            @Override
            public ITextHover getTextHover(ISourceViewer viewer, String contentType) {
                return new DebugHover();
            }
        });
    }

    @Override
    public <T> @Nullable T getAdapter(Class<T> adapter) {
        if (adapter == IToggleBreakpointsTarget.class) {
            return adapter.cast(new ToggleLineBreakpoint());
        }
        if (adapter == IRunToLineTarget.class) {
            return adapter.cast(new RunToLine());
        }
        return super.getAdapter(adapter);
    }
}
