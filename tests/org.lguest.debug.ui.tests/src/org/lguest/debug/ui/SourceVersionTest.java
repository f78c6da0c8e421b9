/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui;


import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.core.model.SourceVersions;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Waiter;

/** A source that is more recent than the guest, at a stop: the frame says so, and a warning at the file. */
class SourceVersionTest {

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void aSourceThatIsMoreRecentThanTheGuestIsSaidToBe() throws Exception {
        IFile source = workbench.source("first.c");
        source.setLocalTimeStamp(Instant.now().plusSeconds(3600).toEpochMilli());
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "ring_up")));
            var thread = stops.next("the stop at ring_up");
            DebugView.show().awaitLabel("ring_up() at first.c:115 (source is newer)");
            String newer = LguestStatus.SOURCE_NEWER.status("first.c").getMessage();
            Waiter.until("the warning", () -> SampleWorkbench.messages(source, SourceVersions.PROBLEM_MARKER).equals(List.of(newer)));
            workbench.screenshot.take("source-newer");
            thread.terminate();
            stops.end("the end of the guest");
            Waiter.until("the warning to go", () -> SampleWorkbench.messages(source, SourceVersions.PROBLEM_MARKER).isEmpty());
        }
    }
}
