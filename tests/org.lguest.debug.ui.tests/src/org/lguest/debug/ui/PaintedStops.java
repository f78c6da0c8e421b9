/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventFilter;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.texteditor.ITextEditor;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;
import org.lguest.workbench.driver.Widgets;

/**
 * How long after a resume the next stop is to be seen in the workbench.
 *
 * <p>The clock starts where the guest is told to go on; to the session's stop event it takes microseconds, which
 * {@code releng/bench breakpoints} measures by themselves, and which are in all that is told here. A part of the
 * window counts as painted at the end of the first paint event of its widget at which the widget holds what belongs to
 * this stop, and which is of the area where it holds it. GTK draws a tree's rows before SWT tells of the paint, and a
 * {@code StyledText} draws itself in the first of its listeners. The stops are in two functions by turns, so that what
 * a view shows of one stop is never right for the next. What the X server does with the picture is not measured.
 *
 * <p>The editor waits for the selection of the frame in the Debug view, and then for the job that looks for its source.
 * When that began is told with the rest.
 */
final class PaintedStops extends JobChangeAdapter implements IDebugEventFilter, AutoCloseable {

    /** What comes of a stop. */
    enum Part {
        TOLD("stop told as a debug event"),
        DEBUG_VIEW("Debug view: thread, frame selected"),
        LOOKUP("begin of the lookup of the source"),
        EDITOR("editor: line with the arrow"),
        VARIABLES("Variables view: names and values"),
        DEBUG_REGISTERS("Debug Registers view: hits");

        final String text;

        Part(String text) {
            this.text = text;
        }
    }

    /** Where the guest is stopped. */
    enum Place {
        RING_UP("ring_up", StoppedGuest.RING_UP, "article", "pieces", "amount"),
        WRITE_DOWN("write_down", 106, "article", "pieces", "amount", "sale");

        final int line;
        private final String function;
        private final List<String> locals;

        Place(String function, int line, String... locals) {
            this.function = function;
            this.line = line;
            this.locals = List.of(locals);
        }

        String breakpoint() {
            return "first.c:" + line;
        }

        String frame() {
            return function + "() at " + breakpoint();
        }
    }

    private static final int MEANING = 2;
    private static final int OWNER = 5;
    private static final int HITS = 6;
    /** The rows below the locals, of which none changes in these stops. */
    private static final String GLOBALS = "Globals ";
    /** The job that looks for the source of the frame that is selected, and has it shown. */
    private static final String LOOKUP = "Guest Source Display";
    /** Of a column, in pixels: so the hits are to be seen without scrolling. */
    private static final int NARROW = 40;

    private final Tree debugView;
    private final Tree variables;
    private final IViewPart registersView;
    private final Tree registers;
    private final ITextEditor editor;
    private volatile long begun;
    private Map<Part, CompletableFuture<Long>> awaited = Map.of();
    /** When the lookup began last: one for the stop before may come first. */
    private volatile long lookup;

    /**
     * @param source   of the places, which its editor shows from now on
     * @param register the view with the debug registers
     */
    PaintedStops(IFile source, String register) {
        editor = IdeWindow.open(source);
        debugView = tree(IDebugUIConstants.ID_DEBUG_VIEW);
        variables = tree(IDebugUIConstants.ID_VARIABLE_VIEW);
        registersView = IdeWindow.show(register);
        registers = tree(register);
        Waiter.until("the debug registers of the breakpoints", this::revealRegisters);
        DebugPlugin.getDefault().addDebugEventFilter(this);
        Job.getJobManager().addJobChangeListener(this);
    }

    private static Tree tree(String view) {
        var widgets = IdeWindow.widgets(IdeWindow.show(view));
        return Ui.get(() -> Widgets.all(widgets).filter(Tree.class::isInstance).map(Tree.class::cast).findFirst()
                .orElseThrow());
    }

    /**
     * Resumes a thread, which has to stop at that place, and waits until all of the stop is painted.
     *
     * @param hits how often the place's breakpoint has been hit then
     * @return nanoseconds from the resume on
     */
    Map<Part, Long> next(IThread thread, Place place, int hits) throws DebugException {
        Map<Part, CompletableFuture<Long>> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, new CompletableFuture<>());
        }
        StyledText text = Ui.get(() -> (StyledText) editor.getAdapter(Control.class));
        List<Watch> watches = Ui.get(() -> List.of(
                new Watch(debugView, parts.get(Part.DEBUG_VIEW), () -> debugView(place)),
                new Watch(text, parts.get(Part.EDITOR), () -> line(text, place)),
                new Watch(variables, parts.get(Part.VARIABLES), () -> variables(place)),
                new Watch(registers, parts.get(Part.DEBUG_REGISTERS), () -> registers(place, hits))));
        try {
            synchronized (this) {
                awaited = parts;
                begun = System.nanoTime();
                parts.get(Part.EDITOR).thenRun(() -> parts.get(Part.LOOKUP).complete(lookup));
            }
            thread.resume();
            Map<Part, Long> times = new EnumMap<>(Part.class);
            for (Part part : Part.values()) {
                times.put(part, await(parts.get(part), part.text + " at " + place.frame() + ", hit " + hits));
            }
            return times;
        } finally {
            Ui.run(() -> watches.forEach(Watch::end));
        }
    }

    @Override
    public void running(IJobChangeEvent event) {
        if (event.getJob().getName().equals(LOOKUP)) {
            lookup = System.nanoTime() - begun;
        }
    }

    /** Waits for a part, with the views in front: the Console view goes there when the guest has printed something. */
    private long await(CompletableFuture<Long> part, String what) {
        Waiter.until("the " + what, () -> {
            if (!part.isDone() && !registers.isVisible()) {
                IdeWindow.page().bringToTop(registersView);
            }
            return part.isDone();
        });
        return part.join();
    }

    /** Before any listener hears of it. */
    @Override
    public DebugEvent[] filterDebugEvents(DebugEvent[] events) {
        for (DebugEvent event : events) {
            if (event.getKind() == DebugEvent.SUSPEND && event.getSource() instanceof IThread) {
                synchronized (this) {
                    Optional.ofNullable(awaited.get(Part.TOLD)).ifPresent(this::now);
                }
            }
        }
        return events;
    }

    private void now(CompletableFuture<Long> part) {
        part.complete(System.nanoTime() - begun);
    }

    /** Where the Debug view says why the thread stands, and has the place's frame selected. */
    private Optional<Rectangle> debugView(Place place) {
        TreeItem[] selection = debugView.getSelection();
        if (selection.length != 1 || !selection[0].getText().equals(place.frame())) {
            return Optional.empty();
        }
        TreeItem thread = selection[0].getParentItem();
        return thread != null && thread.getText().contains("(Suspended: Breakpoint " + place.breakpoint() + ')')
                ? Optional.of(thread.getBounds().union(selection[0].getBounds())) : Optional.empty();
    }

    private Optional<Rectangle> line(StyledText text, Place place) {
        return IdeWindow.instructionPointer().filter(place.breakpoint()::equals).map(there -> new Rectangle(0,
                text.getLinePixel(place.line - 1), text.getClientArea().width, text.getLineHeight()));
    }

    private Optional<Rectangle> variables(Place place) {
        List<TreeItem> items = Arrays.stream(variables.getItems())
                .filter(item -> !item.getText().startsWith(GLOBALS)).toList();
        boolean whole = items.stream().map(TreeItem::getText).toList().equals(place.locals)
                && items.stream().noneMatch(item -> item.getText(1).isBlank());
        return whole ? items.stream().map(item -> item.getBounds(1)).reduce(Rectangle::union) : Optional.empty();
    }

    private Optional<Rectangle> registers(Place place, int hits) {
        return register(place).filter(item -> item.getText(HITS).equals(Integer.toString(hits)))
                .map(item -> item.getBounds(HITS));
    }

    /** Folds the guest's own registers up: what lies beyond the edge of the view is never painted. */
    private boolean revealRegisters() {
        List<TreeItem> rows = Stream.of(Place.values()).flatMap(place -> register(place).stream()).toList();
        if (rows.size() < Place.values().length) {
            return false;
        }
        registers.getItem(0).setExpanded(false);
        registers.getColumn(MEANING).setWidth(NARROW);
        Rectangle shown = registers.getClientArea();
        return rows.stream().map(row -> row.getBounds(HITS)).allMatch(hits -> hits.intersection(shown).equals(hits));
    }

    /** The row of the register that holds the place's breakpoint. */
    private Optional<TreeItem> register(Place place) {
        return Widgets.treeItems(registers).filter(item -> item.getText(OWNER).equals(place.breakpoint())).findFirst();
    }

    @Override
    public void close() {
        Job.getJobManager().removeJobChangeListener(this);
        DebugPlugin.getDefault().removeDebugEventFilter(this);
    }

    /** Waits for a paint of what is right; made and called on the user-interface thread. */
    private final class Watch implements Listener {

        private final Control control;
        private final CompletableFuture<Long> painted;
        private final Supplier<Optional<Rectangle>> right;

        Watch(Control control, CompletableFuture<Long> painted, Supplier<Optional<Rectangle>> right) {
            this.control = control;
            this.painted = painted;
            this.right = right;
            control.addListener(SWT.Paint, this);
        }

        @Override
        public void handleEvent(Event paint) {
            if (!painted.isDone() && right.get().filter(paint.getBounds()::intersects).isPresent()) {
                now(painted);
            }
        }

        void end() {
            control.removeListener(SWT.Paint, this);
        }
    }
}
