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

import org.eclipse.osgi.util.NLS;

/** What users read, apart from the texts of {@link LguestStatus}. */
public final class Messages extends NLS {

    public static String AccessWords_changed;
    public static String AccessWords_wasRead;
    public static String ConditionFaults_divisionByZero;
    public static String ConditionFaults_unmapped;
    public static String DebugRegisterCensus_guest;
    public static String DebugRegisterCensus_holder;
    public static String DebugRegisterReader_physical;
    public static String EventWords_access;
    public static String EventWords_andAddress;
    public static String EventWords_andErrorCode;
    public static String EventWords_any;
    public static String EventWords_arguments;
    public static String EventWords_call;
    public static String EventWords_change;
    public static String EventWords_console;
    public static String EventWords_debugRegister;
    public static String EventWords_directory;
    public static String EventWords_errorCode;
    public static String EventWords_hypercall;
    public static String EventWords_in;
    public static String EventWords_interrupt;
    public static String EventWords_irq;
    public static String EventWords_mode;
    public static String EventWords_out;
    public static String EventWords_pageTable;
    public static String EventWords_port;
    public static String EventWords_ports;
    public static String EventWords_queued;
    public static String EventWords_register;
    public static String EventWords_text;
    public static String EventWords_to;
    public static String EventWords_toKernel;
    public static String EventWords_toUser;
    public static String EventWords_trap;
    public static String EventWords_vector;
    public static String EventWords_with;
    public static String FrameVariables_assignment;
    public static String FrameVariables_at;
    public static String FrameVariables_atEnd;
    public static String FrameVariables_noAddress;
    public static String FrameVariables_noNumber;
    public static String FrameVariables_onlyValue;
    public static String GuestAddressBreakpoint_message;
    public static String GuestConsole_lost;
    public static String GuestDebugTarget_name;
    public static String GuestEventBreakpoint_message;
    public static String GuestFunctionBreakpoint_message;
    public static String GuestGlobals_all;
    public static String GuestGlobals_file;
    public static String GuestGlobals_others;
    public static String GuestLineBreakpoint_message;
    public static String GuestNews_frameLeft;
    public static String GuestNews_watchLost;
    public static String GuestProcess_crashed;
    public static String GuestProcess_failed;
    public static String GuestProcess_killed;
    public static String GuestProcess_lastExits;
    public static String GuestProcess_poweredOff;
    public static String GuestProcess_restart;
    public static String GuestProcess_terminated;
    public static String GuestProcess_warning;
    public static String GuestStreamMonitor_dropped;
    public static String GuestThread_name;
    public static String GuestVariableValue_absent;
    public static String GuestWatchExpressions_notSuspended;
    public static String GuestWatchpoint_message;
    public static String IndexMonitor_lines;
    public static String IndexMonitor_names;
    public static String IndexMonitor_symbols;
    public static String IndexMonitor_units;
    public static String Installation_tooFew;
    public static String LaunchSettings_isFolder;
    public static String LaunchSettings_noFolder;
    public static String LaunchSettings_noPermission;
    public static String LguestLaunchDelegate_building;
    public static String LguestLaunchDelegate_reading;
    public static String NameIndexJob_name;
    public static String RegisterGroups_control;
    public static String RegisterGroups_debug;
    public static String RegisterGroups_flags;
    public static String RegisterGroups_general;
    public static String RegisterGroups_segment;
    public static String RegisterLayout_access;
    public static String RegisterLayout_execute;
    public static String RegisterLayout_gdt;
    public static String RegisterLayout_inputOutput;
    public static String RegisterLayout_ldt;
    public static String RegisterLayout_noneEnabled;
    public static String RegisterLayout_nothingSet;
    public static String RegisterLayout_nullSelector;
    public static String RegisterLayout_write;
    public static String StartAgain_job;

    static {
        NLS.initializeMessages("org.lguest.debug.core.messages", Messages.class);
    }

    private Messages() {
    }
}
