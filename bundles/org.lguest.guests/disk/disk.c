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
 * A guest that uses its disks: reads, writes and reads again what it has written, in one piece and in sixteen, and asks
 * for what is not there. What it writes stays behind the first sector.
 */

#include "boot.h"
#include "console.h"
#include "disk.h"
#include "memory.h"
#include "string.h"

#define TEXT_LENGTH 16
#define PIECE 1024
#define PIECES_SECTOR 2
#define PIECES_SECTORS (DMA_PIECES * PIECE / SECTOR_SIZE)

static char *buffer; /* a page */

static const char *outcome(int error) {
    return error != 0 ? "I/O error" : "ok";
}

static void read_title(uint32_t disk) {
    struct lguest_dma pieces = one_piece(buffer, SECTOR_SIZE);
    fill_bytes(buffer, 0, PAGE_SIZE);
    if (read_disk(disk, 0, &pieces) != 0) {
        print("  title: I/O error\n");
        return;
    }
    buffer[TEXT_LENGTH] = 0;
    print("  title: %s\n", buffer);
}

/* How many bytes of a buffer hold a value. */
static uint32_t count(const char *bytes, uint32_t length, char value) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < length; i++) {
        found += bytes[i] == value;
    }
    return found;
}

static void write_and_read_back(uint32_t disk) {
    struct lguest_dma pieces = one_piece(buffer, SECTOR_SIZE);
    fill_bytes(buffer, 'w', SECTOR_SIZE);
    print("  write: %s, ", outcome(write_disk(disk, 1, &pieces)));
    fill_bytes(buffer, 0, SECTOR_SIZE);
    print("read back: %s", outcome(read_disk(disk, 1, &pieces)));
    print(", %u of %u bytes are written\n", count(buffer, SECTOR_SIZE, 'w'), SECTOR_SIZE);
}

/* The same page for every second piece, so that the order shows. */
static void use_sixteen_pieces(uint32_t disk) {
    struct lguest_dma pieces = {.used_len = 0};
    fill_bytes(buffer, 'x', PIECE);
    fill_bytes(buffer + PIECE, 'y', PIECE);
    for (uint32_t i = 0; i < DMA_PIECES; i++) {
        pieces.address[i] = physical(buffer) + i % 2 * PIECE;
        pieces.length[i] = PIECE;
    }
    print("  write %u sectors: %s, ", PIECES_SECTORS, outcome(write_disk(disk, PIECES_SECTOR, &pieces)));
    fill_bytes(buffer, 0, PAGE_SIZE);
    pieces.length[2] = 0;
    print("read the last two pieces: %s", outcome(read_disk(disk, PIECES_SECTOR + PIECES_SECTORS - 4, &pieces)));
    print(", x %u, y %u\n", count(buffer, PIECE, 'x'), count(buffer + PIECE, PIECE, 'y'));
}

static void ask_for_what_is_not_there(uint32_t disk) {
    struct lguest_dma sector = one_piece(buffer, SECTOR_SIZE), two_sectors = one_piece(buffer, 2 * SECTOR_SIZE);
    uint32_t end = disk_sectors(disk);
    print("  beyond the end: %s, ", outcome(read_disk(disk, end, &sector)));
    print("%s, ", outcome(write_disk(disk, 0xFFFFFFFF, &sector)));
    print("across it: %s, ", outcome(read_disk(disk, end - 1, &two_sectors)));
    print("%s\n", outcome(write_disk(disk, end - 1, &two_sectors)));
}

void guest_main(void) {
    uint32_t disks = start_disks();
    buffer = allocate_page();
    for (uint32_t disk = 0; disk < disks; disk++) {
        print("disk %u: %u sectors\n", disk, disk_sectors(disk));
        read_title(disk);
        write_and_read_back(disk);
        use_sixteen_pieces(disk);
        ask_for_what_is_not_there(disk);
    }
    print("%u disks\n", disks);
}
