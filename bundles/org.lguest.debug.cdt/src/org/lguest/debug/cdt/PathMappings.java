/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.cdt;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.ISourceContainerType;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.sourcelookup.SourceMapping;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Makes a path mapping of CDT's, which the Source tab can change, of where a user has found a source file. */
public final class PathMappings implements IAdapterFactory {

    private static final String MAPPING = "mapping";
    private static final String ENTRY = "mapEntry";

    @Override
    public <T> @Nullable T getAdapter(Object mapping, Class<T> adapter) {
        ISourceContainerType type = DebugPlugin.getDefault().getLaunchManager()
                .getSourceContainerType(CdtMarkers.PATH_MAPPING);
        if (type == null || adapter != ISourceContainer.class) {
            return null;
        }
        try {
            return adapter.cast(type.createSourceContainer(memento((SourceMapping) mapping)));
        } catch (CoreException anotherCdt) {
            // A folder does as well.
            Platform.getLog(PathMappings.class).log(anotherCdt.getStatus());
            return null;
        }
    }

    /** As CDT writes it: a mapping, which has a name, of entries, each of which is written down in an attribute. */
    private static String memento(SourceMapping mapping) throws CoreException {
        Document entries = DebugPlugin.newDocument();
        Element entry = entries.createElement(ENTRY);
        entry.setAttribute("backendPath", mapping.built());
        entry.setAttribute("localPath", mapping.local().toString());
        entries.appendChild(entry);
        Document mappings = DebugPlugin.newDocument();
        Element root = mappings.createElement(MAPPING);
        root.setAttribute("name", mapping.built());
        Element held = mappings.createElement(ENTRY);
        held.setAttribute("memento", DebugPlugin.serializeDocument(entries));
        root.appendChild(held);
        mappings.appendChild(root);
        return DebugPlugin.serializeDocument(mappings);
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {ISourceContainer.class};
    }
}
