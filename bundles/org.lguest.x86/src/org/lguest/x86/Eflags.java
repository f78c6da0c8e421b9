/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86;

/** The bits of EFLAGS (SDM volume 1, section 3.4.3). */
public final class Eflags {

    public static final int CF = 0x0001;
    /** Bit 1, which always reads as one. */
    public static final int ONE = 0x0002;
    public static final int PF = 0x0004;
    public static final int AF = 0x0010;
    public static final int ZF = 0x0040;
    public static final int SF = 0x0080;
    public static final int TF = 0x0100;
    public static final int IF = 0x0200;
    public static final int DF = 0x0400;
    public static final int OF = 0x0800;
    public static final int IOPL = 0x3000;
    public static final int IOPL_SHIFT = 12;
    public static final int NT = 0x4000;
    public static final int RF = 0x0001_0000;
    public static final int VM = 0x0002_0000;
    public static final int AC = 0x0004_0000;
    public static final int VIF = 0x0008_0000;
    public static final int VIP = 0x0010_0000;
    public static final int ID = 0x0020_0000;

    /** CF, PF, AF, ZF, SF, OF: what arithmetic sets. */
    public static final int STATUS = CF | PF | AF | ZF | SF | OF;
    /** Every bit of the model that can be one. Virtual-8086 mode is not there, nor are its VM, VIF and VIP. */
    public static final int ALL = STATUS | TF | IF | DF | IOPL | NT | RF | AC | ID;

    private Eflags() {
    }
}
