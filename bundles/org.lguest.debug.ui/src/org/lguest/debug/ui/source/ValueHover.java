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

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Region;
import org.eclipse.swt.widgets.Display;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.GuestStackFrame;
import org.lguest.debug.core.model.GuestVariableValue;
import org.lguest.debug.core.model.Outcome;
import org.lguest.dwarf.expression.SourceExpression;

/**
 * Tells the value of the C expression under the mouse, in one frame of a guest that stands. Nothing comes up where
 * there is no expression, or none that has a meaning in that frame.
 */
@SuppressWarnings("deprecation") // The successor of what is given here is for hovers that have windows of their own.
public final class ValueHover implements ITextHover {

    /** How long the guest may take; after that nobody points there any more. */
    private static final long MILLIS = 2000;

    private final Supplier<Optional<GuestStackFrame>> frame;

    /**
     * @param frame that values are of; empty while there is none. It is asked whenever the mouse rests, on any thread
     */
    public ValueHover(Supplier<Optional<GuestStackFrame>> frame) {
        this.frame = frame;
    }

    /** On the user-interface thread; nobody is asked but the text. */
    @Override
    public @Nullable IRegion getHoverRegion(ITextViewer viewer, int offset) {
        return frame.get().flatMap(known -> SourceExpression.at(text(viewer), offset))
                .map(expression -> new Region(expression.offset(), expression.length())).orElse(null);
    }

    /**
     * Waits for the guest, a moment at most, on the thread that viewers have for that. Who asks on the user-interface
     * thread gets nothing.
     */
    @Override
    public @Nullable String getHoverInfo(ITextViewer viewer, IRegion region) {
        if (Display.getCurrent() != null) {
            return null;
        }
        // A region ends with the word that was pointed at, or the bracket that goes with it.
        Optional<SourceExpression> expression =
                SourceExpression.at(text(viewer), region.getOffset() + region.getLength() - 1);
        return expression.flatMap(known -> frame.get().flatMap(where -> evaluate(known.text(), where))).orElse(null);
    }

    private static String text(ITextViewer viewer) {
        return viewer.getDocument() == null ? "" : viewer.getDocument().get();
    }

    private static Optional<String> evaluate(String expression, GuestStackFrame where) {
        try {
            return switch (where.evaluate(expression).get(MILLIS, TimeUnit.MILLISECONDS)) {
                case Outcome.Valued(GuestVariableValue value) ->
                    Optional.of("<b>" + html(expression) + "</b> = " + html(value.getValueString()));
                case Outcome.Failed none -> Optional.empty();
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    /** Viewers take what a hover says for HTML. */
    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
