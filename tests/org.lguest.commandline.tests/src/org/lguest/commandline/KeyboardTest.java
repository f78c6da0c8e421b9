/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.commandline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Refusal;

class KeyboardTest {

    private static final int DEADLINE_SECONDS = 120;

    private final BlockingQueue<Answer<?>> answers = new LinkedBlockingQueue<>();
    private final StringBuffer typed = new StringBuffer();
    private final CountDownLatch answered = new CountDownLatch(3);

    /** A session that only listens to its keyboard. */
    private final GuestSession session = (GuestSession) Proxy.newProxyInstance(KeyboardTest.class.getClassLoader(),
            new Class<?>[] {GuestSession.class}, (proxy, method, arguments) -> {
                assertEquals("input", method.getName());
                Answer<?> answer = answers.remove();
                if (answer instanceof Answer.Given<?>) {
                    typed.append(new String((byte[]) arguments[0], StandardCharsets.US_ASCII));
                }
                answered.countDown();
                return CompletableFuture.completedFuture(answer);
            });

    @Test
    void whatTheGuestHasNoRoomForIsTypedAgain() throws Exception {
        answers.add(Answer.refused(Refusal.Code.INPUT_FULL, ""));
        answers.add(Answer.refused(Refusal.Code.INPUT_FULL, ""));
        answers.add(Answer.done());

        new Keyboard(new ByteArrayInputStream("hello\n".getBytes())).typeTo(session);

        assertTrue(answered.await(DEADLINE_SECONDS, TimeUnit.SECONDS), "typed too seldom: " + answered.getCount());
        assertEquals("hello\n", typed.toString());
    }
}
