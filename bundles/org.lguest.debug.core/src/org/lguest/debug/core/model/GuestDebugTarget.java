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

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IMemoryBlock;
import org.eclipse.debug.core.model.IMemoryBlockExtension;
import org.eclipse.debug.core.model.IMemoryBlockRetrieval;
import org.eclipse.debug.core.model.IMemoryBlockRetrievalExtension;
import org.eclipse.osgi.util.NLS;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Messages;
import org.lguest.debug.core.SerialJob;
import org.lguest.debug.core.breakpoints.BreakpointBridge;
import org.lguest.debug.core.breakpoints.DebuggedGuest;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.DebugRegisterTable;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.SessionListener;

/** A guest that is debugged. */
public final class GuestDebugTarget extends GuestDebugElement
        implements IDebugTarget, IMemoryBlockRetrievalExtension {

    private final GuestProcess process;
    private final String name;
    private final GuestSession session;
    private final ProgramImage image;
    private final BreakpointBridge bridge;
    private final Executor worker;
    private final GuestThread thread;
    private final StopCauses causes;
    private final SessionListener listener;
    private final NameIndexJob names;
    private final SourceVersions sources;
    private final ArrayDisplays arrays = new ArrayDisplays();
    private final DebugInformationReport report;
    private volatile boolean disconnected;
    private volatile boolean instructionStepping;

    /**
     * @param name   of the image
     * @param image  debug information of what the guest runs
     * @param worker where debug information is read and stops are announced, one after the other
     */
    public GuestDebugTarget(GuestProcess process, String name, GuestSession session, ProgramImage image,
            BreakpointBridge bridge, Executor worker) {
        super(null);
        this.process = process;
        this.name = name;
        this.session = session;
        this.image = image;
        this.bridge = bridge;
        this.worker = worker;
        this.thread = new GuestThread(this, session);
        this.causes = new StopCauses(this, bridge);
        this.report = new DebugInformationReport(image, process::warn);
        this.names = new NameIndexJob(image, name, report);
        this.listener = new GuestNews(this, thread, bridge, causes, names);
        this.sources = new SourceVersions(image, new SerialJob("Guest source versions"));
    }

    /** Joins the launch and tells everybody. */
    public void announce() {
        getLaunch().addDebugTarget(this);
        fire(new DebugEvent(this, DebugEvent.CREATE), new DebugEvent(thread, DebugEvent.CREATE));
    }

    /**
     * Tells what the debug information lacks, plants breakpoints and lets the guest take its first step when all are
     * planted or refused. Returns at once.
     *
     * @param stopAt     where to stop first, once
     * @param guestTraps whether to stop at the guest's own debug traps
     */
    public void start(List<DebugRegisterRequest> stopAt, boolean guestTraps) {
        report.tell();
        if (guestTraps) {
            session.stopAtGuestDebugTraps(true);
        }
        bridge.start(stopAt).thenRun(session::resume);
    }

    SourceVersions sources() {
        return sources;
    }

    ArrayDisplays arrays() {
        return arrays;
    }

    GuestSession session() {
        return session;
    }

    Executor worker() {
        return worker;
    }

    /** The debug information of what the guest runs. */
    public ProgramImage image() {
        return image;
    }

    /**
     * All debug registers, the guest's and the debugger's, once breakpoints are as the Breakpoints view says now; empty
     * when the guest has ended. The guest is not stopped for it. Returns at once; completes on the worker.
     */
    public CompletableFuture<Optional<DebugRegisterSnapshot>> debugRegisters() {
        DebugRegisterReader reader = new DebugRegisterReader(image, bridge::breakpointOf);
        return bridge.settled().thenCompose(settled -> session.debugRegisters())
                .thenApplyAsync(answer -> answer instanceof Answer.Given<DebugRegisterTable>(DebugRegisterTable table)
                        ? Optional.of(reader.read(table, isSuspended() ? OptionalInt.of(stops()) : OptionalInt.empty()))
                        : Optional.empty(), worker);
    }

    /** Hears the session. */
    public SessionListener listener() {
        return listener;
    }

    /** As {@link GuestThread#runToLine}. */
    void runToLine(String path, int line, boolean skipBreakpoints) {
        causes.runToLine(path, line, skipBreakpoints);
    }

    /** What breakpoints know it by. */
    public DebuggedGuest guest() {
        return bridge.guest();
    }

    /** Announces that there is nothing to debug any more. */
    void finish() {
        names.cancel();
        sources.end();
        thread.ended();
        fire(new DebugEvent(thread, DebugEvent.TERMINATE), new DebugEvent(this, DebugEvent.TERMINATE));
    }

    /** Nobody hears it when the workbench has been closed. */
    static void fire(DebugEvent... events) {
        DebugPlugin platform = DebugPlugin.getDefault();
        if (platform != null) {
            platform.fireDebugEventSet(events);
        }
    }

    @Override
    public GuestDebugTarget getDebugTarget() {
        return this;
    }

    @Override
    public ILaunch getLaunch() {
        return process.getLaunch();
    }

    @Override
    public GuestProcess getProcess() {
        return process;
    }

    @Override
    public GuestThread[] getThreads() {
        return isAttached() ? new GuestThread[] {thread} : new GuestThread[0];
    }

    @Override
    public boolean hasThreads() {
        return isAttached();
    }

    @Override
    public String getName() {
        return NLS.bind(Messages.GuestDebugTarget_name, name);
    }

    @Override
    public boolean supportsBreakpoint(IBreakpoint breakpoint) {
        return bridge.supports(breakpoint);
    }

    @Override
    public void breakpointAdded(IBreakpoint breakpoint) {
        bridge.breakpointAdded(breakpoint);
    }

    @Override
    public void breakpointRemoved(IBreakpoint breakpoint, @Nullable IMarkerDelta delta) {
        bridge.breakpointRemoved(breakpoint, delta);
    }

    @Override
    public void breakpointChanged(IBreakpoint breakpoint, @Nullable IMarkerDelta delta) {
        bridge.breakpointChanged(breakpoint, delta);
    }

    @Override
    public boolean canResume() {
        return thread.canResume();
    }

    @Override
    public boolean canSuspend() {
        return thread.canSuspend();
    }

    @Override
    public boolean isSuspended() {
        return thread.isSuspended();
    }

    @Override
    public void resume() throws DebugException {
        thread.resume();
    }

    @Override
    public void suspend() throws DebugException {
        thread.suspend();
    }

    @Override
    public boolean canTerminate() {
        return isAttached();
    }

    private boolean isAttached() {
        return !disconnected && !thread.isTerminated();
    }

    @Override
    public boolean isTerminated() {
        return !disconnected && thread.isTerminated();
    }

    /** Asks for the end and returns; the TERMINATE events tell when it has come. */
    @Override
    public void terminate() {
        session.terminate();
    }

    @Override
    public boolean canDisconnect() {
        return isAttached();
    }

    /**
     * Leaves the guest alone: its debug registers are freed and it runs on, from wherever it stands, with its console
     * and its process, until it ends or the process is terminated. Nobody can attach to it again. Returns at once.
     */
    @Override
    public void disconnect() throws DebugException {
        synchronized (this) {
            if (!canDisconnect()) {
                throw LguestStatus.SESSION_ENDED.debugException();
            }
            disconnected = true;
        }
        finish();
        session.stopAtGuestDebugTraps(false);
        bridge.stop().thenRun(session::resume);
    }

    @Override
    public boolean isDisconnected() {
        return disconnected;
    }

    @Override
    public boolean supportsStorageRetrieval() {
        return isAttached();
    }

    /** Whether a step is one instruction, and not one source line. */
    public boolean isInstructionStepping() {
        return instructionStepping;
    }

    public void setInstructionStepping(boolean instructions) {
        instructionStepping = instructions;
    }

    /** How often the guest has been suspended. */
    int stops() {
        return thread.stops();
    }

    @Override
    public IMemoryBlock getMemoryBlock(long startAddress, long length) {
        return new GuestMemoryBlock(this, String.format("0x%08x", startAddress),
                new MemoryPlace(AddressSpace.VIRTUAL, (int) startAddress));
    }

    /**
     * @param expression a variable, a linear address, a register as {@code $esp}, a guest-physical address as
     *        {@code phys:0x1000}, or a C expression of the frame that is selected, as {@code article->name}
     * @throws DebugException if it stands for no address
     */
    @Override
    public IMemoryBlockExtension getExtendedMemoryBlock(String expression, Object context) throws DebugException {
        try {
            return new GuestMemoryBlock(this, expression, MemoryPlace.of(expression, image, thread.registers(),
                    GuestStackFrame.of(context)));
        } catch (CoreException e) {
            throw new DebugException(e.getStatus());
        }
    }

    @Override
    public <T> @Nullable T getAdapter(Class<T> adapter) {
        if (adapter == IMemoryBlockRetrieval.class || adapter == IMemoryBlockRetrievalExtension.class) {
            return adapter.cast(this);
        }
        return super.getAdapter(adapter);
    }
}
