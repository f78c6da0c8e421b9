/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.registers;

import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugModelPresentation;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.graphics.Image;
import org.jspecify.annotations.Nullable;

/** The first column: a bank has the view's image, and a register that is armed for a breakpoint the breakpoint's. */
final class RegisterLabels extends RowLabels {

    private static final String PLUGIN = "org.lguest.debug.ui";
    private static final String BANK = "icons/debug_registers.svg";

    private final IDebugModelPresentation breakpoints = DebugUITools.newDebugModelPresentation();
    private final LocalResourceManager resources = new LocalResourceManager(JFaceResources.getResources());

    RegisterLabels() {
        super(Column.REGISTER);
    }

    @Override
    public @Nullable Image getImage(Object element) {
        Row row = (Row) element;
        if (row.isBank()) {
            return ResourceLocator.imageDescriptorFromBundle(PLUGIN, BANK).map(resources::get).orElse(null);
        }
        return row.breakpoint().filter(known -> known.getMarker() != null && known.getMarker().exists())
                .map(breakpoints::getImage).orElse(null);
    }

    @Override
    public void dispose() {
        breakpoints.dispose();
        resources.dispose();
        super.dispose();
    }
}
