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
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.osgi.util.NLS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.Messages;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.GuestProject;

/** A guest of 4.x that asks to be started again, as it does when "again" is typed at it. */
class StartAgainTest {

    private static final String QUESTION = "type a line";

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();

    @Test
    void isLaunchedAgainInPlaceOfTheLaunchThatHasEnded() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.START_AGAIN, true);
        answer("again");
        ILaunch first = guest.launch;
        GuestFixture.await("the second guest", () -> launches().size() == 1 && launches().getFirst() != first
                && launches().getFirst().getProcesses().length == 1);
        guest.events.forget();
        guest.launch = launches().getFirst();
        assertNotSame(first, guest.launch);
        assertTrue(first.isTerminated());
        assertEquals(first.getLaunchMode(), guest.launch.getLaunchMode());
        assertEquals(first.getLaunchConfiguration(), guest.launch.getLaunchConfiguration());
        GuestFixture.await("the question", () -> guest.console().contains(QUESTION));
        guest.process().getStreamsProxy().write("enough\n");
        GuestFixture.await("its end", () -> guest.process().isTerminated());
        assertNoneFollows();
    }

    @Test
    void isLeftAloneWhereNobodyWantsIt() throws Exception {
        answer("again");
        GuestFixture.await("its end", () -> guest.process().isTerminated());
        assertEquals(7, guest.process().getExitValue());
        assertNoneFollows();
    }

    @Test
    void isLeftAloneWhereItDoesNotAsk() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.START_AGAIN, true);
        answer("enough");
        GuestFixture.await("its end", () -> guest.process().isTerminated());
        assertNoneFollows();
    }

    private void answer(String text) throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.IMAGE, GuestProject.image("tour4").toString());
        guest.debug();
        GuestFixture.await("the question", () -> guest.console().contains(QUESTION));
        guest.process().getStreamsProxy().write(text + '\n');
    }

    /** Once its end is told, there is a job to start it again, or there is none. */
    private void assertNoneFollows() throws Exception {
        guest.events.await("process TERMINATE");
        LiveGuest.awaitJobs();
        String job = NLS.bind(Messages.StartAgain_job, guest.configuration.getName());
        assertTrue(Arrays.stream(Job.getJobManager().find(null)).noneMatch(each -> each.getName().equals(job)));
        assertEquals(List.of(guest.launch), launches());
    }

    private static List<ILaunch> launches() {
        return List.of(LiveGuest.launches().getLaunches());
    }
}
