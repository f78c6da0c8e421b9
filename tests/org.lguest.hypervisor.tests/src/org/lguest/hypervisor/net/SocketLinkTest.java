/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketLinkTest {

    private static final int DEADLINE_SECONDS = 20;

    @TempDir
    private Path folder;
    private Path network;
    private final List<SocketLink> links = new ArrayList<>();

    /** A member, and what it has heard. */
    private record Member(SocketLink link, BlockingQueue<byte[]> heard) {

        /** Hears this in the end: what was sent until it was heard may have been sent too often. */
        void hears(byte[] frame) throws InterruptedException {
            byte[] next = heard.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            while (next != null && !Arrays.equals(frame, next)) {
                next = heard.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            }
            assertNotNull(next, "it did not come");
        }

        /** Sends until the other hears it: a member that has only just joined may not be known yet. */
        void sendUntilHeardBy(Member other, byte[] frame) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
            byte[] next = null;
            // What comes may be of before, and says nothing of this frame.
            while (!Arrays.equals(frame, next) && System.nanoTime() < deadline) {
                link.send(frame);
                next = other.heard.poll(50, TimeUnit.MILLISECONDS);
            }
            assertArrayEquals(frame, next, "it did not come");
        }
    }

    @BeforeEach
    void name() {
        network = folder.resolve("net");
    }

    private Member join() throws IOException {
        var link = new SocketLink(network);
        var heard = new LinkedBlockingQueue<byte[]>();
        links.add(link);
        link.open(heard::add);
        return new Member(link, heard);
    }

    @AfterEach
    void leave() {
        links.forEach(SocketLink::close);
    }

    @Test
    void aFrameReachesAllOthersAndNotItsSender() throws Exception {
        Member first = join();
        Member second = join();
        Member third = join();
        second.sendUntilHeardBy(third, new byte[] {2});
        third.sendUntilHeardBy(second, new byte[] {3});
        first.hears(new byte[] {3});
        first.link.send(new byte[] {1});
        byte[] large = new byte[Wire.LONGEST];
        large[Wire.LONGEST - 1] = 9;
        first.link.send(large);
        third.hears(new byte[] {1});
        third.hears(large);
        second.hears(large);
        assertFalse(first.heard.stream().anyMatch(frame -> frame.length == large.length), "a frame came back to its sender");
    }

    @Test
    void whenTheFirstLeavesAnotherTakesItsPlace() throws Exception {
        Member first = join();
        Member second = join();
        Member third = join();
        first.sendUntilHeardBy(second, new byte[] {1});
        first.sendUntilHeardBy(third, new byte[] {1});
        first.link.close();
        second.heard.clear();
        third.heard.clear();
        second.sendUntilHeardBy(third, new byte[] {2});
        Member fourth = join();
        fourth.sendUntilHeardBy(second, new byte[] {4});
    }

    @Test
    void aSocketThatWasLeftBehindIsTakenOver() throws Exception {
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(network));
        dead.close();
        assertNotNull(Files.readAttributes(network, "*").get("isOther"));
        Member first = join();
        Member second = join();
        second.sendUntilHeardBy(first, new byte[] {7});
    }

    @Test
    void theLastOneTakesTheSocketAway() throws Exception {
        join().link.close();
        assertFalse(Files.exists(network));
    }

    @Test
    void aFileOfThatNameIsLeftAlone() throws Exception {
        Files.writeString(network, "mine");
        assertThrows(IOException.class, this::join);
        assertArrayEquals("mine".getBytes(), Files.readAllBytes(network));
    }

    @Test
    void whoDoesNotSpeakTheLanguageIsPutOut() throws Exception {
        Member first = join();
        try (SocketChannel stranger = SocketChannel.open(UnixDomainSocketAddress.of(network))) {
            stranger.write(ByteBuffer.wrap("GET / HTTP/1.0\r\n".getBytes()));
            ByteBuffer end = ByteBuffer.allocate(1);
            assertEquals(-1, readOrReset(stranger, end));
        }
        Member second = join();
        second.sendUntilHeardBy(first, new byte[] {5});
    }

    private static int readOrReset(SocketChannel channel, ByteBuffer into) {
        try {
            return channel.read(into);
        } catch (IOException e) {
            return -1; // what it had sent was not read to its end
        }
    }
}
