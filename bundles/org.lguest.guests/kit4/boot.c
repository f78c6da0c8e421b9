/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "boot.h"

#include "console.h"
#include "early_console.h"
#include "memory.h"
#include "paravirt.h"
#include "segments.h"
#include "task.h"
#include "timer.h"
#include "traps.h"

#define TSS_ENTRY 16

__attribute__((weak)) void guest_early(void) {
}

/* Nothing is watched until somebody asks: every kernel does this to its processor. */
static void clear_debug_registers(void) {
    static const uint8_t numbers[] = {0, 1, 2, 3, 6, 7};
    for (size_t i = 0; i < sizeof numbers; i++) {
        paravirt_ops.set_debugreg(numbers[i], 0);
    }
}

/* In the order of Linux 4.10. LGUEST_INIT and the first NEW_PGTABLE were made in entry.S. */
void kernel_start(void) {
    lguest_init();
    read_boot_page();
    load_segments();
    build_page_tables();
    load_traps();
    prepare_device_window();
    start_early_console();
    guest_early();
    start_tasks();
    hypercall(LHCALL_LOAD_GDT_ENTRY, TSS_ENTRY, 0, 0); /* the Host has one of its own there, and keeps it */
    clear_debug_registers();
    start_clock();
    paravirt_ops.irq_enable();
    guest_main();
    power_off();
}
