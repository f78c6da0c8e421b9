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

#include "lguest.h"
#include "string.h"

struct boot_parameters boot_parameters;

/* The page at physical address 0 is laid out as Linux's boot protocol has it; these are the places in it that count. */
#define BOOT_PAGE ((const unsigned char *) PAGE_OFFSET)
#define BOOT_MEMORY_MAP_COUNT 0x1E8
#define BOOT_INITRD 0x218
#define BOOT_INITRD_LENGTH 0x21C
#define BOOT_ARGUMENTS 0x228
#define BOOT_MEMORY_MAP 0x2D0
#define BOOT_MEMORY_MAP_LENGTH 8 /* within an entry, behind the start */

static uint32_t boot_word(uint32_t offset) {
    return *(const uint32_t *) (BOOT_PAGE + offset);
}

void read_boot_page(void) {
    if (BOOT_PAGE[BOOT_MEMORY_MAP_COUNT] > 0) {
        boot_parameters.memory = boot_word(BOOT_MEMORY_MAP + BOOT_MEMORY_MAP_LENGTH);
    }
    boot_parameters.initrd = boot_word(BOOT_INITRD);
    boot_parameters.initrd_length = boot_word(BOOT_INITRD_LENGTH);
    char *arguments = boot_parameters.arguments;
    copy_text(arguments, linear(boot_word(BOOT_ARGUMENTS)), ARGUMENTS_ROOM);
    for (size_t end = text_length(arguments); end > 0 && arguments[end - 1] == ' '; end--) {
        arguments[end - 1] = 0;
    }
}
