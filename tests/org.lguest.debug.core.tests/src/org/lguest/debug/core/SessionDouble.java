/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.Done;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Hit;
import org.lguest.hypervisor.session.MemoryBytes;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.Refusal;
import org.lguest.hypervisor.session.RegisterValue;
import org.lguest.hypervisor.session.RegisterValue.Group;
import org.lguest.hypervisor.session.RegisterValues;
import org.lguest.hypervisor.session.ResumeReason;
import org.lguest.hypervisor.session.SessionListener;
import org.lguest.hypervisor.session.SessionState;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.StopReason;

/**
 * A session whose guest does what a test says. It keeps the contract of {@link GuestSession}: requests are served in order on
 * one emulator thread, listeners are called there, stops and resumptions alternate, and the end is the last call.
 */
public final class SessionDouble implements GuestSession, AutoCloseable {

    private final ExecutorService emulator = Executors.newSingleThreadExecutor(task -> new Thread(task, "emulator"));
    private final SessionListener listener;
    private final Planted[] slots;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<Integer, Integer> memory = new TreeMap<>();
    private final Map<String, Integer> registers = new LinkedHashMap<>();
    private volatile SessionState state = SessionState.STOPPED;

    /** A guest that stands before its first instruction. */
    public SessionDouble(SessionListener listener, int slots) {
        this.listener = listener;
        this.slots = new Planted[slots];
        for (String name : List.of("eax", "esp", "ebp", "eip", "eflags", "cs", "cr3", "dr7")) {
            registers.put(name, 0);
        }
        emulator.execute(() -> stop(new StopReason.Suspended()));
    }

    /** What was asked for, in order: resume, plant EXECUTE c0101d00/1, ... */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** What the debug registers hold, by slot: EXECUTE c0101d00/1, ... */
    public List<String> armed() {
        return onEmulator(() -> Arrays.stream(slots).filter(each -> each != null).map(each -> text(each.request())).toList());
    }

    /** Writes a dword of the guest's memory. */
    public SessionDouble memory(int address, int value) {
        memory.put(address, value);
        return this;
    }

    public SessionDouble register(String name, int value) {
        registers.put(name, value);
        return this;
    }

    /** The guest runs to an instruction that matches the debug registers at these addresses, and stops. */
    public void hit(int... addresses) {
        onEmulator(() -> {
            List<Hit> hits = new ArrayList<>();
            for (Planted planted : slots) {
                if (planted != null && Arrays.stream(addresses).anyMatch(each -> each == planted.request().address())) {
                    hits.add(new Hit(planted, planted.request().kind() == DebugRegisterRequest.Kind.EXECUTE
                            ? Hit.Access.EXECUTE : Hit.Access.WRITE));
                }
            }
            if (hits.isEmpty()) {
                throw new AssertionError("no debug register matches; armed: " + Arrays.toString(slots));
            }
            stop(new StopReason.DebugRegisters(hits));
            return null;
        });
    }

    /** The guest enables the debug register of this slot for itself. */
    public void takeForGuest(int slot) {
        onEmulator(() -> {
            Planted lost = slots[slot];
            slots[slot] = new Planted(0, slot, new DebugRegisterRequest(DebugRegisterRequest.Kind.WRITE, 0, 1, "guest"));
            Optional<Planted> now = place(lost.request());
            listener.displaced(lost, now);
            return null;
        });
    }

    public void freeByGuest(int slot) {
        onEmulator(() -> {
            slots[slot] = null;
            return null;
        });
    }

    /** The guest ends. */
    public void end(GuestEnd.Kind kind, String reason) {
        onEmulator(() -> {
            finish(new GuestEnd(kind, reason));
            return null;
        });
    }

    public void console(String text) {
        onEmulator(() -> {
            listener.console(text.getBytes(StandardCharsets.UTF_8));
            return null;
        });
    }

    /** Returns when all that was requested before is served. */
    private <T> T onEmulator(Supplier<T> action) {
        return CompletableFuture.supplyAsync(action, emulator).join();
    }

    private void stop(StopReason reason) {
        state = SessionState.STOPPED;
        listener.stopped(new Stop(reason, values(), 0, 0));
    }

    private void finish(GuestEnd end) {
        if (state != SessionState.ENDED) {
            state = SessionState.ENDED;
            listener.ended(end);
        }
    }

    private RegisterValues values() {
        List<RegisterValue> values = new ArrayList<>();
        registers.forEach((name, value) -> values.add(new RegisterValue(group(name), name, name.equals("cs") ? 16 : 32, value,
                !name.startsWith("dr"))));
        return new RegisterValues(values);
    }

    private static Group group(String name) {
        return switch (name) {
            case "cs" -> Group.SEGMENT;
            case "cr3" -> Group.CONTROL;
            case "dr7" -> Group.DEBUG;
            default -> Group.GENERAL;
        };
    }

    private <T> CompletableFuture<Answer<T>> request(String text, Supplier<Answer<T>> service) {
        return CompletableFuture.supplyAsync(() -> {
            requests.add(text);
            return state == SessionState.ENDED
                    ? Answer.refused(Refusal.Code.SESSION_ENDED, "The guest has ended.") : service.get();
        }, emulator);
    }

    private <T> CompletableFuture<Answer<T>> whenStopped(String text, Supplier<Answer<T>> service) {
        return request(text, () -> state == SessionState.RUNNING
                ? Answer.refused(Refusal.Code.GUEST_RUNNING, "The guest is running.") : service.get());
    }

    private static String text(DebugRegisterRequest request) {
        return String.format("%s %08x/%d", request.kind(), request.address(), request.length());
    }

    private Optional<Planted> place(DebugRegisterRequest request) {
        for (int slot = 0; slot < slots.length; slot++) {
            if (slots[slot] == null) {
                slots[slot] = new Planted(1 + slot / 4, slot % 4, request);
                return Optional.of(slots[slot]);
            }
        }
        return Optional.empty();
    }

    @Override
    public CompletableFuture<Answer<Planted>> plant(DebugRegisterRequest register) {
        return request("plant " + text(register), () -> place(register).map(Answer::given)
                .orElseGet(() -> Answer.refused(Refusal.Code.NO_FREE_SLOT, "All debug registers are taken.")));
    }

    @Override
    public CompletableFuture<Answer<Done>> unplant(Planted planted) {
        return request("unplant " + text(planted.request()), () -> {
            int slot = Arrays.asList(slots).indexOf(planted);
            if (slot < 0) {
                return Answer.refused(Refusal.Code.NOT_PLANTED, "The slot is not taken.");
            }
            slots[slot] = null;
            return Answer.done();
        });
    }

    @Override
    public CompletableFuture<Answer<Done>> resume() {
        return whenStopped("resume", () -> {
            state = SessionState.RUNNING;
            listener.resumed(ResumeReason.RESUME);
            return Answer.done();
        });
    }

    @Override
    public CompletableFuture<Answer<Done>> suspend() {
        return request("suspend", () -> {
            if (state == SessionState.STOPPED) {
                return Answer.refused(Refusal.Code.ALREADY_STOPPED, "The guest is stopped already.");
            }
            stop(new StopReason.Suspended());
            return Answer.done();
        });
    }

    /** Every instruction is one byte long and does nothing. */
    @Override
    public CompletableFuture<Answer<Done>> step() {
        return whenStopped("step", () -> {
            state = SessionState.RUNNING;
            listener.resumed(ResumeReason.STEP);
            registers.merge("eip", 1, Integer::sum);
            stop(new StopReason.Stepped());
            return Answer.done();
        });
    }

    @Override
    public CompletableFuture<Answer<Done>> terminate() {
        return request("terminate", () -> {
            finish(new GuestEnd(GuestEnd.Kind.TERMINATED, "terminated"));
            return Answer.done();
        });
    }

    @Override
    public CompletableFuture<Answer<RegisterValues>> registers() {
        return whenStopped("registers", () -> Answer.given(values()));
    }

    @Override
    public CompletableFuture<Answer<Done>> writeRegister(String name, int value) {
        return whenStopped("write " + name, () -> {
            registers.put(name, value);
            return Answer.done();
        });
    }

    @Override
    public CompletableFuture<Answer<MemoryBytes>> readMemory(AddressSpace space, int address, int length) {
        return whenStopped("read", () -> {
            byte[] bytes = new byte[length];
            BitSet readable = new BitSet();
            for (int i = 0; i < length; i++) {
                int at = address + i;
                Integer word = memory.get(at & ~3);
                if (word != null) {
                    bytes[i] = (byte) (word >>> (at & 3) * 8);
                    readable.set(i);
                }
            }
            return Answer.given(new MemoryBytes(address, bytes, readable));
        });
    }

    @Override
    public CompletableFuture<Answer<Done>> writeMemory(AddressSpace space, int address, byte[] bytes) {
        return whenStopped("write memory", () -> {
            memory.put(address, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt());
            return Answer.done();
        });
    }

    @Override
    public CompletableFuture<Answer<Done>> input(byte[] bytes) {
        return request("input " + new String(bytes, StandardCharsets.UTF_8), Answer::done);
    }

    @Override
    public SessionState state() {
        return state;
    }

    @Override
    public void close() {
        terminate().join();
        emulator.shutdown();
    }
}
