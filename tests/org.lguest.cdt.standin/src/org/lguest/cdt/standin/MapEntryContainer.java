/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.cdt.standin;

import java.io.File;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.Path;
import org.eclipse.debug.core.sourcelookup.ISourceContainerType;
import org.eclipse.debug.core.sourcelookup.containers.AbstractSourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;

/** Where a folder of the build is on this machine. Files of the workspace are found as such. */
final class MapEntryContainer extends AbstractSourceContainer {

    private static final String TYPE = "org.eclipse.cdt.debug.core.containerType.mapEntry";

    private final IPath backend;
    private final IPath local;

    MapEntryContainer(IPath backend, IPath local) {
        this.backend = backend;
        this.local = local;
    }

    IPath backend() {
        return backend;
    }

    IPath local() {
        return local;
    }

    @Override
    public Object[] findSourceElements(String name) {
        IPath path = new Path(name);
        if (!backend.isPrefixOf(path)) {
            return EMPTY;
        }
        File file = local.append(path.removeFirstSegments(backend.segmentCount())).toFile();
        if (!file.isFile()) {
            return EMPTY;
        }
        IFile[] files = ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(file.toURI());
        return files.length > 0 ? new Object[] {files[0]} : new Object[] {new LocalFileStorage(file)};
    }

    @Override
    public String getName() {
        return backend + " - " + local;
    }

    @Override
    public ISourceContainerType getType() {
        return getSourceContainerType(TYPE);
    }
}
