/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "segments.h"

#include "paravirt.h"

#define GDT_ENTRIES 32

/* Base 0, limit 4 GiB, present. The kernel's say DPL 0: it is the Host that raises them to the guest's ring. */
#define FLAT_CODE(dpl) (0x00CF9A000000FFFFull | (uint64_t) (dpl) << 45)
#define FLAT_DATA(dpl) (0x00CF92000000FFFFull | (uint64_t) (dpl) << 45)

static const uint64_t gdt[GDT_ENTRIES] __attribute__((aligned(GDT_ENTRIES * 8))) = {
    [KERNEL_CS / 8] = FLAT_CODE(0),
    [KERNEL_DS / 8] = FLAT_DATA(0),
    [USER_CS / 8] = FLAT_CODE(3),
    [USER_DS / 8] = FLAT_DATA(3),
};

void load_segments(void) {
    paravirt_ops.load_gdt(gdt, GDT_ENTRIES);
}
