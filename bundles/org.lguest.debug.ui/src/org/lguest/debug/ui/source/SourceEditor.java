/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.source;

import org.eclipse.ui.editors.text.TextEditor;

/**
 * A text editor with C's and the GNU assembler's keywords, comments and strings in colour, and with breakpoints in its
 * ruler. It serves where no C editor is installed; one that is takes the files over.
 */
public final class SourceEditor extends TextEditor {

    public static final String ID = "org.lguest.debug.ui.sourceEditor";

    @Override
    protected void initializeEditor() {
        super.initializeEditor();
        setSourceViewerConfiguration(new SourceConfiguration(getPreferenceStore()));
    }
}
