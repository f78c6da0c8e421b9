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
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.lguest.hypervisor.guest.Trace;

/**
 * The outer side of a guest's network card. Frames from the link are an input of the run: each joins those that wait at
 * one instruction of the guest's, which the trace tells, and is seen by the guest when it next comes out to the Host.
 * On the emulator thread, but for {@link #open}.
 */
public final class NetPort {

    /** Frames that may wait for the guest. */
    static final int WAITING = 256;

    private static final String STATION = "net";

    private final Link link;
    private final Optional<Capture> capture;
    private final Trace trace;
    private final LongSupplier now;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    /** Frames between the link and {@link #waiting}. */
    private final AtomicInteger underWay = new AtomicInteger();
    private boolean captureBroken;

    /**
     * @param capture a file for all frames
     * @param now     the guest's time, in nanoseconds of the epoch
     * @throws IOException if the capture can't be written
     */
    public NetPort(Link link, Optional<Path> capture, Trace trace, LongSupplier now) throws IOException {
        this.link = link;
        this.trace = trace;
        this.now = now;
        this.capture = capture.isPresent() ? Optional.of(new Capture(capture.get())) : Optional.empty();
    }

    /** Plugs in. @param emulator has things done on the emulator thread, soon; does not block */
    public void open(Consumer<Runnable> emulator) throws IOException {
        link.open(frame -> {
            if (underWay.incrementAndGet() > WAITING) {
                underWay.decrementAndGet();
            } else {
                emulator.accept(() -> arrive(frame));
            }
        });
    }

    private void arrive(byte[] frame) {
        underWay.decrementAndGet();
        boolean room = waiting.size() < WAITING;
        tell(room ? "arrives" : "is lost, for too many wait", frame);
        if (room) {
            waiting.add(frame);
            keep(frame);
        }
    }

    /** The next frame for the guest, which stays the next until it is {@linkplain #remove removed}. */
    public Optional<byte[]> next() {
        return Optional.ofNullable(waiting.peek());
    }

    public void remove() {
        waiting.remove();
    }

    /** Nobody is there to receive what waits. */
    public void discard() {
        waiting.clear();
    }

    /** The guest sends. What is longer than a frame can be goes nowhere. */
    public void send(byte[] frame) {
        tell("goes out", frame);
        if (frame.length > 0 && frame.length <= Wire.LONGEST) {
            keep(frame);
            link.send(frame);
        }
    }

    private void tell(String what, byte[] frame) {
        if (trace.on()) {
            String ends = frame.length < 2 * MacAddress.LENGTH ? "" : ", " + address(frame, MacAddress.LENGTH) + " to "
                    + address(frame, 0);
            trace.line(STATION, "a frame of " + frame.length + " bytes" + ends + ' ' + what);
        }
    }

    private static String address(byte[] frame, int at) {
        return HexFormat.ofDelimiter(":").formatHex(frame, at, at + MacAddress.LENGTH);
    }

    private void keep(byte[] frame) {
        if (capture.isEmpty() || captureBroken) {
            return;
        }
        try {
            capture.get().write(frame, now.getAsLong());
        } catch (IOException e) {
            captureBroken = true;
            if (trace.on()) {
                trace.line(STATION, "the capture ends here, for it can't be written: " + e.getMessage());
            }
        }
    }

    /** The guest has ended. */
    public void close() {
        link.close();
        try {
            if (capture.isPresent()) {
                capture.get().close();
            }
        } catch (IOException e) {
            // what could be written is written
        }
    }
}
