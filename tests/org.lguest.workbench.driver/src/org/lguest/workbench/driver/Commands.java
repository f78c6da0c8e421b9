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

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.NotEnabledException;
import org.eclipse.core.commands.NotHandledException;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.jface.bindings.keys.KeySequence;
import org.eclipse.jface.bindings.keys.ParseException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.keys.IBindingService;

/** Carries out commands of the workbench, as keys and menus do. */
public final class Commands {

    /** A command that has had no effect by then was ignored; so that none is carried out twice. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(10);

    private Commands() {
    }

    /** Carries out a command as soon as it is enabled. */
    public static void execute(String id) {
        Waiter.until("the command " + id + " to be enabled", () -> attempt(id));
    }

    /**
     * Carries out a command, and once more if it had no effect: the platform's debug commands ignore what comes while
     * they make up their minds whether they are enabled, as after a stop or when another view has come to the front.
     */
    public static void execute(String id, BooleanSupplier done) {
        long[] next = {System.nanoTime()};
        Waiter.until("the command " + id + " to have an effect", () -> {
            if (!done.getAsBoolean() && System.nanoTime() - next[0] >= 0 && attempt(id)) {
                next[0] = System.nanoTime() + UNDER_WAY.toNanos();
            }
            return done.getAsBoolean();
        });
    }

    /** Waits until a key, such as {@code F5}, means a command in the part that is active, and tells which. */
    public static String ofKey(String key) throws ParseException {
        KeySequence sequence = KeySequence.getInstance(key);
        return Waiter.find("the key " + key + " to mean something", () -> Optional
                .ofNullable(PlatformUI.getWorkbench().getService(IBindingService.class).getPerfectMatch(sequence))
                .map(binding -> binding.getParameterizedCommand().getId()));
    }

    /** Begins a command that opens a dialog, and so does not return before that is closed. */
    public static void start(String id) {
        Ui.start(() -> attempt(id));
    }

    private static boolean attempt(String id) {
        try {
            PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(id, null);
            return true;
        } catch (NotEnabledException | NotHandledException notYet) {
            return false;
        } catch (CommandException e) {
            throw new AssertionError(id + ": " + e.getMessage(), e);
        }
    }

    /** Whether a command could be carried out now. On the user-interface thread. */
    public static boolean isEnabled(String id) {
        Command command = PlatformUI.getWorkbench().getService(ICommandService.class).getCommand(id);
        command.setEnabled(PlatformUI.getWorkbench().getService(IHandlerService.class).getCurrentState());
        return command.isHandled() && command.isEnabled();
    }
}
