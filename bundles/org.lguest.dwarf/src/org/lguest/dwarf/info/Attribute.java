/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.info;

/** What is said of an entry (DWARF 5, section 7.5.4): the attributes that this reader asks for. */
public final class Attribute {
    public static final int DW_AT_SIBLING = 0x01;
    public static final int DW_AT_LOCATION = 0x02;
    public static final int DW_AT_NAME = 0x03;
    public static final int DW_AT_BYTE_SIZE = 0x0B;
    public static final int DW_AT_BIT_OFFSET = 0x0C;
    public static final int DW_AT_BIT_SIZE = 0x0D;
    public static final int DW_AT_STMT_LIST = 0x10;
    public static final int DW_AT_LOW_PC = 0x11;
    public static final int DW_AT_HIGH_PC = 0x12;
    public static final int DW_AT_COMP_DIR = 0x1B;
    public static final int DW_AT_LOWER_BOUND = 0x22;
    public static final int DW_AT_PRODUCER = 0x25;
    public static final int DW_AT_CONST_VALUE = 0x1C;
    public static final int DW_AT_INLINE = 0x20;
    public static final int DW_AT_PROTOTYPED = 0x27;
    public static final int DW_AT_UPPER_BOUND = 0x2F;
    public static final int DW_AT_ABSTRACT_ORIGIN = 0x31;
    public static final int DW_AT_COUNT = 0x37;
    public static final int DW_AT_DATA_MEMBER_LOCATION = 0x38;
    public static final int DW_AT_DECL_FILE = 0x3A;
    public static final int DW_AT_DECL_LINE = 0x3B;
    public static final int DW_AT_DECLARATION = 0x3C;
    public static final int DW_AT_ENCODING = 0x3E;
    public static final int DW_AT_EXTERNAL = 0x3F;
    public static final int DW_AT_FRAME_BASE = 0x40;
    public static final int DW_AT_SPECIFICATION = 0x47;
    public static final int DW_AT_TYPE = 0x49;
    public static final int DW_AT_ENTRY_PC = 0x52;
    public static final int DW_AT_RANGES = 0x55;
    public static final int DW_AT_CALL_COLUMN = 0x57;
    public static final int DW_AT_CALL_FILE = 0x58;
    public static final int DW_AT_CALL_LINE = 0x59;
    public static final int DW_AT_SIGNATURE = 0x69;
    public static final int DW_AT_LINKAGE_NAME = 0x6E;
    public static final int DW_AT_DATA_BIT_OFFSET = 0x6B;
    public static final int DW_AT_STR_OFFSETS_BASE = 0x72;
    public static final int DW_AT_ADDR_BASE = 0x73;
    public static final int DW_AT_RNGLISTS_BASE = 0x74;
    public static final int DW_AT_DWO_NAME = 0x76;
    public static final int DW_AT_CALL_ALL_CALLS = 0x7A;
    public static final int DW_AT_CALL_ALL_SOURCE_CALLS = 0x7B;
    public static final int DW_AT_CALL_ALL_TAIL_CALLS = 0x7C;
    public static final int DW_AT_CALL_RETURN_PC = 0x7D;
    public static final int DW_AT_CALL_VALUE = 0x7E;
    public static final int DW_AT_CALL_ORIGIN = 0x7F;
    public static final int DW_AT_CALL_PARAMETER = 0x80;
    public static final int DW_AT_CALL_PC = 0x81;
    public static final int DW_AT_CALL_TAIL_CALL = 0x82;
    public static final int DW_AT_CALL_TARGET = 0x83;
    public static final int DW_AT_LOCLISTS_BASE = 0x8C;
    /** GNU's, before DWARF 5 had its own. */
    public static final int DW_AT_GNU_VECTOR = 0x2107;
    public static final int DW_AT_GNU_CALL_SITE_VALUE = 0x2111;
    public static final int DW_AT_GNU_CALL_SITE_TARGET = 0x2113;
    public static final int DW_AT_GNU_TAIL_CALL = 0x2115;
    public static final int DW_AT_GNU_ALL_TAIL_CALL_SITES = 0x2116;
    public static final int DW_AT_GNU_ALL_CALL_SITES = 0x2117;
    public static final int DW_AT_GNU_ALL_SOURCE_CALL_SITES = 0x2118;
    public static final int DW_AT_GNU_DWO_NAME = 0x2130;
    static final int DW_AT_GNU_DWO_ID = 0x2131;
    static final int DW_AT_GNU_RANGES_BASE = 0x2132;
    static final int DW_AT_GNU_ADDR_BASE = 0x2133;

    private Attribute() {
    }
}
