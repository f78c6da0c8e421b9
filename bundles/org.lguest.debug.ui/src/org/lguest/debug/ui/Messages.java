/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui;

import org.eclipse.osgi.util.NLS;

/** What users read; the texts are in {@code messages.properties}. */
public final class Messages extends NLS {

    public static String AddWatchpointDialog_badLength;
    public static String AddWatchpointDialog_expression;
    public static String AddWatchpointDialog_length;
    public static String AddWatchpointDialog_lengthToolTip;
    public static String AddWatchpointDialog_neitherReadNorWrite;
    public static String AddWatchpointDialog_prompt;
    public static String AddWatchpointDialog_read;
    public static String AddWatchpointDialog_title;
    public static String AddWatchpointDialog_write;
    public static String AddWatchpointHandler_job;
    public static String DebugTab_banks;
    public static String DebugTab_extended;
    public static String DebugTab_extendedExplained;
    public static String DebugTab_hardware;
    public static String DebugTab_hardwareExplained;
    public static String DebugTab_name;
    public static String DebugTab_start;
    public static String DebugTab_stop;
    public static String DebugTab_symbol;
    public static String DebugTab_symbolPrompt;
    public static String FileField_chooseFile;
    public static String FileField_fileSystem;
    public static String FileField_variables;
    public static String FileField_workspace;
    public static String GuestTab_checking;
    public static String Labels_disconnected;
    public static String Labels_frame;
    public static String Labels_function;
    public static String Labels_guessed;
    public static String Labels_hitBreakpoint;
    public static String Labels_hitSomething;
    public static String Labels_hitWatchpoint;
    public static String Labels_inlined;
    public static String Labels_lineBreakpoint;
    public static String Labels_ranToLine;
    public static String Labels_read;
    public static String Labels_readAndWrite;
    public static String Labels_running;
    public static String Labels_stepped;
    public static String Labels_stepping;
    public static String Labels_stoppedAt;
    public static String Labels_suspended;
    public static String Labels_suspendedAt;
    public static String Labels_terminated;
    public static String Labels_watchpoint;
    public static String Labels_watchpointOfLength;
    public static String Labels_write;
    public static String LaunchCheck_job;
    public static String MainTab_arguments;
    public static String MainTab_image;
    public static String MainTab_imagePrompt;
    public static String MainTab_imageTitle;
    public static String MainTab_initrd;
    public static String MainTab_initrdTitle;
    public static String MainTab_kernel;
    public static String MainTab_machine;
    public static String MainTab_memory;
    public static String MainTab_memoryIsNoNumber;
    public static String MainTab_memoryPrompt;
    public static String MainTab_name;
    public static String MainTab_none;
    public static String RefusedChange_title;
    public static String ToggleGuestBreakpoints_job;
    public static String ToggleTargets_description;
    public static String ToggleTargets_name;

    static {
        NLS.initializeMessages("org.lguest.debug.ui.messages", Messages.class);
    }

    private Messages() {
    }
}
