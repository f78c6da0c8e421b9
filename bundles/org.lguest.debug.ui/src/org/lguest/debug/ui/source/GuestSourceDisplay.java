/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.sourcelookup.ISourceDisplay;
import org.eclipse.debug.ui.sourcelookup.ISourceLookupResult;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.lguest.debug.core.model.GuestStackFrame;
import org.lguest.debug.core.model.GuestThread;
import org.lguest.dwarf.SourceLine;

/**
 * Shows the source of a frame as soon as it is selected. Looking it up and showing it are the platform's work, with its
 * preferences, its annotations and its memory of what it has found. But the platform's own display lets 100 ms go by
 * before the one and 100 ms more before the other, shows every frame that it was asked for, and does not take a frame
 * that is waiting already: one that was left and is stood in again keeps the arrow of the function between. Here the
 * frame that a page was asked for last is shown, where it stands then, and no other; and again when the user has moved
 * the guest, which is no stop and selects no frame anew.
 *
 * <p>Asked on any thread; looks up in a job of its own; shows on the user-interface thread.
 */
final class GuestSourceDisplay extends Job implements ISourceDisplay, IDebugEventSetListener {

    /** The platform's job that takes the arrow away after a thread has gone on; it may be late for its next stop. */
    private static final String CLEARING = "clear source selection";

    /** Each is itself only: a frame may be asked for again after it has moved. */
    private static final class Wish {

        private final GuestStackFrame frame;
        private final IWorkbenchPage page;

        Wish(GuestStackFrame frame, IWorkbenchPage page) {
            this.frame = frame;
            this.page = page;
        }
    }

    /** Where a frame stood when it was shown. */
    private record Shown(GuestStackFrame frame, Optional<SourceLine> line) {
    }

    /** What each page is to show; what it shows already is not among them. This, and the others, under its lock. */
    private final Map<IWorkbenchPage, Wish> latest = new LinkedHashMap<>();
    /** Of them, what is not looked up yet. */
    private final Map<IWorkbenchPage, Wish> waiting = new LinkedHashMap<>();
    /** What each page shows, until the guest has ended. */
    private final Map<IWorkbenchPage, Shown> shown = new LinkedHashMap<>();

    GuestSourceDisplay() {
        super("Guest Source Display");
        setSystem(true);
        setPriority(INTERACTIVE);
        DebugPlugin.getDefault().addDebugEventListener(this);
    }

    @Override
    public void displaySource(Object element, IWorkbenchPage page, boolean forceSourceLookup) {
        if (element instanceof GuestStackFrame frame) {
            Runnable ask = () -> ask(new Wish(frame, page));
            if (forceSourceLookup) {
                forget(frame, ask);
            } else {
                ask.run();
            }
        }
    }

    /** The platform remembers the source of a frame until the frame says that it has changed. */
    private static void forget(GuestStackFrame frame, Runnable then) {
        DebugPlugin platform = DebugPlugin.getDefault();
        DebugEvent changed = new DebugEvent(frame, DebugEvent.CHANGE, DebugEvent.CONTENT);
        // Last among the listeners: those who are to forget have heard it before.
        platform.addDebugEventListener(new IDebugEventSetListener() {

            @Override
            public void handleDebugEvents(DebugEvent[] events) {
                if (Arrays.stream(events).anyMatch(event -> event == changed)) {
                    platform.removeDebugEventListener(this);
                    then.run();
                }
            }
        });
        platform.fireDebugEventSet(new DebugEvent[] {changed});
    }

    private void ask(Wish wish) {
        synchronized (latest) {
            latest.put(wish.page, wish);
            waiting.put(wish.page, wish);
        }
        schedule();
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        List<Wish> wishes;
        synchronized (latest) {
            wishes = new ArrayList<>(waiting.values());
            waiting.clear();
        }
        for (Wish wish : wishes) {
            GuestStackFrame frame = wish.frame;
            ISourceLookupResult found = DebugUITools.lookupSource(frame, frame.getLaunch().getSourceLocator());
            cleared().thenRun(() -> {
                if (PlatformUI.isWorkbenchRunning()) {
                    PlatformUI.getWorkbench().getDisplay().asyncExec(() -> show(wish, found));
                }
            });
        }
        return Status.OK_STATUS;
    }

    /**
     * A stop is told after the resume before it, and so the platform has asked for the arrow to be taken away before
     * the frame was selected; what it has asked for may not have been done yet, and would take away the new one.
     */
    private static CompletableFuture<Void> cleared() {
        return CompletableFuture.allOf(Arrays.stream(Job.getJobManager().find(null))
                .filter(job -> job.getName().equals(CLEARING)).map(GuestSourceDisplay::end)
                .toArray(CompletableFuture[]::new));
    }

    private static CompletableFuture<Void> end(Job job) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        job.addJobChangeListener(new JobChangeAdapter() {

            @Override
            public void done(IJobChangeEvent event) {
                ended.complete(null);
            }
        });
        // It may have ended before anybody listened.
        if (job.getState() == Job.NONE) {
            ended.complete(null);
        }
        return ended;
    }

    private void show(Wish wish, ISourceLookupResult found) {
        boolean isOpen = wish.page.getWorkbenchWindow() != null;
        synchronized (latest) {
            if (!latest.remove(wish.page, wish)) {
                return;
            }
            shown.remove(wish.page);
            // Otherwise the guest has gone on in the meantime.
            if (!isOpen || !wish.frame.isSuspended()) {
                return;
            }
            shown.put(wish.page, new Shown(wish.frame, wish.frame.line()));
        }
        DebugUITools.displaySource(found, wish.page);
    }

    @Override
    public void handleDebugEvents(DebugEvent[] events) {
        for (DebugEvent event : events) {
            if (event.getSource() instanceof GuestThread thread) {
                switch (event.getKind()) {
                    case DebugEvent.CHANGE -> moved(thread).forEach(this::ask);
                    case DebugEvent.TERMINATE -> forget(thread);
                    default -> { }
                }
            }
        }
    }

    private List<Wish> moved(GuestThread thread) {
        synchronized (latest) {
            return shown.entrySet().stream().filter(page -> {
                GuestStackFrame frame = page.getValue().frame();
                return frame.getThread() == thread && frame.isSuspended()
                        && !frame.line().equals(page.getValue().line()) && !latest.containsKey(page.getKey());
            }).map(page -> new Wish(page.getValue().frame(), page.getKey())).toList();
        }
    }

    private void forget(GuestThread thread) {
        synchronized (latest) {
            shown.values().removeIf(each -> each.frame().getThread() == thread);
        }
    }
}
