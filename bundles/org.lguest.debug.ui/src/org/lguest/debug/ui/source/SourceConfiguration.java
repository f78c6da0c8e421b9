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

import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.presentation.IPresentationReconciler;
import org.eclipse.jface.text.presentation.PresentationReconciler;
import org.eclipse.jface.text.rules.DefaultDamagerRepairer;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.ui.editors.text.TextSourceViewerConfiguration;
import org.lguest.debug.core.model.GuestStackFrame;

/** How {@link SourceEditor} shows its text. */
final class SourceConfiguration extends TextSourceViewerConfiguration {

    SourceConfiguration(IPreferenceStore preferences) {
        super(preferences);
    }

    @Override
    public IPresentationReconciler getPresentationReconciler(ISourceViewer viewer) {
        PresentationReconciler reconciler = new PresentationReconciler();
        // The whole document is one partition, so that a comment of many lines is found from whichever line changed.
        DefaultDamagerRepairer repairer = new WholeDocumentRepairer(new SourceScanner());
        reconciler.setDamager(repairer, IDocument.DEFAULT_CONTENT_TYPE);
        reconciler.setRepairer(repairer, IDocument.DEFAULT_CONTENT_TYPE);
        return reconciler;
    }

    /**
     * Values, in the frame that is selected in the Debug view; where there are none, what warnings and the like say.
     */
    @Override
    public ITextHover getTextHover(ISourceViewer viewer, String contentType) {
        return new EitherHover(new ValueHover(() -> GuestStackFrame.of(DebugUITools.getDebugContext())),
                super.getTextHover(viewer, contentType));
    }
}
