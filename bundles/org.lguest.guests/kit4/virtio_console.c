/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "virtio_console.h"

#include "memory.h"
#include "paravirt.h"
#include "timer.h"
#include "virtio.h"

#define INPUT 0
#define OUTPUT 1
#define BUFFER_SIZE 256
#define NO_KEY (-1)

static struct virtio_device console;
static int driven;
static char *keys; /* what was typed last */
static uint32_t typed, taken;

static void ask_for_keys(void) {
    struct piece buffer = {keys, BUFFER_SIZE, 1};
    typed = 0;
    taken = 0;
    give_request(&console, INPUT, &buffer, 1);
}

void start_console(void) {
    if (start_virtio(&console, VIRTIO_CONSOLE, 0, 2)) {
        keys = allocate_page();
        ask_for_keys();
        driven = 1;
    }
}

int console_is_driven(void) {
    return driven;
}

/* The Launcher prints while the guest waits for its notification to come back: there is nothing to sleep for. */
void write_console(const char *text, size_t length) {
    struct piece line = {(void *) text, length, 0};
    uint32_t nothing;
    give_request(&console, OUTPUT, &line, 1);
    while (!take_answer(&console, OUTPUT, &nothing)) {
    }
}

static int read_key(uint32_t tick) {
    if (typed != 0 && taken == typed) {
        ask_for_keys();
    }
    paravirt_ops.irq_disable();
    while (typed == 0 && !take_answer(&console, INPUT, &typed) && ticks < tick) {
        paravirt_ops.safe_halt();
        paravirt_ops.irq_disable();
    }
    paravirt_ops.irq_enable();
    return typed == 0 ? NO_KEY : keys[taken++];
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
