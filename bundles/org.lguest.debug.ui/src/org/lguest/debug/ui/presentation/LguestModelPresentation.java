/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.presentation;

import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.eclipse.debug.ui.IDebugModelPresentationExtension;
import org.eclipse.debug.ui.IValueDetailListener;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.FileStoreEditorInput;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.part.FileEditorInput;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.model.GuestValue;
import org.lguest.debug.core.model.GuestVariableValue;
import org.lguest.debug.core.sourcelookup.MissingSource;
import org.lguest.debug.ui.source.MissingSourceEditor;
import org.lguest.debug.ui.source.MissingSourceInput;
import org.lguest.debug.ui.source.SourceEditor;

/**
 * Presents what the debug model {@code org.lguest.debug.core} is made of. The platform asks for labels on threads of
 * its own and on the user interface's; nothing here asks the guest for anything.
 */
public final class LguestModelPresentation extends LabelProvider implements IDebugModelPresentationExtension {

    private final BreakpointImages images = new BreakpointImages();

    @Override
    public @Nullable String getText(@Nullable Object element) {
        return element == null ? null : Labels.of(element).orElse(null);
    }

    /** Images with a tick are made, which only the user-interface thread may. */
    @Override
    public boolean requiresUIThread(@Nullable Object element) {
        return element instanceof GuestBreakpoint;
    }

    @Override
    public @Nullable Image getImage(@Nullable Object element) {
        return element instanceof GuestBreakpoint breakpoint ? images.of(breakpoint) : null;
    }

    @Override
    public @Nullable IEditorInput getEditorInput(@Nullable Object element) {
        return switch (element) {
            // A file that has gone since it was found would be opened as an editor with an error.
            case IFile file -> file.exists() ? new FileEditorInput(file) : null;
            case LocalFileStorage outside ->
                new FileStoreEditorInput(EFS.getLocalFileSystem().fromLocalFile(outside.getFile()));
            case MissingSource source -> new MissingSourceInput(source);
            case IBreakpoint breakpoint -> breakpoint.getMarker() == null ? null
                    : getEditorInput(breakpoint.getMarker());
            case IMarker marker -> getEditorInput(marker.getResource());
            case null, default -> null;
        };
    }

    @Override
    public @Nullable String getEditorId(IEditorInput input, Object element) {
        if (input instanceof MissingSourceInput) {
            return MissingSourceEditor.ID;
        }
        try {
            return (input instanceof FileEditorInput file ? IDE.getEditorDescriptor(file.getFile(), true, true)
                    : IDE.getEditorDescriptor(input.getName(), true, true)).getId();
        } catch (PartInitException e) {
            return SourceEditor.ID;
        }
    }

    @Override
    public void computeDetail(IValue value, IValueDetailListener listener) {
        String detail;
        try {
            detail = switch (value) {
                case GuestValue register -> register.detail();
                case GuestVariableValue variable -> variable.detail();
                default -> value.getValueString();
            };
        } catch (DebugException e) {
            detail = e.getStatus().getMessage();
        }
        listener.detailComputed(value, detail);
    }

    @Override
    public void setAttribute(String attribute, @Nullable Object value) {
        // the labels are the same with and without types
    }

    @Override
    public void dispose() {
        images.dispose();
        super.dispose();
    }
}
