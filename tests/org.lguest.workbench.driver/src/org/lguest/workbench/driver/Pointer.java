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
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Item;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swt.widgets.Widget;

/**
 * Clicks, as widgets tell their listeners of them. Not real mouse events: those need a window manager, to bring a new
 * window to the front, and where tests run there is none.
 *
 * <p>What a click on a button sets off may open a dialog, so that nobody waits for it here.
 */
public final class Pointer {

    private static final int TOGGLES = SWT.CHECK | SWT.RADIO | SWT.TOGGLE;

    private Pointer() {
    }

    public static void click(Button button) {
        Ui.start(() -> {
            require(button.isEnabled(), button.getText());
            if ((button.getStyle() & TOGGLES) != 0) {
                button.setSelection(!button.getSelection());
            }
            tell(button, SWT.Selection, new Event());
        });
    }

    public static void click(ToolItem item) {
        Ui.start(() -> {
            require(item.isEnabled(), item.getToolTipText());
            if ((item.getStyle() & TOGGLES) != 0) {
                item.setSelection(!item.getSelection());
            }
            tell(item, SWT.Selection, new Event());
        });
    }

    /**
     * Clicks an item as soon as it is found, and before the view can be refreshed and have another item for the row.
     *
     * @param search asked on the user-interface thread until it finds something
     */
    public static void click(String what, Supplier<Optional<TreeItem>> search) {
        Waiter.find(what, () -> {
            Optional<TreeItem> item = search.get();
            item.ifPresent(found -> {
                found.getParent().setSelection(found);
                select(found.getParent(), found);
            });
            return item;
        });
    }

    /** Clicks the check box in front of an item, at once. On the user-interface thread. */
    static void checkNow(TreeItem item) {
        item.setChecked(!item.getChecked());
        Event event = new Event();
        event.item = item;
        event.detail = SWT.CHECK;
        tell(item.getParent(), SWT.Selection, event);
    }

    /** Double-clicks at a place on a control, in its own coordinates. */
    public static void doubleClick(Control control, int x, int y) {
        Ui.start(() -> {
            for (int type : new int[] {SWT.MouseDown, SWT.MouseUp, SWT.MouseDown, SWT.MouseDoubleClick, SWT.MouseUp}) {
                Event event = new Event();
                event.x = x;
                event.y = y;
                event.button = 1;
                event.count = type == SWT.MouseDoubleClick ? 2 : 1;
                tell(control, type, event);
            }
        });
    }

    /** Selects an item; at once, for the user-interface thread. */
    static void select(Widget widget, Item item) {
        Event event = new Event();
        event.item = item;
        tell(widget, SWT.Selection, event);
    }

    private static void tell(Widget widget, int type, Event event) {
        event.type = type;
        event.widget = widget;
        event.display = widget.getDisplay();
        widget.notifyListeners(type, event);
    }

    private static void require(boolean enabled, String what) {
        if (!enabled) {
            throw new IllegalStateException(what + " is disabled");
        }
    }
}
