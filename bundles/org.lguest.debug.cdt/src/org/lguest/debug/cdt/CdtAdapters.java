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
    private static final String RUN_TO_LINE = MODEL + "IRunToLine";
    private static final String RESUME_AT_LINE = MODEL + "IResumeAtLine";
    private static final String MOVE_TO_LINE = MODEL + "IMoveToLine";
    private static final String HOVER = "org.eclipse.cdt.ui.text.c.hover.ICEditorTextHover";

    @Override
    public <T> @Nullable T getAdapter(Object element, Class<T> adapter) {
        if (!(element instanceof IDebugElement part && part.getDebugTarget() instanceof GuestDebugTarget target)) {
            return null;
        }
        return switch (adapter.getName()) {
            case STEPPING_MODE -> ByName.implement(adapter, target, steppingMode(target));
            case RUN_TO_LINE -> ByName.implement(adapter, target, CdtLine.runTo(target));
            case RESUME_AT_LINE -> ByName.implement(adapter, target, CdtLine.resumeAt(target));
            case MOVE_TO_LINE -> ByName.implement(adapter, target, CdtLine.moveTo(target));
            case HOVER -> CdtHover.over(part).map(methods -> ByName.implement(adapter, part, methods)).orElse(null);
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
