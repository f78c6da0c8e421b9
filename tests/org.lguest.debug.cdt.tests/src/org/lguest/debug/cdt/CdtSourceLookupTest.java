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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.lguest.debug.fixture.GuestProject.SALE;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationType;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.sourcelookup.AbstractSourceLookupDirector;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.ISourceContainerType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.sourcelookup.SourceMapping;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.dwarf.SourceFile;
import org.lguest.dwarf.SourceLine;

/**
 * CDT's source containers with our frames. CDT's own director can't be had for that: its participant takes a file name
 * for an element and throws on frames that are not its own.
 */
class CdtSourceLookupTest {

    private static final String CDT_DIRECTOR = "org.eclipse.cdt.debug.core.sourceLocator";
    private static final String PATH_MAPPING = CdtFixture.PREFIX + "containerType.mapEntry";
    private static final String PATH_MAPPINGS = CdtFixture.PREFIX + "containerType.mapping";

    private final ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
    private GuestFixture guest;

    @BeforeEach
    void stopAtASale() throws Exception {
        guest = GuestFixture.running();
        guest.session.register("eip", guest.addressOf(SALE));
        guest.thread().suspend();
        guest.events.await("thread SUSPEND CLIENT_REQUEST");
    }

    @AfterEach
    void cleanUp() throws Exception {
        guest.close();
    }

    @Point(17)
    @Test
    void guestsHaveASourceDirectorOfTheirOwnWhichMapsPathsWithCdtsContainers() throws Exception {
        ILaunchConfigurationType type = launches.getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE);
        assertNotEquals(CDT_DIRECTOR, type.getSourceLocatorId());
        AbstractSourceLookupDirector director = assertInstanceOf(AbstractSourceLookupDirector.class,
                launches.newSourceLocator(type.getSourceLocatorId()));
        director.initializeParticipants();

        // Only the mapping leads there: the copy has another name than the file that the guest was built from.
        IFile copy = guest.project.getFile("elsewhere/first.c");
        guest.project.getFolder("elsewhere").create(true, true, null);
        guest.source.copy(copy.getFullPath(), true, null);
        String built = director.getParticipants()[0].getSourceName(guest.thread().getTopStackFrame());
        String folder = IPath.fromOSString(built).removeLastSegments(1).toOSString();
        director.setSourceContainers(new ISourceContainer[] {
            mapping(folder, copy.getLocation().removeLastSegments(1).toOSString())});
        assertEquals(copy, director.getSourceElement(guest.thread().getTopStackFrame()));
        director.dispose();
    }

    /** What Locate Source leaves behind in a launch configuration, and a later launch begins with. */
    @Test
    void whereASourceWasFoundIsAPathMappingOfCdts() throws Exception {
        ILaunchConfigurationWorkingCopy unsaved = launches
                .getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE).newInstance(null, "mapped");
        ILaunchConfiguration configuration = unsaved.doSave();
        IFile copy = guest.project.getFile("elsewhere/core.c");
        guest.project.getFolder("elsewhere").create(true, true, null);
        guest.source.copy(copy.getFullPath(), true, null);
        SourceLine line = new SourceLine(new SourceFile("/build/linux", "kernel/core.c"), 1, 1, true, 0, 1);
        AbstractSourceLookupDirector director = director(configuration);
        SourceMapping.of(line.file().fullPath(), copy.getLocation().toPath()).orElseThrow().addTo(director);
        assertEquals(copy, director.getSourceElement(line));
        director.dispose();

        AbstractSourceLookupDirector later = director(configuration);
        assertEquals(PATH_MAPPINGS, later.getSourceContainers()[0].getType().getId());
        assertEquals("/build/linux/kernel", later.getSourceContainers()[0].getName());
        assertEquals(copy, later.getSourceElement(line));
        later.dispose();
        configuration.delete();
    }

    private AbstractSourceLookupDirector director(ILaunchConfiguration configuration) throws Exception {
        AbstractSourceLookupDirector director = assertInstanceOf(AbstractSourceLookupDirector.class,
                launches.newSourceLocator(LguestDebug.SOURCE_LOCATOR));
        String memento = configuration.getAttribute(ILaunchConfiguration.ATTR_SOURCE_LOCATOR_MEMENTO, "");
        if (memento.isEmpty()) {
            director.initializeDefaults(configuration);
        } else {
            director.initializeFromMemento(memento, configuration);
        }
        return director;
    }

    private ISourceContainer mapping(String backend, String local) throws Exception {
        ISourceContainerType type = launches.getSourceContainerType(PATH_MAPPING);
        ISourceContainer container = type.createSourceContainer(
                "<mapEntry backendPath=\"" + backend + "\" localPath=\"" + local + "\"/>");
        return type.createSourceContainer(type.getMemento(container));
    }
}
