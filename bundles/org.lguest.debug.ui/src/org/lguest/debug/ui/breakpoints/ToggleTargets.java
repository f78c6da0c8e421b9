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

import java.util.Set;

import org.eclipse.debug.ui.actions.IToggleBreakpointsTarget;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTargetFactory;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.texteditor.ITextEditor;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.ui.Messages;

/**
 * Offers our breakpoints in text editors with C or assembly in them, but never in an editor of CDT's, which has its
 * own.
 */
public final class ToggleTargets implements IToggleBreakpointsTargetFactory {

    static final String TARGET = "org.lguest.debug.ui.toggleGuestBreakpointsTarget";

    private static final String CDT_EDITORS = "org.eclipse.cdt.";
    private static final Set<String> SOURCE_EXTENSIONS = Set.of("c", "h", "s", "S");

    private final IToggleBreakpointsTarget target = new ToggleGuestBreakpoints();

    @Override
    public Set<String> getToggleTargets(IWorkbenchPart part, @Nullable ISelection selection) {
        return serves(part) ? Set.of(TARGET) : Set.of();
    }

    @Override
    public @Nullable String getDefaultToggleTarget(IWorkbenchPart part, @Nullable ISelection selection) {
        return serves(part) ? TARGET : null;
    }

    @Override
    public @Nullable IToggleBreakpointsTarget createToggleTarget(String identifier) {
        return TARGET.equals(identifier) ? target : null;
    }

    @Override
    public @Nullable String getToggleTargetName(String identifier) {
        return TARGET.equals(identifier) ? Messages.ToggleTargets_name : null;
    }

    @Override
    public @Nullable String getToggleTargetDescription(String identifier) {
        return TARGET.equals(identifier) ? Messages.ToggleTargets_description : null;
    }

    static boolean serves(IWorkbenchPart part) {
        return part instanceof ITextEditor editor && !part.getSite().getId().startsWith(CDT_EDITORS)
                && isSource(editor);
    }

    /** Whether there is C or assembly in an editor, whoever's it is. */
    static boolean isSource(ITextEditor editor) {
        String name = editor.getEditorInput().getName();
        return SOURCE_EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
