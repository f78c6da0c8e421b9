/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/*
 * A guest at whose console one types. On its way there it makes the calls that Linux makes on its own, and each of its
 * commands needs one of the things that only a guest of some size needs: the console's input, the floating-point unit,
 * a segment for thread-local storage, the clock.
 */

#include "boot.h"
#include "console.h"
#include "fpu.h"
#include "keyboard.h"
#include "lguest.h"
#include "memory.h"
#include "paravirt.h"
#include "string.h"
#include "timer.h"

#define LINE_ROOM 80
#define TLS_SELECTOR (6 * 8 + 3)
#define TLS_ENTRIES 3
#define PMD_SHIFT 22

/* Linux's cpu_init: the debug registers start out clear. */
static void clear_debug_registers(void) {
    static const uint32_t registers[] = {0, 1, 2, 3, 6, 7};
    for (uint32_t i = 0; i < sizeof registers / sizeof registers[0]; i++) {
        paravirt_ops.set_debugreg(registers[i], 0);
    }
}

/* Two who add up at the same time, each with half of the unit's registers full of its own. */
static void command_fpu(void) {
    uint32_t traps = fpu_traps;
    int32_t sums[2];
    for (uint32_t i = 0; i < 2; i++) {
        switch_fpu(i);
        __asm__ volatile("fld1\n\tfldz");
    }
    for (uint32_t round = 0; round < 10; round++) {
        switch_fpu(0);
        __asm__ volatile("fadd %st(1)");
        switch_fpu(1);
        __asm__ volatile("fadd %st(1)\n\tfadd %st(1)");
    }
    for (uint32_t i = 0; i < 2; i++) {
        switch_fpu(i);
        __asm__ volatile("fistpl %0\n\tfstp %%st(0)" : "=m"(sums[i]));
    }
    print("%d and %d, with %u traps\n", sums[0], sums[1], fpu_traps - traps);
}

static void command_tls(void) {
    static uint32_t words[2] = {0x11111111, 0x22222222};
    static uint64_t entries[TLS_ENTRIES];
    for (uint32_t i = 0; i < 2; i++) {
        uint32_t base = (uint32_t) &words[i], value;
        entries[0] = (uint64_t) (base & 0xFF000000) << 32 | (uint64_t) 0x0040F2 << 40 | (uint64_t) (base & 0xFFFFFF) << 16
                     | (sizeof words[i] - 1);
        hypercall(LHCALL_LOAD_TLS, physical(entries), 0, 0);
        __asm__ volatile("mov %1, %%gs\n\tmovl %%gs:0, %0\n\tmov %2, %%gs" : "=r"(value) : "r"(TLS_SELECTOR), "r"(0));
        print("%08x%s", value, i == 0 ? " and " : "\n");
    }
}

static void command_time(void) {
    uint32_t before = ticks;
    int32_t seconds = lguest_data.time.seconds;
    sleep_until(before + 100);
    print("%u ticks, %d second\n", ticks - before, lguest_data.time.seconds - seconds);
}

static int is(const char *line, const char *word) {
    while (*line != 0 && *line == *word) {
        line++;
        word++;
    }
    return *line == *word;
}

void guest_main(void) {
    char line[LINE_ROOM];
    clear_debug_registers();
    hypercall(LHCALL_SET_PMD, 0, PAGE_OFFSET >> PMD_SHIFT, 0); /* of no directory that the Host knows */
    start_fpu();
    start_keyboard();
    for (;;) {
        print("?\n");
        read_line(line, sizeof line);
        if (is(line, "fpu")) {
            command_fpu();
        } else if (is(line, "tls")) {
            command_tls();
        } else if (is(line, "time")) {
            command_time();
        } else if (is(line, "off")) {
            return;
        } else if (line[0] != 0) {
            print("%s?\n", line);
        }
    }
}
