/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.launch;

import java.util.Optional;
import java.util.function.Function;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Dialog;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.jspecify.annotations.Nullable;

/**
 * The system's own dialogs for files and folders. They are drawn by the system, so that nothing in a workbench can
 * press their buttons: who drives a workbench without a user answers in their place.
 */
public final class SystemDialogs {

    /** Shows a dialog, and waits for the user. On the user-interface thread. */
    private static Function<Dialog, @Nullable String> answer = SystemDialogs::open;

    private SystemDialogs() {
    }

    private static @Nullable String open(Dialog dialog) {
        return dialog instanceof FileDialog file ? file.open() : ((DirectoryDialog) dialog).open();
    }

    /** On the user-interface thread. @param user what is chosen in a dialog; null if it is cancelled */
    public static void answerBy(Function<Dialog, @Nullable String> user) {
        answer = user;
    }

    /** Shows dialogs again. On the user-interface thread. */
    public static void letUserAnswer() {
        answer = SystemDialogs::open;
    }

    /**
     * Asks for a file.
     *
     * @param style   {@link SWT#SAVE} for one that need not be there yet, else {@link SWT#OPEN}
     * @param name    to begin with
     * @param filters patterns of names, the first of which is in force to begin with; none for all files
     * @return absolute; empty if the user thought better of it
     */
    public static Optional<String> file(Shell parent, String title, int style, String name, String... filters) {
        FileDialog dialog = new FileDialog(parent, style);
        dialog.setText(title);
        dialog.setFileName(name);
        dialog.setFilterExtensions(filters);
        return Optional.ofNullable(answer.apply(dialog));
    }

    /** Asks for a folder. @return absolute; empty if the user thought better of it */
    public static Optional<String> folder(Shell parent, String title) {
        DirectoryDialog dialog = new DirectoryDialog(parent);
        dialog.setText(title);
        return Optional.ofNullable(answer.apply(dialog));
    }
}
