/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.launch;

import org.eclipse.core.expressions.PropertyTester;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IPath;
import org.jspecify.annotations.Nullable;

/** The property {@code org.lguest.debug.ui.isGuest} of a file: whether it is a kernel that can be launched. */
public final class GuestImageTester extends PropertyTester {

    private static final GuestImages IMAGES = new GuestImages();

    @Override
    public boolean test(@Nullable Object receiver, String property, Object[] arguments, @Nullable Object expected) {
        IPath location = receiver instanceof IFile file ? file.getLocation() : null;
        boolean found = location != null && IMAGES.contains(location.toPath());
        return expected instanceof Boolean wanted ? found == wanted : found;
    }
}
