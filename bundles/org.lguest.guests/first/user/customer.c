/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* The customer: a program in ring 3, to which the shop is a few system calls. */

#include "customer.h"

#include "shop.h"
#include "system_calls.h"

struct wish {
    int article;
    int pieces;
};

static const struct wish wishes[] = {
    {BREAD, 2}, {CHEESE, 1}, {APPLES, 6}, {BREAD, 1}, {COFFEE, 1}, {APPLES, 12}, {CHEESE, 2}, {COFFEE, 1},
};

#define WISHES (int) (sizeof wishes / sizeof wishes[0])

static int spent;

static int system_call(int number, int ebx, int ecx) {
    __asm__ volatile("int $0x80" : "+a"(number) : "b"(ebx), "c"(ecx) : "memory");
    return number;
}

static void say(const char *text) {
    int length = 0;
    while (text[length] != 0) {
        length++;
    }
    system_call(SYSTEM_CALL_WRITE, (int) text, length);
}

void customer(void) {
    say("Customer: good morning from ring 3\n");
    for (int i = 0; i < WISHES; i++) {
        spent += system_call(SYSTEM_CALL_BUY, wishes[i].article, wishes[i].pieces);
        system_call(SYSTEM_CALL_YIELD, 0, 0);
    }
    say("Customer: thank you\n");
    system_call(SYSTEM_CALL_EXIT, spent, 0);
}
