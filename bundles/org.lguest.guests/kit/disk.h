/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* Block devices: one request at a time, and who asks sleeps until it is done. */
#ifndef KIT_DISK_H
#define KIT_DISK_H

#include <stdint.h>

#include "lguest.h"

#define SECTOR_SIZE 512

/* Finds the block devices and takes hold of them. Answers how many there are. */
uint32_t start_disks(void);

uint32_t disk_sectors(uint32_t disk);

/* Reads into the pieces of the list, which has to be all of it. Answers 0, or -1 for an I/O error. */
int read_disk(uint32_t disk, uint32_t sector, const struct lguest_dma *pieces);

int write_disk(uint32_t disk, uint32_t sector, const struct lguest_dma *pieces);

/* A list of one piece, which must not cross pages. */
struct lguest_dma one_piece(const void *buffer, uint16_t length);

#endif
