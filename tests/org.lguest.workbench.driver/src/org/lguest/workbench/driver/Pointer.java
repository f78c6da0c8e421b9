/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.workbench.driver;

import java.util.Optional;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Item;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swt.widgets.Widget;

/** The mouse: real events at a place on the screen, as the window system delivers them. */
public final class Pointer {

    private Pointer() {
    }

    /** Clicks the middle of a control. */
    public static void click(Control control) {
        clickAtRest(() -> {
            Point size = control.getSize();
            return control.toDisplay(size.x / 2, size.y / 2);
        });
    }

    public static void click(ToolItem item) {
        clickAtRest(() -> {
            Rectangle bounds = item.getBounds();
            return item.getParent().toDisplay(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2);
        });
    }

    public static void click(TreeItem item) {
        clickAtRest(() -> at(item, item.getBounds().width / 2));
    }

    /** Clicks the check box in front of an item. */
    public static void check(TreeItem item) {
        // The item's bounds begin at its image; the box is the square before that.
        clickAtRest(() -> at(item, -item.getBounds().height / 2));
    }

    /** Double-clicks at a place on a control, in its own coordinates. */
    public static void doubleClick(Control control, int x, int y) {
        Point place = atRest(() -> control.toDisplay(x, y));
        click(place);
        click(place);
    }

    private static Point at(TreeItem item, int x) {
        item.getParent().showItem(item);
        Rectangle bounds = item.getBounds();
        return item.getParent().toDisplay(bounds.x + x, bounds.y + bounds.height / 2);
    }

    private static void clickAtRest(Supplier<Point> place) {
        click(atRest(place));
    }

    /** A user does not click what is still moving: waits until the place has stayed the same for a while. */
    private static Point atRest(Supplier<Point> place) {
        Rest rest = new Rest();
        return Waiter.find("a place to click to come to rest", () -> rest.of(place.get()));
    }

    private static final class Rest {

        private static final long NANOSECONDS = 150_000_000;

        private Point last = new Point(-1, -1);
        private long since;

        Optional<Point> of(Point now) {
            if (!now.equals(last)) {
                last = now;
                since = System.nanoTime();
            }
            return System.nanoTime() - since >= NANOSECONDS ? Optional.of(now) : Optional.empty();
        }
    }

    /** Clicks that place of the screen. */
    public static void click(Point place) {
        // A button takes a click only after the pointer has entered it; it may be there already, from the click before.
        post(SWT.MouseMove, new Point(place.x + 1, place.y + 1));
        post(SWT.MouseMove, place);
        post(SWT.MouseDown, place);
        post(SWT.MouseUp, place);
    }

    private static void post(int type, Point place) {
        Ui.run(() -> {
            Event event = new Event();
            event.type = type;
            event.x = place.x;
            event.y = place.y;
            event.button = type == SWT.MouseMove ? 0 : 1;
            Display display = Ui.display();
            if (!display.post(event)) {
                throw new IllegalStateException("the window system takes no mouse events");
            }
        });
    }

    /** Tells a widget's listeners that one of its items was chosen; for what has no place on the screen to click. */
    static void select(Widget widget, Item item) {
        Event event = new Event();
        event.widget = widget;
        event.item = item;
        widget.notifyListeners(SWT.Selection, event);
    }
}
