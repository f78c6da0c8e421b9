/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* What DebugCase.java writes, and what comes back; where the programs live. */

typedef unsigned char u8;
typedef unsigned int u32;

#define CODE 0x10000
#define STACK 0x20000 /* a page */
#define DATA 0x30000 /* two pages, a third that is read-only, and none behind it */

#define PRIVILEGED 1
#define KEEPS_RF 2
#define KEEPS_DR6 4
#define EXTENSIONS 8

#define EVENTS 12
#define REFUSED 0xffffffff

#define TF 0x100
#define RF 0x10000

struct debug_case {
    u32 what, eflags;
    u32 dr[4], dr6, dr7;
    u32 limit, length;
    u8 code[64];
};

struct debug_event {
    u32 vector, eip, eflags, dr6;
};

struct debug_outcome {
    u32 events; /* or REFUSED */
    struct debug_event event[EVENTS];
};
