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

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.ISourceContainerType;
import org.eclipse.debug.core.sourcelookup.containers.AbstractSourceContainerTypeDelegate;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads and writes {@link MappingContainer}s, each entry as what its own type writes, in an attribute. */
public final class MappingContainerType extends AbstractSourceContainerTypeDelegate {

    private static final String ELEMENT = "mapping";
    private static final String NAME = "name";
    private static final String ENTRY = "mapEntry";
    private static final String ENTRY_TYPE = "org.eclipse.cdt.debug.core.containerType.mapEntry";
    private static final String MEMENTO = "memento";

    @Override
    public ISourceContainer createSourceContainer(String memento) throws CoreException {
        Element element = (Element) parseDocument(memento);
        if (!element.getNodeName().equals(ELEMENT)) {
            abort("no path mapping: " + memento, null);
        }
        List<ISourceContainer> entries = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element entry && entry.getNodeName().equals(ENTRY)) {
                entries.add(entryType().createSourceContainer(entry.getAttribute(MEMENTO)));
            }
        }
        return new MappingContainer(element.getAttribute(NAME), entries);
    }

    @Override
    public String getMemento(ISourceContainer container) throws CoreException {
        MappingContainer mapping = (MappingContainer) container;
        Document document = DebugPlugin.newDocument();
        Element element = document.createElement(ELEMENT);
        element.setAttribute(NAME, mapping.getName());
        for (ISourceContainer entry : mapping.entries()) {
            Element written = document.createElement(ENTRY);
            written.setAttribute(MEMENTO, entryType().getMemento(entry));
            element.appendChild(written);
        }
        document.appendChild(element);
        return DebugPlugin.serializeDocument(document);
    }

    private static ISourceContainerType entryType() {
        return DebugPlugin.getDefault().getLaunchManager().getSourceContainerType(ENTRY_TYPE);
    }
}
