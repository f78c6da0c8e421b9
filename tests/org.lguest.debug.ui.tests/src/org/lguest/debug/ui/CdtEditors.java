/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui;

import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Ui;

/** CDT's editor, or the one that stands in for it. */
final class CdtEditors {

    private static final List<String> IDS =
            List.of("org.eclipse.cdt.ui.editor.CEditor", "org.eclipse.cdt.ui.editor.standin");

    private CdtEditors() {
    }

    /** Opens a file in CDT's editor, which stays its editor. */
    static ITextEditor open(IFile file) {
        String id = IDS.stream()
                .filter(each -> PlatformUI.getWorkbench().getEditorRegistry().findEditor(each) != null)
                .findFirst().orElseThrow();
        return (ITextEditor) Ui.get(() -> {
            IDE.setDefaultEditor(file, id);
            return IDE.openEditor(IdeWindow.page(), file, id);
        });
    }
}
