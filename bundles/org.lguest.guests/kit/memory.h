/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* Two-level paging with 4 KiB pages, as the Host demands it. */
#ifndef KIT_MEMORY_H
#define KIT_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* Ring 3's stack ends here: right below the kernel. */
#define USER_STACK_TOP PAGE_OFFSET

/* Pages of devices appear between the map of memory and the Switcher. */
#define DEVICE_WINDOW 0xFF800000
#define DEVICE_WINDOW_END 0xFFC00000

/* From the Launcher's page tables to the kernel's own: all memory at PAGE_OFFSET, ring 3's sections open to ring 3. */
void build_page_tables(void);

/* A zeroed page from behind the image; panics when there is none left. */
void *allocate_page(void);

/* Maps a fresh page for ring 3 at a linear address below PAGE_OFFSET. */
void map_user_page(uint32_t address);

/* Makes the table for pages of devices, which map_device_page does otherwise when it needs it. */
void prepare_device_window(void);

/* Maps a page of a device, by its physical address, and says where. */
void *map_device_page(uint32_t page);

/* Whether ring 3 may read all these bytes. */
int is_user_readable(uint32_t address, size_t length);

#endif
