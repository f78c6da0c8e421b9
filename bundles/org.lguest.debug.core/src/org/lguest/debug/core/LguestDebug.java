/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core;

/** The identifiers by which other plug-ins, launch files and markers name this one. */
public final class LguestDebug {

    /** This bundle, and the plug-in of every status in {@link LguestStatus}. */
    public static final String PLUGIN_ID = "org.lguest.debug.core";

    /** What {@code IDebugElement.getModelIdentifier()} answers, and the model of our own breakpoints. */
    public static final String MODEL_ID = PLUGIN_ID;

    /** The launch configuration type "Lguest Guest". */
    public static final String LAUNCH_CONFIGURATION_TYPE = PLUGIN_ID + ".launchConfigurationType";

    /** The source locator of that launch configuration type. */
    public static final String SOURCE_LOCATOR = PLUGIN_ID + ".sourceLocator";

    /** The source path computer of that launch configuration type. */
    public static final String SOURCE_PATH_COMPUTER = PLUGIN_ID + ".sourcePathComputer";

    /** {@code IProcess.ATTR_PROCESS_TYPE} of a guest. */
    public static final String PROCESS_TYPE = "lguest";

    private LguestDebug() {
    }
}
