/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "devices.h"

#include "console.h"
#include "memory.h"
#include "string.h"
#include "timer.h"
#include "virtio.h"

#define SECTOR_SIZE 512
#define WORD 16
#define BLOCK_READ 0
#define BLOCK_WRITE 1
#define BLOCK_OK 0

/* Before the data of a request to a disk (virtio 1.0, section 5.2.6); behind them is a byte that says how it went. */
struct block_header {
    uint32_t type, reserved;
    uint32_t sector, sector_high;
};

/* Answers 0, or the device's reason. */
static uint8_t transfer(struct virtio_device *disk, uint32_t type, uint32_t sector, char *data) {
    struct block_header header = {.type = type, .sector = sector};
    uint8_t status = 0xFF;
    struct piece request[] = {
        {&header, sizeof header, 0}, {data, SECTOR_SIZE, type == BLOCK_READ}, {&status, sizeof status, 1}};
    give_request(disk, 0, request, 3);
    await_answer(disk, 0);
    return status;
}

void use_the_disk(void) {
    static struct virtio_device disk;
    static char sector[SECTOR_SIZE];
    if (!start_virtio(&disk, VIRTIO_BLOCK, 0, 1)) {
        print("block: none\n");
        return;
    }
    uint8_t read = transfer(&disk, BLOCK_READ, 0, sector);
    char word[WORD + 1];
    copy_text(word, sector, sizeof word);
    for (size_t i = 0; i < WORD; i++) {
        sector[i] = word[WORD - 1 - i];
    }
    uint8_t written = transfer(&disk, BLOCK_WRITE, 1, sector);
    fill_bytes(sector, 0, sizeof sector);
    uint8_t again = transfer(&disk, BLOCK_READ, 1, sector);
    sector[WORD] = 0;
    print("block: %u sectors, \"%s\" (%u), \"%s\" (%u, %u)\n", read_configuration(&disk, 0), word, read, sector, written,
          again);
}

#define NET_RECEIVE 0
#define NET_SEND 1
#define NET_MAC (1u << 5) /* the feature: the device knows its address */
#define ADDRESS_LENGTH 6
#define NET_HEADER 12 /* of virtio's own; all zeros mean a frame as it is */
#define FRAME_ROOM 1514

struct frame {
    uint8_t header[NET_HEADER];
    uint8_t to[ADDRESS_LENGTH], from[ADDRESS_LENGTH];
    uint8_t type[2]; /* the high byte first: 88b5, which means nothing to anybody else */
    char text[FRAME_ROOM - 2 * ADDRESS_LENGTH - 2];
};

void use_the_network(uint32_t patience) {
    static struct virtio_device card;
    static struct frame sent = {.to = {255, 255, 255, 255, 255, 255}, .type = {0x88, 0xB5}, .text = "hello"};
    static struct frame heard;
    if (!start_virtio(&card, VIRTIO_NET, NET_MAC, 2)) {
        print("net: none\n");
        return;
    }
    for (uint32_t i = 0; i < ADDRESS_LENGTH; i++) {
        sent.from[i] = read_configuration_byte(&card, i);
    }
    struct piece whole = {&heard, sizeof heard, 1};
    give_request(&card, NET_RECEIVE, &whole, 1);
    struct piece hello = {&sent, offsetof(struct frame, text) + sizeof "hello", 0};
    give_request(&card, NET_SEND, &hello, 1);
    await_answer(&card, NET_SEND);
    uint32_t length = 0;
    for (uint32_t until = ticks + patience; !take_answer(&card, NET_RECEIVE, &length) && ticks < until;) {
        sleep_until(ticks + 1);
    }
    print("net: sent 1, heard \"%s\"\n", length == 0 ? "" : heard.text);
}

#define RANDOM_WORDS 4

void draw_random_numbers(void) {
    static struct virtio_device source;
    static uint32_t words[RANDOM_WORDS];
    if (!start_virtio(&source, VIRTIO_ENTROPY, 0, 1)) {
        print("entropy: none\n");
        return;
    }
    struct piece room = {words, sizeof words, 1};
    give_request(&source, 0, &room, 1);
    uint32_t length = await_answer(&source, 0);
    print("entropy: %u bytes, %08x %08x %08x %08x\n", length, words[0], words[1], words[2], words[3]);
}
