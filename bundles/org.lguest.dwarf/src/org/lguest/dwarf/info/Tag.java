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

/** What an entry describes (DWARF 5, section 7.5.3): the tags that this reader looks at. */
public final class Tag {
    public static final int DW_TAG_ARRAY_TYPE = 0x01;
    public static final int DW_TAG_CLASS_TYPE = 0x02;
    public static final int DW_TAG_ENUMERATION_TYPE = 0x04;
    public static final int DW_TAG_FORMAL_PARAMETER = 0x05;
    public static final int DW_TAG_LABEL = 0x0A;
    public static final int DW_TAG_LEXICAL_BLOCK = 0x0B;
    public static final int DW_TAG_MEMBER = 0x0D;
    public static final int DW_TAG_POINTER_TYPE = 0x0F;
    public static final int DW_TAG_REFERENCE_TYPE = 0x10;
    public static final int DW_TAG_COMPILE_UNIT = 0x11;
    public static final int DW_TAG_STRUCTURE_TYPE = 0x13;
    public static final int DW_TAG_SUBROUTINE_TYPE = 0x15;
    public static final int DW_TAG_TYPEDEF = 0x16;
    public static final int DW_TAG_UNION_TYPE = 0x17;
    public static final int DW_TAG_UNSPECIFIED_PARAMETERS = 0x18;
    public static final int DW_TAG_INHERITANCE = 0x1C;
    public static final int DW_TAG_INLINED_SUBROUTINE = 0x1D;
    public static final int DW_TAG_SUBRANGE_TYPE = 0x21;
    public static final int DW_TAG_BASE_TYPE = 0x24;
    public static final int DW_TAG_CONST_TYPE = 0x26;
    public static final int DW_TAG_ENUMERATOR = 0x28;
    public static final int DW_TAG_SUBPROGRAM = 0x2E;
    public static final int DW_TAG_VARIABLE = 0x34;
    public static final int DW_TAG_VOLATILE_TYPE = 0x35;
    public static final int DW_TAG_RESTRICT_TYPE = 0x37;
    public static final int DW_TAG_NAMESPACE = 0x39;
    public static final int DW_TAG_UNSPECIFIED_TYPE = 0x3B;
    public static final int DW_TAG_RVALUE_REFERENCE_TYPE = 0x42;
    public static final int DW_TAG_ATOMIC_TYPE = 0x47;
    public static final int DW_TAG_CALL_SITE = 0x48;
    public static final int DW_TAG_CALL_SITE_PARAMETER = 0x49;
    /** GNU's, before DWARF 5 had its own. */
    public static final int DW_TAG_GNU_CALL_SITE = 0x4109;
    public static final int DW_TAG_GNU_CALL_SITE_PARAMETER = 0x410A;

    private Tag() {
    }
}
