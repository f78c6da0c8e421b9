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
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of frames in libpcap's form, with nanoseconds, of link type Ethernet. The times are the guest's own: so a run
 * that is repeated makes the same file. Each frame is written out at once, for whoever looks on.
 */
final class Capture implements AutoCloseable {

    /** The form whose times have nanoseconds. */
    static final int MAGIC = 0xA1B2_3C4D;

    private static final int HEADER = 24;
    private static final int RECORD = 16;
    private static final int VERSION_MAJOR = 2;
    private static final int VERSION_MINOR = 4;
    private static final int LONGEST = 262_144;
    private static final int ETHERNET = 1;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final OutputStream file;

    /** Creates the file, or empties it. */
    Capture(Path path) throws IOException {
        file = Files.newOutputStream(path);
        file.write(words(HEADER).putInt(MAGIC).putShort((short) VERSION_MAJOR).putShort((short) VERSION_MINOR)
                .putInt(0).putInt(0).putInt(LONGEST).putInt(ETHERNET).array());
    }

    private static ByteBuffer words(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @param nanos of the epoch */
    void write(byte[] frame, long nanos) throws IOException {
        file.write(words(RECORD + frame.length).putInt((int) (nanos / NANOS_PER_SECOND)).putInt((int) (nanos % NANOS_PER_SECOND))
                .putInt(frame.length).putInt(frame.length).put(frame).array());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
