/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.lguest.hypervisor.host.ExitReport;

/**
 * A running guest, as a debugger sees it: asynchronous, and bound to one run from its launch to its end.
 *
 * <p>Every method may be called from any thread and never blocks. A request is served on the emulator thread at the
 * next safe point, in the order in which requests came. The future completes on the emulator thread: who continues from
 * it must not block there, and nobody should wait for it on a user-interface thread, in an event dispatcher or while
 * holding a workspace rule. A future never completes exceptionally: what can go wrong is an {@link Answer.Refused}.
 * Once the session has ended every request but {@link #exits} is refused with {@link Refusal.Code#SESSION_ENDED}.
 */
public interface GuestSession {

    /**
     * Arms one debug register. A free slot of the debugger's banks is chosen, and {@code LHCALL_SET_DEBUGREG} is made
     * with the debugger as the caller. Works in every state of a live guest, and does not alter its run. Where none is
     * free it is refused with {@link Refusal.Code#NO_FREE_SLOT}, and the message says who has them.
     */
    CompletableFuture<Answer<Planted>> plant(DebugRegisterRequest request);

    /** Frees what {@link #plant} took. Refused with {@link Refusal.Code#NOT_PLANTED} if that was done already. */
    CompletableFuture<Answer<Done>> unplant(Planted planted);

    /**
     * Asks for an event of the machine: {@link StopReason.Events} follows when it comes. Works in every state of a live
     * guest, and does not alter its run; while none is asked for it costs nothing. Refused with
     * {@link Refusal.Code#BAD_TEXT}: a text to look for on the console that is empty or too long.
     */
    CompletableFuture<Answer<PlantedEvent>> plantEvent(EventRequest request);

    /** Gives back what {@link #plantEvent} granted. Refused with {@link Refusal.Code#NOT_PLANTED} if that was done. */
    CompletableFuture<Answer<Done>> unplantEvent(PlantedEvent planted);

    /** All events that are asked for, the oldest first, and what came of them. Works in every state of a live guest. */
    CompletableFuture<Answer<List<PlantedEvent.Use>>> events();

    /** All debug registers, the guest's own and the debugger's. Works in every state of a live guest. */
    CompletableFuture<Answer<DebugRegisterTable>> debugRegisters();

    /**
     * Lets a stopped guest go on. An execute slot on the instruction it stands on does not hit at once if it has just
     * hit, or if it was planted while the guest stood there. If one was there before that had not come to its turn, as
     * behind a watch or where a request stopped the guest, and before the first instruction of all, what is there hits.
     */
    CompletableFuture<Answer<Done>> resume();

    /**
     * Stops a running guest, or one that sleeps in HALT, at the next safe point. {@link StopReason.Suspended} follows.
     */
    CompletableFuture<Answer<Done>> suspend();

    /**
     * Steps a stopped guest. {@link StopReason.Stepped} follows, or a hit, a stop that was asked for, or the guest's
     * end. The guest can't tell: its TF is not used.
     */
    CompletableFuture<Answer<Done>> step(StepRequest request);

    /**
     * Lets a stopped guest go on, as {@link #resume} does, up to this place; {@link StopReason.Arrived} follows, unless
     * it stops elsewhere before, and then it is on its way no more. Where a breakpoint stands at the same place, the
     * stop is its hit. A debug register is taken until then: where none is free, {@link Refusal.Code#NO_FREE_SLOT}.
     */
    CompletableFuture<Answer<Done>> runTo(Destination destination);

    /**
     * Whether the guest stops when a debug trap of its own comes, before it sees the trap:
     * {@link StopReason.GuestDebugTrap}. At first it does not. Works in every state of a live guest.
     */
    CompletableFuture<Answer<Done>> stopAtGuestDebugTraps(boolean stop);

    /**
     * Ends the session, from any state. Answered when it has ended; a second request is refused as any after the end.
     */
    CompletableFuture<Answer<Done>> terminate();

    /** The registers of a stopped guest. */
    CompletableFuture<Answer<RegisterValues>> registers();

    /**
     * Writes a register of a stopped guest. Refused with {@link Refusal.Code#NOT_WRITABLE}: a selector that the guest
     * can't have loaded at its privilege level; what LHCALL_SET_DEBUGREG refuses, for a DR; CR2 before LGUEST_INIT; CR0
     * and CR3, which are the Host's.
     *
     * @param name  as in {@link RegisterValue#name()}
     * @param value all 32 bits; of a register that is shorter the low bits count; of EFLAGS those that the guest can
     *              choose
     */
    CompletableFuture<Answer<Done>> writeRegister(String name, int value);

    /**
     * Reads memory of a stopped guest. Sets no accessed or dirty bit, matches no debug register and pages nothing in.
     *
     * @param address unsigned
     * @param length  in bytes, 0 to {@link MemoryBytes#MAXIMUM}
     */
    CompletableFuture<Answer<MemoryBytes>> readMemory(AddressSpace space, int address, int length);

    /** Writes memory of a stopped guest: all of the bytes, or none and {@link Refusal.Code#UNMAPPED}. */
    CompletableFuture<Answer<Done>> writeMemory(AddressSpace space, int address, byte[] bytes);

    /** Console input, stamped with the instruction count at which it arrives. */
    CompletableFuture<Answer<Done>> input(byte[] bytes);

    /**
     * Why the guest has come out to the Host so far, and the last times that it did. Works in every state, and once the
     * session has ended too: then it is answered at once, on the caller's thread.
     */
    CompletableFuture<Answer<ExitReport>> exits();

    /** A snapshot, for labels only: it may be out of date before the caller looks at it. */
    SessionState state();
}
