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

import org.eclipse.debug.core.model.DebugElement;
import org.lguest.debug.core.LguestDebug;

/** What all elements of a guest share. */
abstract class GuestDebugElement extends DebugElement {

    GuestDebugElement(GuestDebugTarget target) {
        super(target);
    }

    @Override
    public String getModelIdentifier() {
        return LguestDebug.MODEL_ID;
    }

    @Override
    public GuestDebugTarget getDebugTarget() {
        return (GuestDebugTarget) super.getDebugTarget();
    }
}
