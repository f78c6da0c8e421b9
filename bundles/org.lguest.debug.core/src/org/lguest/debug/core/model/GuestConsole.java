/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

import org.eclipse.debug.core.model.IStreamMonitor;
import org.eclipse.debug.core.model.IStreamsProxy2;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.Messages;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.Done;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Printout;
import org.lguest.hypervisor.session.Refusal;

/**
 * The guest's console: what it writes, what is typed to it and, in the place of error output, what breakpoints print
 * and how the guest ended.
 * Bytes are UTF-8; what is not becomes U+FFFD.
 */
final class GuestConsole implements IStreamsProxy2 {

    private final GuestSession session;
    private final GuestStreamMonitor output;
    private final GuestStreamMonitor errors;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer incomplete = ByteBuffer.allocate(0);

    GuestConsole(GuestSession session, Executor worker) {
        this.session = session;
        this.output = new GuestStreamMonitor(worker);
        this.errors = new GuestStreamMonitor(worker);
    }

    /** Called on the emulator thread. A character may be divided over two calls. */
    void write(byte[] bytes) {
        ByteBuffer source = ByteBuffer.allocate(incomplete.remaining() + bytes.length).put(incomplete).put(bytes)
                .flip();
        CharBuffer text = CharBuffer.allocate(source.remaining());
        decoder.decode(source, text, false);
        incomplete = source;
        output.append(text.flip().toString());
    }

    /** Called on the emulator thread. */
    void writeError(String line) {
        errors.append(line + System.lineSeparator());
    }

    /** Called on the emulator thread. @param dropped how many before these were lost */
    void print(List<Printout> printouts, long dropped) {
        if (dropped > 0) {
            writeError(NLS.bind(Messages.GuestConsole_lost, dropped));
        }
        errors.append(printouts.stream().map(Printout::text).collect(Collectors.joining()));
    }

    /** Returns at once. Input that the guest has no room for is lost, and that is said in the console. */
    @Override
    public void write(String input) throws IOException {
        session.input(input.getBytes(StandardCharsets.UTF_8)).thenAccept(answer -> {
            if (answer instanceof Answer.Refused<Done>(Refusal refusal) && refusal.code() == Refusal.Code.INPUT_FULL) {
                writeError(refusal.message());
            }
        });
    }

    /** A guest's console has no end of input: nothing happens. */
    @Override
    public void closeInputStream() {
        // See above.
    }

    @Override
    public IStreamMonitor getOutputStreamMonitor() {
        return output;
    }

    @Override
    public IStreamMonitor getErrorStreamMonitor() {
        return errors;
    }
}
