/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.registers;

import java.util.List;

import org.eclipse.jface.viewers.IElementComparer;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a tree, whatever the viewer's input is. A row stays the same row, selected and unfolded as it was, when it
 * says something else.
 */
final class RowContents implements ITreeContentProvider, IElementComparer {

    private List<Row> rows = List.of();

    /** What the viewer finds when it is refreshed. */
    void setRows(List<Row> rows) {
        this.rows = rows;
    }

    @Override
    public Object[] getElements(Object input) {
        return rows.toArray();
    }

    @Override
    public Object[] getChildren(Object row) {
        return ((Row) row).children().toArray();
    }

    @Override
    public boolean hasChildren(Object row) {
        return !((Row) row).children().isEmpty();
    }

    /** Nobody asks for a row that was not shown before. */
    @Override
    public @Nullable Object getParent(Object row) {
        return null;
    }

    @Override
    public boolean equals(Object one, Object other) {
        return one instanceof Row row && other instanceof Row same ? row.id().equals(same.id()) : one == other;
    }

    @Override
    public int hashCode(Object element) {
        return element instanceof Row row ? row.id().hashCode() : System.identityHashCode(element);
    }
}
