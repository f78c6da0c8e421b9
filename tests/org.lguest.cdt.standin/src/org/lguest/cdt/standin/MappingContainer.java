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

import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.ISourceContainerType;
import org.eclipse.debug.core.sourcelookup.containers.CompositeSourceContainer;

/** A path mapping: several {@link MapEntryContainer}s under one name. */
final class MappingContainer extends CompositeSourceContainer {

    static final String TYPE = "org.eclipse.cdt.debug.core.containerType.mapping";

    private final String name;
    private final List<ISourceContainer> entries;

    MappingContainer(String name, List<ISourceContainer> entries) {
        this.name = name;
        this.entries = entries;
    }

    @Override
    protected ISourceContainer[] createSourceContainers() throws CoreException {
        return entries.toArray(ISourceContainer[]::new);
    }

    List<ISourceContainer> entries() {
        return entries;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public ISourceContainerType getType() {
        return getSourceContainerType(TYPE);
    }
}
