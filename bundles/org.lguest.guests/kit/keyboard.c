/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "keyboard.h"

#include "boot.h"
#include "console.h"
#include "lguest.h"
#include "memory.h"
#include "paravirt.h"
#include "timer.h"
#include "traps.h"

#define DEVICE_CONSOLE 1
#define BUFFER_SIZE 256
#define NO_KEY (-1)
#define FOR_EVER 0xFFFFFFFF

static char *buffer;
static struct lguest_dma *bound; /* used_len says how much of the buffer is typed; 0 gives it back */
static uint32_t taken;

static void on_key(struct trap_frame *frame) {
    (void) frame;
}

void start_keyboard(void) {
    struct lguest_device_desc *devices = map_device_page(boot_parameters.memory);
    uint32_t index = 0;
    while (devices[index].type != DEVICE_CONSOLE) {
        if (++index == DEVICES) {
            panic("There is no console");
        }
    }
    devices[index].status = DEVICE_ACKNOWLEDGED | DEVICE_HAS_DRIVER | DEVICE_DRIVER_OK;
    bound = allocate_page();
    buffer = (char *) (bound + 1);
    bound->address[0] = physical(buffer);
    bound->length[0] = BUFFER_SIZE;
    set_irq_handler(index + 1, on_key);
    if (!hypercall(LHCALL_BIND_DMA, CONSOLE_DMA_KEY, physical(bound), 1 << 8 | (index + 1))) {
        panic("The console takes no buffer");
    }
}

/* With interrupts off between the look and the sleep, no key can slip through in between. */
static int read_key(uint32_t tick) {
    volatile uint32_t *used = &bound->used_len;
    if (*used != 0 && taken == *used) {
        taken = 0;
        *used = 0;
    }
    paravirt_ops.irq_disable();
    while (*used == 0 && ticks < tick) {
        paravirt_ops.safe_halt();
        paravirt_ops.irq_disable();
    }
    paravirt_ops.irq_enable();
    return *used == 0 ? NO_KEY : buffer[taken++];
}

int read_line_until(char *line, size_t room, uint32_t tick) {
    size_t length = 0;
    int key = read_key(tick);
    for (; key != '\n' && key != NO_KEY; key = read_key(tick)) {
        if (length + 1 < room) {
            line[length++] = (char) key;
        }
    }
    line[length] = 0;
    return key == '\n';
}

void read_line(char *line, size_t room) {
    read_line_until(line, room, FOR_EVER);
}
