/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "list.h"

enum colour { RED, GREEN = 5, BLUE = -1 };
typedef unsigned int amount_t;

struct account {
    char name[8];
    amount_t balance;
    unsigned int open : 1, kind : 3;
    union { long long wide; char bytes[8]; } u;
    struct { short x, y; };
    enum colour colour;
    void (*notify)(struct account *);
};

int counter = 3;
volatile const int limit = 100;
static struct account account;
struct account *current = &account;
struct node table[4];
long grid[3][5];
char text[] = "text";
double ratio;
extern int elsewhere[];

static int square(int x)
{
    return x * x;
}

static inline __attribute__((always_inline)) int twice(int x)
{
    int y = x + x;
    return y;
}

int bump(int n)
{
    static int calls;
    static struct node last;
    int i;

    calls++;
    for (i = 0; i < n; i++)
        counter += square(i) + twice(i);
    if (counter > limit)
        counter = 0;
    last.value = counter;
    return counter;
}

int transfer(struct account *to, amount_t sum)
{
    static char calls;
    calls++;
    to->balance += sum; account.balance -= sum; if (sum > 5) account.open = 1;
    return to->balance;
}

#line 7 "generated.y"
int generated(int n)
{
    switch (n) {
    case 1: return push(table, 4);
    case 2: return bump(n);
    case 9: return square(n) + twice(n);
    default: return elsewhere[n & 3];
    }
}
#line 81 "bank.c"

void _start(void)
{
    bump(3);
    transfer(current, 7);
    generated(2);
    for (;;)
        ;
}
