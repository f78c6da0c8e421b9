/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* What the Launcher left for the kernel, and where the kernel goes once the kit has set the machine up. */
#ifndef KIT_BOOT_H
#define KIT_BOOT_H

#include <stdint.h>

#define ARGUMENTS_ROOM 256

struct boot_parameters {
    uint32_t memory;         /* bytes */
    char arguments[ARGUMENTS_ROOM];
    uint32_t initrd;         /* physical address, 0 where there is none */
    uint32_t initrd_length;  /* bytes, in whole pages */
};

extern struct boot_parameters boot_parameters;

/* Fills them from the page at physical address 0. */
void read_boot_page(void);

/* What a guest wants done while the clock stands still and no interrupt comes; it need not have this. */
void guest_early(void);

/* The program: called in ring 1 with interrupts on and the clock ticking; the machine goes off when it returns. */
void guest_main(void);

#endif
