/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.Launch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.IndexMonitor;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Messages;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.GuestProject;
import org.lguest.dwarf.ProgramImage;

/** How a launch reads debug information, and what comes of cancelling it. */
class IndexingTest {

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();

    /** Writes down what it is shown, and cancels when it is shown one thing. */
    private static final class Onlooker extends NullProgressMonitor {

        final List<String> shown = new ArrayList<>();
        double total;
        double worked;
        private final String unwanted;

        Onlooker(String unwanted) {
            this.unwanted = unwanted;
        }

        @Override
        public void beginTask(String name, int totalWork) {
            total = totalWork;
        }

        @Override
        public void setTaskName(String name) {
            show(name);
        }

        @Override
        public void subTask(String name) {
            show(name);
        }

        private void show(String name) {
            shown.add(name);
            if (name.equals(unwanted)) {
                setCanceled(true);
            }
        }

        @Override
        public void internalWorked(double work) {
            worked += work;
        }

        @Override
        public void worked(int work) {
            worked += work;
        }
    }

    @Test
    void aLaunchThatIsCancelledWhileItReadsLeavesNothing() throws Exception {
        Onlooker user = new Onlooker(Messages.IndexMonitor_lines);
        // The platform takes a launch away that ends so, and tells nobody.
        ILaunch cancelled = guest.configuration.launch(ILaunchManager.DEBUG_MODE, user);
        assertFalse(cancelled.hasChildren());
        assertEquals(List.of(), List.of(LiveGuest.launches().getLaunches()));
        // That of the guest before may be on its way out.
        GuestFixture.await("no emulator to run", () -> Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .noneMatch(name -> name.startsWith("lguest ")));
        assertTrue(user.shown.contains(Messages.IndexMonitor_units), user.shown::toString);
        assertFalse(user.shown.contains(Messages.IndexMonitor_symbols), user.shown::toString);
        assertFalse(user.shown.contains(Messages.LguestLaunchDelegate_building), user.shown::toString);
        guest.debugTo(GuestProject.SALE);
    }

    @Test
    void whatWasCancelledIsSaid() {
        CoreException cancelled = assertThrows(CoreException.class,
                () -> new LguestLaunchDelegate().launch(guest.configuration, ILaunchManager.DEBUG_MODE,
                        new Launch(guest.configuration, ILaunchManager.DEBUG_MODE, null),
                        new Onlooker(Messages.IndexMonitor_lines)));
        assertEquals(LguestStatus.INDEXING_CANCELLED.code(), cancelled.getStatus().getCode());
        assertEquals(IStatus.CANCEL, cancelled.getStatus().getSeverity());
    }

    @Test
    void progressGoesThroughThePartsToTheEnd() throws Exception {
        ProgramImage image = ProgramImage.open(GuestProject.firstImage());
        Onlooker user = new Onlooker("");
        IndexMonitor.indexNames(image, user);
        assertEquals(List.of(Messages.IndexMonitor_units, Messages.IndexMonitor_lines, Messages.IndexMonitor_symbols,
                Messages.IndexMonitor_names), user.shown.stream().filter(name -> !name.isEmpty()).distinct().toList());
        assertEquals(user.total, user.worked, user.total / 100);
    }

    @Test
    void namesThatWereCancelledAreReadWhenTheyAreNeeded() throws Exception {
        ProgramImage image = ProgramImage.open(GuestProject.firstImage());
        assertThrows(OperationCanceledException.class,
                () -> IndexMonitor.indexNames(image, new Onlooker(Messages.IndexMonitor_names)));
        assertTrue(image.globals().contains("takings"));
    }
}
