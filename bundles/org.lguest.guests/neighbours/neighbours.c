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
 * A guest with a network card that gets to know another: it calls out with every tick of the clock until somebody has
 * called out too and somebody has heard it, and answers who calls out. Two of them, launched with the same network and
 * different addresses, find each other, and each says whom it met.
 */

#include "boot.h"
#include "console.h"
#include "net.h"
#include "string.h"
#include "timer.h"

#define PATIENCE_TICKS 3000
/* So long it still answers after it has met somebody: the other may not have heard it yet. */
#define MANNERS_TICKS 20

static const uint8_t everybody[ADDRESS_LENGTH] = {255, 255, 255, 255, 255, 255};

static int heard_a_call, was_heard;

static void print_met(const char *what, const uint8_t *who) {
    print("%s %02x:%02x:%02x:%02x:%02x:%02x\n", what, who[0], who[1], who[2], who[3], who[4], who[5]);
}

static void hear(const struct frame *frame) {
    if (memcmp(frame->text, "hello", sizeof "hello") == 0) {
        if (!heard_a_call) {
            print_met("heard", frame->from);
        }
        heard_a_call = 1;
        send_text(frame->from, "good day");
    } else if (memcmp(frame->text, "good day", sizeof "good day") == 0) {
        if (!was_heard) {
            print_met("was heard by", frame->from);
        }
        was_heard = 1;
    }
}

void guest_main(void) {
    if (!start_net()) {
        print("there is no network card\n");
        return;
    }
    print_met("this is", own_address);
    uint32_t until = PATIENCE_TICKS;
    for (uint32_t tick = ticks; tick < until; sleep_until(++tick)) {
        if (until == PATIENCE_TICKS && send_text(everybody, "hello") != 1) {
            panic("The card does not send");
        }
        for (const struct frame *frame = receive_frame(); frame != NULL; frame = receive_frame()) {
            hear(frame);
        }
        if (until == PATIENCE_TICKS && heard_a_call && was_heard) {
            until = tick + MANNERS_TICKS;
        }
    }
    print(heard_a_call && was_heard ? "pleased to meet you\n" : "nobody is there\n");
}
