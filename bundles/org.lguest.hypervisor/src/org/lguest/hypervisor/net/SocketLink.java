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

import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A network by a socket in the file system. The first member listens there and passes each frame on to all others; when
 * it goes, one of the others takes its place. So members come and go in any order, and none needs privileges.
 */
public final class SocketLink implements Link {

    /** Members that the listening one takes, beside itself. */
    static final int MEMBERS = 64;

    /** How often a member knocks before it takes a socket to which nobody listens for one that was left behind. */
    private static final int KNOCKS = 3;
    private static final long PAUSE_NANOS = 50_000_000;

    private final Path path;
    private final List<Wire> wires = new CopyOnWriteArrayList<>();
    private Consumer<byte[]> receiver = frame -> { };
    private volatile boolean closed;
    /** Of the member that listens; only the keeper's thread and {@link #open} set it. */
    private volatile ServerSocketChannel server;

    public SocketLink(Path path) {
        this.path = path;
    }

    @Override
    public void open(Consumer<byte[]> told) throws IOException {
        receiver = told;
        join();
        Thread keeper = new Thread(this::keep, "lguest net");
        keeper.setDaemon(true);
        keeper.start();
    }

    private void join() throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        IOException last = null;
        for (int knock = 0; knock < KNOCKS && !closed; knock++) {
            if (knock > 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            if (Files.exists(path)) {
                requireSocket();
                try {
                    add(SocketChannel.open(address));
                    return;
                } catch (IOException e) {
                    last = e;
                    if (knock < KNOCKS - 1) {
                        continue;
                    }
                    Files.deleteIfExists(path);
                }
            }
            try {
                listen(address);
                return;
            } catch (BindException e) {
                last = e; // somebody was faster
            }
        }
        if (last != null) {
            throw last;
        }
    }

    private void requireSocket() throws IOException {
        if (!Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
            throw new IOException("there is a file of that name, and it is no socket");
        }
    }

    private void listen(UnixDomainSocketAddress address) throws IOException {
        ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            opened.bind(address);
            server = opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void add(SocketChannel channel) throws IOException {
        if (closed || wires.size() >= MEMBERS) {
            channel.close();
            return;
        }
        var wire = new Wire(channel, this::received, wires::remove);
        wires.add(wire);
        wire.start();
    }

    /** Takes in new members; or, where another does, waits until that one has gone. */
    private void keep() {
        while (!closed) {
            try {
                ServerSocketChannel listening = server;
                if (listening != null) {
                    add(listening.accept());
                } else if (wires.isEmpty()) {
                    join();
                } else {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (IOException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void received(Wire from, byte[] frame) {
        receiver.accept(frame);
        if (server != null) {
            for (Wire wire : wires) {
                if (wire != from) {
                    wire.send(frame);
                }
            }
        }
    }

    @Override
    public void send(byte[] frame) {
        for (Wire wire : wires) {
            wire.send(frame);
        }
    }

    /** How many others there are, as far as this member knows. */
    int others() {
        return wires.size();
    }

    @Override
    public void close() {
        closed = true;
        ServerSocketChannel listening = server;
        if (listening != null) {
            try {
                listening.close();
                Files.deleteIfExists(path);
            } catch (IOException e) {
                // the next member finds nobody there
            }
        }
        wires.forEach(Wire::close);
    }
}
