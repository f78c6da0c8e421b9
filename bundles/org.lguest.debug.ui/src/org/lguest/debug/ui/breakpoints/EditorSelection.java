/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.breakpoints;

import java.util.regex.Pattern;

import org.eclipse.core.resources.IFile;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.texteditor.ITextEditor;
import org.jspecify.annotations.Nullable;

/**
 * Where a user is in a source, from which a dialog may start.
 *
 * @param file workspace path; empty for none
 * @param line 1-based; empty for none
 * @param word what is selected, if it is one word; else empty
 */
record EditorSelection(String file, String line, String word) {

    private static final Pattern WORD = Pattern.compile("\\w{1,80}");

    /** Of an editor of C or assembly; empty in each part for any other. */
    static EditorSelection of(@Nullable IEditorPart part) {
        if (part instanceof ITextEditor editor && ToggleTargets.isSource(editor)
                && editor.getSelectionProvider().getSelection() instanceof ITextSelection text) {
            IFile file = editor.getEditorInput().getAdapter(IFile.class);
            String selected = text.getText() == null ? "" : text.getText();
            return new EditorSelection(file == null ? "" : file.getFullPath().toString(),
                    file == null ? "" : Integer.toString(text.getStartLine() + 1),
                    WORD.matcher(selected).matches() ? selected : "");
        }
        return new EditorSelection("", "", "");
    }
}
