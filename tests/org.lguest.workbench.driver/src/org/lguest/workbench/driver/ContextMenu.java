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

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/** The menu that a click with the other button opens: filled when it is shown, as the workbench's menus are. */
public final class ContextMenu {

    private final Control control;

    private ContextMenu(Control control) {
        this.control = control;
    }

    public static ContextMenu of(Control control) {
        return new ContextMenu(control);
    }

    /** Waits until what the menu offers at the end of a path of submenus is as it should be, mnemonics apart. */
    public void await(String what, Predicate<List<String>> items, String... path) {
        Waiter.until(what, () -> items(path).filter(shown -> items.test(shown.stream().map(Entry::label).toList()))
                .isPresent());
    }

    /** Waits until the menu has an entry that can be chosen, or one that can not. */
    public void awaitEntry(String label, boolean enabled) {
        Waiter.until("the menu's " + label + " to be " + (enabled ? "enabled" : "disabled"),
                () -> items().filter(shown -> shown.contains(new Entry(label, enabled))).isPresent());
    }

    private record Entry(String label, boolean isEnabled) {
    }

    /** Empty where there is no such menu, or not yet. */
    private Optional<List<Entry>> items(String... path) {
        Menu menu = control.getMenu();
        if (menu == null) {
            return Optional.empty();
        }
        show(menu);
        try {
            Menu last = menu;
            for (String label : path) {
                Optional<Menu> next = find(last, label).map(MenuItem::getMenu);
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                last = next.get();
                show(last);
            }
            return Optional.of(Arrays.stream(last.getItems())
                    .map(item -> new Entry(Widgets.plain(item.getText()), item.isEnabled())).toList());
        } finally {
            menu.notifyListeners(SWT.Hide, new Event());
        }
    }

    /**
     * Chooses the item at the end of a path of submenus as soon as it is offered and enabled: some hear of a selection
     * later than others. What it sets off may open a dialog: nobody waits for it.
     */
    public void choose(String... path) {
        Entry chosen = new Entry(path[path.length - 1], true);
        String[] above = Arrays.copyOf(path, path.length - 1);
        Waiter.until("the menu to offer " + String.join(" > ", path),
                () -> items(above).filter(shown -> shown.contains(chosen)).isPresent());
        Ui.start(() -> {
            Menu menu = control.getMenu();
            show(menu);
            for (int i = 0; i < path.length; i++) {
                String label = path[i];
                Menu among = menu;
                MenuItem item = find(menu, label).orElseThrow(() -> new IllegalStateException("no " + label + " among "
                        + Arrays.stream(among.getItems()).map(MenuItem::getText).toList()));
                if (i == path.length - 1) {
                    // A click does that before anybody hears of it.
                    if ((item.getStyle() & (SWT.RADIO | SWT.CHECK)) != 0) {
                        item.setSelection((item.getStyle() & SWT.RADIO) != 0 || !item.getSelection());
                    }
                    Event event = new Event();
                    event.widget = item;
                    item.notifyListeners(SWT.Selection, event);
                } else {
                    menu = item.getMenu();
                    show(menu);
                }
            }
            control.getMenu().notifyListeners(SWT.Hide, new Event());
        });
    }

    private static void show(Menu menu) {
        Event event = new Event();
        event.widget = menu;
        menu.notifyListeners(SWT.Show, event);
    }

    private static Optional<MenuItem> find(Menu menu, String label) {
        return Arrays.stream(menu.getItems()).filter(item -> Widgets.plain(item.getText()).equals(label)).findFirst();
    }
}
