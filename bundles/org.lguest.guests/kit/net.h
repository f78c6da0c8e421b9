/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* The network card of 2.6.23: a page of addresses, a key for each, and a buffer for each frame. */
#ifndef KIT_NET_H
#define KIT_NET_H

#include <stdint.h>

#define ADDRESS_LENGTH 6
#define FRAME_ROOM 1514

struct frame {
    uint8_t to[ADDRESS_LENGTH], from[ADDRESS_LENGTH];
    uint8_t type[2]; /* the high byte first */
    char text[FRAME_ROOM - 2 * ADDRESS_LENGTH - 2];
};

/* Finds the card and takes hold of it. Answers whether there is one. */
int start_net(void);

/* This card's address. */
extern uint8_t own_address[ADDRESS_LENGTH];

/* Sends the text in a frame, to whom it may concern. Answers how many others the card took it for. */
uint32_t send_text(const uint8_t *to, const char *text);

/* The next frame that has come, until the next call; NULL if there is none. */
const struct frame *receive_frame(void);

#endif
