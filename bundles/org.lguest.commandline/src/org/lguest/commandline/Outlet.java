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

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Bytes on their way out: written in order by a thread of its own, so that who hands them over never waits. Nothing is
 * dropped; who hands over too much is told so, and told again when there is room.
 */
final class Outlet {

    /** Bytes that may wait before it is crowded. */
    static final int ROOM = 1 << 18;

    private final OutputStream stream;
    private final Runnable cleared;
    private final Thread writer;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;
    private Optional<IOException> failure = Optional.empty();

    /** @param cleared called by the writer when it is crowded no more, and when the stream has failed */
    Outlet(String name, OutputStream stream, Runnable cleared) {
        this.stream = stream;
        this.cleared = cleared;
        writer = new Thread(this::drain, name);
        writer.setDaemon(true);
        writer.start();
    }

    /** Hands over. Never waits. */
    synchronized void write(byte[] text) {
        if (failure.isEmpty() && text.length > 0) {
            waiting.add(text);
            bytes += text.length;
            notifyAll();
        }
    }

    synchronized boolean crowded() {
        return bytes > ROOM;
    }

    /** Why nothing more can be written. */
    synchronized Optional<IOException> failure() {
        return failure;
    }

    /** Waits until all is written, or can't be. */
    void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        writer.join();
    }

    private void drain() {
        try {
            for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
                stream.write(next.get());
                stream.flush();
                if (written(next.get().length)) {
                    cleared.run();
                }
            }
        } catch (IOException e) {
            fail(e);
            cleared.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<byte[]> next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        return Optional.ofNullable(waiting.poll());
    }

    /** @return whether this made room */
    private synchronized boolean written(int length) {
        boolean before = crowded();
        bytes -= length;
        return before && !crowded();
    }

    private synchronized void fail(IOException e) {
        failure = Optional.of(e);
        waiting.clear();
        bytes = 0;
    }
}
