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

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One connection between two members of a network. Each frame is preceded by its length, four bytes with the highest
 * first: so does QEMU's {@code -netdev stream} too.
 */
final class Wire {

    /** The longest frame that any device of ours sends. */
    static final int LONGEST = 65_550;
    /** Frames that may wait for a slow reader. */
    static final int WAITING = 256;

    private final SocketChannel channel;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(WAITING);
    private final BiConsumer<Wire, byte[]> receiver;
    private final Consumer<Wire> gone;
    private final Thread writer;

    /**
     * @param receiver told of each frame
     * @param gone     told once, when the connection has ended
     */
    Wire(SocketChannel channel, BiConsumer<Wire, byte[]> receiver, Consumer<Wire> gone) {
        this.channel = channel;
        this.receiver = receiver;
        this.gone = gone;
        writer = daemon("lguest net out", this::write);
    }

    void start() {
        writer.start();
        daemon("lguest net in", this::read).start();
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Never blocks. */
    void send(byte[] frame) {
        waiting.offer(frame);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is of no use any more either way
        }
        writer.interrupt();
    }

    private void write() {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + LONGEST);
        try {
            while (channel.isOpen()) {
                byte[] frame = waiting.take();
                buffer.clear().putInt(frame.length).put(frame).flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        } catch (IOException | InterruptedException e) {
            close();
        }
    }

    private void read() {
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        try {
            while (true) {
                fill(length.clear());
                int bytes = length.getInt(0);
                if (bytes <= 0 || bytes > LONGEST) {
                    return; // no member of a network
                }
                ByteBuffer frame = ByteBuffer.allocate(bytes);
                fill(frame);
                receiver.accept(this, frame.array());
            }
        } catch (IOException e) {
            // the other has gone, or we have
        } finally {
            close();
            gone.accept(this);
        }
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
    }
}
