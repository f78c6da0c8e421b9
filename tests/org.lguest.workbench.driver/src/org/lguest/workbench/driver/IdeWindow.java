/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.workbench.driver;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.console.ConsolePlugin;
import org.eclipse.ui.console.IConsoleConstants;
import org.eclipse.ui.console.TextConsole;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.part.FileEditorInput;
import org.eclipse.ui.texteditor.AbstractDecoratedTextEditorPreferenceConstants;
import org.eclipse.ui.texteditor.ITextEditor;

/** The workbench window: which views it shows, and what its editors point at. */
public final class IdeWindow {

    private static final int WIDTH = 1400;
    private static final int HEIGHT = 1000;
    private static final String EDITORS = "org.eclipse.ui.editors";
    private static final Set<String> INSTRUCTION_POINTERS = Set.of("org.eclipse.debug.ui.currentIP",
            "org.eclipse.debug.ui.secondaryIP");
    private static final Set<String> DATA_ACCESS = Set.of("org.lguest.debug.ui.dataAccess");
    private static final List<String> CONSOLE_IN_FRONT = List.of("DEBUG.consoleOpenOnOut", "DEBUG.consoleOpenOnErr");
    private static final String WELCOME = "org.eclipse.ui.internal.introview";

    private IdeWindow() {
    }

    /** The Debug perspective as one debugs a kernel with it: no welcome, the console in front below. */
    public static void openDebugPerspective() {
        Waiter.until("the workbench window", () -> PlatformUI.getWorkbench().getActiveWorkbenchWindow() != null);
        Ui.run(() -> {
            InstanceScope.INSTANCE.getNode(EDITORS)
                    .putBoolean(AbstractDecoratedTextEditorPreferenceConstants.EDITOR_LINE_NUMBER_RULER, true);
            // What a guest writes would bring the console before the view that a test looks at, sooner or later.
            CONSOLE_IN_FRONT.forEach(key -> InstanceScope.INSTANCE.getNode(IDebugUIConstants.PLUGIN_ID)
                    .putBoolean(key, false));
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            IWorkbenchPage page = window.getActivePage();
            Optional.ofNullable(page.findView(WELCOME)).ifPresent(page::hideView);
            PlatformUI.getWorkbench().showPerspective(IDebugUIConstants.ID_DEBUG_PERSPECTIVE, window);
            window.getShell().setBounds(0, 0, WIDTH, HEIGHT);
            window.getShell().forceActive();
            page.showView(IDebugUIConstants.ID_REGISTER_VIEW);
            page.showView(IConsoleConstants.ID_CONSOLE_VIEW);
            page.showView(IDebugUIConstants.ID_BREAKPOINT_VIEW);
            page.showView(IDebugUIConstants.ID_DEBUG_VIEW);
        });
        Waiter.until("the Debug view", () -> view(IDebugUIConstants.ID_DEBUG_VIEW).isPresent());
    }

    /** The active page; on the user-interface thread. */
    public static IWorkbenchPage page() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getWorkbenchWindows()[0];
        return window.getActivePage();
    }

    public static Shell shell() {
        return PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell();
    }

    /** Closes what lies on the window, as after a failure; on the user-interface thread. Returns the titles. */
    public static List<String> closeDialogs() {
        List<Shell> dialogs = Arrays.stream(Ui.display().getShells())
                .filter(each -> each != shell() && each.isVisible() && !each.getText().isEmpty()).toList();
        List<String> titles = dialogs.stream().map(Shell::getText).toList();
        dialogs.forEach(Shell::close);
        return titles;
    }

    /** An open view; on the user-interface thread. */
    public static Optional<IViewPart> view(String id) {
        return Optional.ofNullable(page().findView(id));
    }

    /** Opens a view, or brings it to the front. */
    public static IViewPart show(String id) {
        return Ui.get(() -> page().showView(id));
    }

    /** The part's own widgets, without its tab and tool bar. */
    public static Composite widgets(IWorkbenchPart part) {
        return (Composite) part.getSite().getService(MPart.class).getWidget();
    }

    public static ITextEditor open(IFile file) {
        IEditorPart editor = Ui.get(() -> IDE.openEditor(page(), file, true));
        if (editor instanceof ITextEditor text) {
            return text;
        }
        throw new AssertionError(file + " opened in " + editor.getClass().getName() + ", which is no text editor");
    }

    /** Opens a file in an editor of one's own choice, also where another already has it open. */
    public static ITextEditor open(IFile file, String id) {
        int sameEditor = IWorkbenchPage.MATCH_INPUT | IWorkbenchPage.MATCH_ID;
        return (ITextEditor) Ui.get(() -> page().openEditor(new FileEditorInput(file), id, true, sameEditor));
    }

    /** Activates an editor and puts its caret at the beginning of a line. */
    public static void select(ITextEditor editor, int line) {
        Ui.run(() -> {
            IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
            editor.getSite().getPage().activate(editor);
            editor.selectAndReveal(document.getLineOffset(line - 1), 0);
        });
    }

    /** What the consoles show. */
    public static String console() {
        return Arrays.stream(ConsolePlugin.getDefault().getConsoleManager().getConsoles())
                .map(console -> console instanceof TextConsole text ? text.getDocument().get() : "")
                .collect(Collectors.joining("\n"));
    }

    /** The 1-based line of the open editors' instruction pointer with the file's name, such as {@code first.c:58}. */
    public static Optional<String> instructionPointer() {
        return place(INSTRUCTION_POINTERS);
    }

    /** As {@link #instructionPointer}, of the line whose instruction did what a watchpoint has stopped a guest for. */
    public static Optional<String> dataAccess() {
        return place(DATA_ACCESS);
    }

    private static Optional<String> place(Set<String> types) {
        for (var reference : page().getEditorReferences()) {
            if (reference.getEditor(false) instanceof ITextEditor editor) {
                Optional<Integer> line = annotations(editor, types).keySet().stream().findFirst();
                if (line.isPresent()) {
                    return Optional.of(editor.getEditorInput().getName() + ':' + line.get());
                }
            }
        }
        return Optional.empty();
    }

    /** The texts of an editor's annotations of some types by their 1-based lines; on the user-interface thread. */
    public static SortedMap<Integer, String> annotations(ITextEditor editor, Set<String> types) {
        var input = editor.getEditorInput();
        IAnnotationModel model = editor.getDocumentProvider().getAnnotationModel(input);
        SortedMap<Integer, String> found = new TreeMap<>();
        if (model == null) {
            return found;
        }
        for (var annotations = model.getAnnotationIterator(); annotations.hasNext();) {
            Annotation annotation = annotations.next();
            if (types.contains(annotation.getType())) {
                try {
                    int offset = model.getPosition(annotation).getOffset();
                    found.put(editor.getDocumentProvider().getDocument(input).getLineOfOffset(offset) + 1,
                            String.valueOf(annotation.getText()));
                } catch (BadLocationException gone) {
                    // With the text that it was at.
                }
            }
        }
        return found;
    }
}
