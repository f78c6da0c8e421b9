/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.cdt;

import java.util.Map;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.debug.core.model.IDebugElement;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.GuestDebugTarget;

/**
 * What CDT's commands ask the selected element of a guest for. The platform finds the interfaces by the names that
 * {@code plugin.xml} gives, so that CDT's classes are met here first, and only if CDT is there to ask.
 */
public final class CdtAdapters implements IAdapterFactory {

    private static final String MODEL = "org.eclipse.cdt.debug.core.model.";
    private static final String STEPPING_MODE = MODEL + "ISteppingModeTarget";

    @Override
    public <T> @Nullable T getAdapter(Object element, Class<T> adapter) {
        if (!(element instanceof IDebugElement part && part.getDebugTarget() instanceof GuestDebugTarget target)) {
            return null;
        }
        return switch (adapter.getName()) {
            case STEPPING_MODE -> ByName.implement(adapter, target, steppingMode(target));
            default -> null;
        };
    }

    /** The button that has a step be one instruction, and not one source line. */
    private static Map<String, ByName.Body> steppingMode(GuestDebugTarget target) {
        return Map.of(
                "supportsInstructionStepping", none -> true,
                "isInstructionSteppingEnabled", none -> target.isInstructionStepping(),
                "enableInstructionStepping", enabled -> {
                    target.setInstructionStepping(Boolean.TRUE.equals(enabled[0]));
                    return null;
                });
    }

    /** None that could be named without CDT. */
    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[0];
    }
}
