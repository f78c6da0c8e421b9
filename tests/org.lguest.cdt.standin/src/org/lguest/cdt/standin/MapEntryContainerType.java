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

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Path;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.AbstractSourceContainerTypeDelegate;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Reads and writes {@link MapEntryContainer}s: {@code <mapEntry backendPath="/build" localPath="/home/me"/>}. */
public final class MapEntryContainerType extends AbstractSourceContainerTypeDelegate {

    private static final String ELEMENT = "mapEntry";
    private static final String BACKEND = "backendPath";
    private static final String LOCAL = "localPath";

    @Override
    public ISourceContainer createSourceContainer(String memento) throws CoreException {
        Element element = (Element) parseDocument(memento);
        if (!element.getNodeName().equals(ELEMENT) || element.getAttribute(BACKEND).isEmpty()) {
            abort("no path mapping: " + memento, null);
        }
        return new MapEntryContainer(new Path(element.getAttribute(BACKEND)), new Path(element.getAttribute(LOCAL)));
    }

    @Override
    public String getMemento(ISourceContainer container) throws CoreException {
        MapEntryContainer entry = (MapEntryContainer) container;
        Document document = DebugPlugin.newDocument();
        Element element = document.createElement(ELEMENT);
        element.setAttribute(BACKEND, entry.backend().toOSString());
        element.setAttribute(LOCAL, entry.local().toOSString());
        document.appendChild(element);
        return DebugPlugin.serializeDocument(document);
    }
}
