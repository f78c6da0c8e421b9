/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

/** A question about memory is asked again as bytes arrive, and nobody waits for them. */
class TargetMemoryTest {
    private record Request(int address, int length, CompletableFuture<byte[]> answer) {
    }

    private final Deque<Request> requests = new ArrayDeque<>();
    private final TargetMemory memory = new TargetMemory((address, length) -> {
        Request request = new Request(address, length, new CompletableFuture<>());
        requests.add(request);
        return request.answer;
    });

    private CompletableFuture<String> ask(int address, int length) {
        return memory.ask(() -> {
            try {
                return Arrays.toString(memory.read(address, length));
            } catch (UnreadableException e) {
                return "nothing at " + Integer.toHexString(e.address());
            }
        }, Runnable::run);
    }

    private void answer(int bytes) {
        Request request = requests.remove();
        byte[] content = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            content[i] = (byte) (request.address + i);
        }
        request.answer.complete(content);
    }

    @Test
    void theQuestionIsAnsweredWhenTheBytesAreThere() {
        CompletableFuture<String> answer = ask(0x1002, 2);
        assertFalse(answer.isDone());
        assertEquals(0x1000, requests.element().address);
        answer(256);
        assertEquals("[2, 3]", answer.join());
    }

    @Test
    void whatIsKnownIsNotReadAgain() {
        ask(0x1002, 2);
        answer(256);
        assertTrue(ask(0x1010, 16).isDone());
        assertTrue(requests.isEmpty());
    }

    @Test
    void manyBytesAreReadAtOnce() {
        CompletableFuture<String> answer = ask(0x10F0, 0x200);
        assertEquals(0x300, requests.element().length);
        answer(0x300);
        assertTrue(answer.isDone());
    }

    @Test
    void theFirstByteThatIsNotThereIsNamed() {
        CompletableFuture<String> answer = ask(0x10FE, 4);
        answer(256);
        answer(0);
        assertEquals("nothing at 1100", answer.join());
    }

    @Test
    void bytesAfterAHoleAreReadByThemselves() {
        CompletableFuture<String> whole = ask(0x1000, 0x300);
        answer(0x100);
        answer(0);
        assertEquals("nothing at 1100", whole.join());
        CompletableFuture<String> beyond = ask(0x1200, 1);
        answer(256);
        assertEquals("[0]", beyond.join());
    }

    @Test
    void theAddressSpaceEndsAtItsEnd() {
        CompletableFuture<String> answer = ask(0xFFFFFFFE, 4);
        answer(256);
        answer(256);
        assertEquals("[-2, -1, 0, 1]", answer.join());
    }

    @Test
    void whatIsForgottenIsReadAgain() throws Exception {
        ask(0x1002, 2);
        answer(256);
        memory.forget(0x1003, 1);
        assertFalse(ask(0x1002, 2).isDone());
        answer(256);
        assertArrayEquals(new byte[] {2}, memory.read(0x1002, 1));
    }
}
