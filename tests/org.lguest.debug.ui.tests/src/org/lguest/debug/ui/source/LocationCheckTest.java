/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.debug.core.sourcelookup.SourceMapping;
import org.lguest.debug.ui.source.LocationCheck.Answer;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/** What is said about a place while it is typed. */
class LocationCheckTest {

    @TempDir
    private Path folder;
    private final AtomicInteger answered = new AtomicInteger();
    private final LocationCheck check = new LocationCheck("/build/shop/first.c", answered::incrementAndGet);

    @Test
    void nothingIsKnownUntilItWasLookedUp() throws Exception {
        Path file = Files.writeString(folder.resolve("first.c"), "");
        assertInstanceOf(Answer.Unknown.class, Ui.get(() -> check.of(file.toString())));
        awaitAnswer();
        Answer.Located located = assertInstanceOf(Answer.Located.class, Ui.get(() -> check.of(file.toString())));
        assertEquals(new SourceMapping("/build/shop", folder), located.mapping());
    }

    /** All typed on one turn of the user interface, before any answer can be there. */
    @Test
    void onlyTheLastPlaceIsAnswered() throws Exception {
        Path file = Files.writeString(folder.resolve("first.c"), "");
        List<Answer> answers = new ArrayList<>();
        Ui.run(() -> {
            for (int length = 1; length <= file.toString().length(); length++) {
                answers.add(check.of(file.toString().substring(0, length)));
            }
        });
        answers.forEach(answer -> assertInstanceOf(Answer.Unknown.class, answer));
        awaitAnswer();
        assertInstanceOf(Answer.Located.class, Ui.get(() -> check.of(file.toString())));
        assertEquals(1, answered.get());
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        Path other = Files.writeString(folder.resolve("second.c"), "");
        assertEquals("The guest was built from a file with another name: first.c.", problem(other.toString()));
        assertEquals("Nothing in this folder ends like the path of first.c.", problem(folder.toString()));
        assertEquals("There is nothing at first.c.", problem("first.c"));
        assertEquals("There is nothing at \0.", problem("\0"));
    }

    private String problem(String typed) {
        int before = answered.get();
        Ui.run(() -> check.of(typed));
        Waiter.until("the answer to " + typed, () -> answered.get() > before);
        return assertInstanceOf(Answer.Elsewhere.class, Ui.get(() -> check.of(typed))).problem();
    }

    private void awaitAnswer() {
        Waiter.until("the answer", () -> answered.get() > 0);
    }
}
