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

    public static String AddBreakpointDialog_address;
    public static String AddBreakpointDialog_data;
    public static String AddBreakpointDialog_function;
    public static String AddBreakpointDialog_line;
    public static String AddBreakpointDialog_ready;
    public static String AddBreakpointDialog_title;
    public static String AddBreakpointHandler_job;
    public static String BreakpointEntry_addressPrompt;
    public static String BreakpointEntry_dataPrompt;
    public static String BreakpointEntry_filePrompt;
    public static String BreakpointEntry_functionPrompt;
    public static String BreakpointEntry_linePrompt;
    public static String BreakpointLabels_address;
    public static String BreakpointLabels_bracket;
    public static String BreakpointLabels_condition;
    public static String BreakpointLabels_faulted;
    public static String BreakpointLabels_function;
    public static String BreakpointLabels_hits;
    public static String BreakpointLabels_ignoreCount;
    public static String BreakpointLabels_installed;
    public static String BreakpointLabels_installedInMany;
    public static String BreakpointLabels_installedInSeveral;
    public static String BreakpointLabels_movedTo;
    public static String BreakpointLabels_pendingForOne;
    public static String BreakpointLabels_pendingForRegister;
    public static String BreakpointLabels_pendingForSymbol;
    public static String BreakpointLabels_place;
    public static String BreakpointLabels_refused;
    public static String BreakpointPropertiesHandler_title;
    public static String BreakpointStates_guest;
    public static String BreakpointStates_hits;
    public static String BreakpointStates_holders;
    public static String BreakpointStates_installed;
    public static String BreakpointStates_installedIn;
    public static String BreakpointStates_movedTo;
    public static String BreakpointStates_none;
    public static String BreakpointStates_pending;
    public static String BreakpointStates_refused;
    public static String Column_before;
    public static String Column_hits;
    public static String Column_kind;
    public static String Column_length;
    public static String Column_meaning;
    public static String Column_owner;
    public static String Column_register;
    public static String Column_value;
    public static String DebugRegistersView_nothing;
    public static String DebugRegistersView_running;
    public static String DebugRegistersView_suspended;
    public static String DebugTab_banks;
    public static String DebugTab_extended;
    public static String DebugTab_extendedExplained;
    public static String DebugTab_guestTraps;
    public static String DebugTab_hardware;
    public static String DebugTab_hardwareExplained;
    public static String DebugTab_name;
    public static String DebugTab_start;
    public static String DebugTab_stop;
    public static String DebugTab_symbol;
    public static String DebugTab_symbolPrompt;
    public static String DebugTab_transcript;
    public static String DebugTab_transcriptExplained;
    public static String DebugTab_transcriptFile;
    public static String DevicesTab_add;
    public static String DevicesTab_disk;
    public static String DevicesTab_disks;
    public static String DevicesTab_down;
    public static String DevicesTab_file;
    public static String DevicesTab_label;
    public static String DevicesTab_name;
    public static String DevicesTab_prompt;
    public static String DevicesTab_readOnly;
    public static String DevicesTab_readWrite;
    public static String DevicesTab_remove;
    public static String DevicesTab_snapshot;
    public static String DevicesTab_up;
    public static String DevicesTab_writes;
    public static String EntryFields_address;
    public static String EntryFields_browse;
    public static String EntryFields_expression;
    public static String EntryFields_file;
    public static String EntryFields_function;
    public static String EntryFields_length;
    public static String EntryFields_lengthToolTip;
    public static String EntryFields_line;
    public static String EntryFields_read;
    public static String EntryFields_sourceFile;
    public static String EntryFields_write;
    public static String FileField_chooseFile;
    public static String FileField_fileSystem;
    public static String FileField_variables;
    public static String FileField_workspace;
    public static String GoToSource_job;
    public static String GuestBreakpointPage_enabled;
    public static String GuestBreakpointPage_job;
    public static String GuestBreakpointPage_state;
    public static String GuestCheck_job;
    public static String GuestLaunchShortcut_choose;
    public static String GuestLaunchShortcut_several;
    public static String GuestTab_checking;
    public static String GuestsProject_comment;
    public static String GuestsProject_copying;
    public static String GuestsProject_creating;
    public static String GuestsProject_launch;
    public static String GuestsProject_launchOf;
    public static String GuestsWizard_description;
    public static String GuestsWizard_failed;
    public static String GuestsWizard_title;
    public static String HitFields_condition;
    public static String HitFields_conditionToolTip;
    public static String HitFields_ignoreCount;
    public static String HitFields_ignoreCountToolTip;
    public static String HypervisorTab_faithful;
    public static String HypervisorTab_faithfulExplained;
    public static String HypervisorTab_interpose;
    public static String HypervisorTab_interposeExplained;
    public static String HypervisorTab_lguest;
    public static String HypervisorTab_machine;
    public static String HypervisorTab_name;
    public static String HypervisorTab_processor;
    public static String HypervisorTab_processorExplained;
    public static String Labels_accessedBy;
    public static String Labels_changed;
    public static String Labels_conditionFaulted;
    public static String Labels_disconnected;
    public static String Labels_frame;
    public static String Labels_function;
    public static String Labels_guessed;
    public static String Labels_guestTrap;
    public static String Labels_hitBreakpoint;
    public static String Labels_hitSomething;
    public static String Labels_hitWatchpoint;
    public static String Labels_inlined;
    public static String Labels_lineBreakpoint;
    public static String Labels_matched;
    public static String Labels_ranToLine;
    public static String Labels_read;
    public static String Labels_readAndWrite;
    public static String Labels_running;
    public static String Labels_singleStep;
    public static String Labels_stepped;
    public static String Labels_stepping;
    public static String Labels_stoppedAt;
    public static String Labels_suspended;
    public static String Labels_suspendedAt;
    public static String Labels_taskSwitch;
    public static String Labels_terminated;
    public static String Labels_wasRead;
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
    public static String Refused_change;
    public static String Refused_step;
    public static String RowActions_change;
    public static String RowActions_copy;
    public static String RowActions_goToBreakpoint;
    public static String RowActions_goToSource;
    public static String RowActions_refresh;
    public static String Rows_bank;
    public static String Rows_before;
    public static String Rows_debugger;
    public static String Rows_execute;
    public static String Rows_free;
    public static String Rows_guest;
    public static String Rows_inputOutput;
    public static String Rows_noRegister;
    public static String Rows_nothing;
    public static String Rows_off;
    public static String Rows_waiting;
    public static String ToggleGuestBreakpoints_job;
    public static String ToggleTargets_description;
    public static String ToggleTargets_name;
    public static String Verdict_asking;

    static {
        NLS.initializeMessages("org.lguest.debug.ui.messages", Messages.class);
    }

    private Messages() {
    }
}
