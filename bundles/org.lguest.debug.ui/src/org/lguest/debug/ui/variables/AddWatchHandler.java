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

import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IExpressionManager;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.IWatchExpression;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.texteditor.ITextEditor;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.ui.Messages;
import org.lguest.dwarf.expression.SourceExpression;

/** Add Watch Expression: what is selected in an editor, or what the caret is in, goes to the Expressions view. */
public final class AddWatchHandler extends AbstractHandler {

    @Override
    public @Nullable Object execute(ExecutionEvent event) {
        InputDialog dialog = new InputDialog(HandlerUtil.getActiveShell(event), Messages.AddWatchHandler_title,
                Messages.AddWatchHandler_prompt, expression(HandlerUtil.getActiveEditor(event)),
                text -> text.isBlank() ? "" : null);
        if (dialog.open() == Window.OK) {
            add(dialog.getValue().strip());
            show(HandlerUtil.getActiveWorkbenchWindow(event).getActivePage());
        }
        return null;
    }

    private static String expression(@Nullable IEditorPart part) {
        if (part instanceof ITextEditor editor
                && editor.getSelectionProvider().getSelection() instanceof ITextSelection selection) {
            String selected = Optional.ofNullable(selection.getText()).orElse("").strip();
            IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
            return !selected.isEmpty() || document == null ? selected.replaceAll("\\s+", " ")
                    : SourceExpression.at(document.get(), selection.getOffset()).map(SourceExpression::text).orElse("");
        }
        return "";
    }

    private static void add(String text) {
        IExpressionManager expressions = DebugPlugin.getDefault().getExpressionManager();
        IWatchExpression watched = expressions.newWatchExpression(text);
        expressions.addExpression(watched);
        watched.setExpressionContext(DebugUITools.getDebugContext() instanceof IDebugElement element ? element : null);
    }

    private static void show(IWorkbenchPage page) {
        try {
            page.showView(IDebugUIConstants.ID_EXPRESSION_VIEW, null, IWorkbenchPage.VIEW_VISIBLE);
        } catch (PartInitException e) {
            // Without the view the expression is there all the same.
        }
    }
}
