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
 * The till that does not add up: a first guest to debug.
 *
 * A small shop runs on this kernel. Deliveries to the neighbours are rung up in the morning, here in ring 1; then a
 * customer comes in, a program in ring 3 that buys by system calls. Every sale goes three ways: the price is added to
 * `takings`, the amount is remembered among the last few for the display, and the sale is written into the ledger. In
 * the evening the till is counted against the ledger. They ought to agree, and they do not.
 *
 * Try it:
 *   1. Run it, and read the console: the till has less than the ledger says.
 *   2. Stop at the first line of ring_up() and step. The first sales are right, every time.
 *   3. Set a watchpoint on `takings` for writing, and resume. It stops where it should, in ring_up(), sale after sale;
 *      and at the ninth sale in a function that never mentions takings. That one is the thief. The stack shows when,
 *      the registers show how, and `last_amounts` shows why.
 *
 * A breakpoint would not have found it, for nobody knows where to put it. The watchpoint is the processor's: it
 * stops whoever writes there, by whatever name.
 */

#include "boot.h"
#include "console.h"
#include "customer.h"
#include "shop.h"
#include "task.h"
#include "timer.h"

#define LAST_AMOUNTS 8
#define LEDGER_PAGES 64
#define CLOSING_TIME 5 /* ticks */

/* What a customer pays, given the full price. */
typedef int (*tariff)(int full_price, int pieces);

struct article {
    const char *name;
    int price;
    int in_stock;
    tariff tariff;
};

/* One entry of the ledger; the newest comes first. */
struct sale {
    struct article *article;
    int pieces;
    int amount;
    struct sale *earlier;
};

struct delivery {
    int article;
    int pieces;
    int times;
};

static int regular(int full_price, int pieces) {
    (void) pieces;
    return full_price;
}

/* Twelve for the price of ten. */
static int by_the_dozen(int full_price, int pieces) {
    int single = full_price / pieces;
    return full_price - pieces / 12 * 2 * single;
}

static struct article shelf[ARTICLES] = {
    [BREAD] = {"bread", 3, 60, regular},
    [CHEESE] = {"cheese", 9, 20, regular},
    [APPLES] = {"apples", 1, 150, by_the_dozen},
    [COFFEE] = {"coffee", 11, 12, regular},
};

static const struct delivery deliveries[] = {
    {BREAD, 4, 9}, {APPLES, 12, 5}, {COFFEE, 1, 6}, {CHEESE, 2, 4},
};

#define DELIVERIES (sizeof deliveries / sizeof deliveries[0])

int last_amounts[LAST_AMOUNTS];
int takings;

static int next_amount;
static struct sale ledger_pages[LEDGER_PAGES];
static int sales;
static struct sale *ledger;

static void remember(int amount) {
    last_amounts[next_amount] = amount;
    next_amount = next_amount + 1;
    if (next_amount > LAST_AMOUNTS) {
        next_amount = 0;
    }
}

static void write_down(struct article *article, int pieces, int amount) {
    struct sale *sale = &ledger_pages[sales++];
    sale->article = article;
    sale->pieces = pieces;
    sale->amount = amount;
    sale->earlier = ledger;
    ledger = sale;
}

static int ring_up(struct article *article, int pieces) {
    int amount = article->tariff(article->price * pieces, pieces);
    takings = takings + amount;
    article->in_stock -= pieces;
    remember(amount);
    write_down(article, pieces, amount);
    return amount;
}

static int sell(uint32_t number, uint32_t pieces, uint32_t unused) {
    (void) unused;
    if (number >= ARTICLES || pieces == 0 || pieces > (uint32_t) shelf[number].in_stock || sales == LEDGER_PAGES) {
        return 0;
    }
    return ring_up(&shelf[number], (int) pieces);
}

static void deliver_to_neighbours(void) {
    for (uint32_t i = 0; i < DELIVERIES; i++) {
        for (int time = 0; time < deliveries[i].times; time++) {
            sell((uint32_t) deliveries[i].article, (uint32_t) deliveries[i].pieces, 0);
        }
    }
}

static void serve(struct task *visitor) {
    while (!visitor->finished) {
        yield();
    }
}

/* Page by page, to the very first sale and back. */
static int total_of(const struct sale *sale) {
    if (sale == NULL) {
        return 0;
    }
    return sale->amount + total_of(sale->earlier);
}

/* In how many ways an amount can be paid with coins no larger than the one given. */
static int ways_to_pay(int amount, int largest_coin) {
    static const int coins[] = {1, 2, 5, 10};
    if (amount == 0) {
        return 1;
    }
    if (amount < 0 || largest_coin < 0) {
        return 0;
    }
    return ways_to_pay(amount - coins[largest_coin], largest_coin) + ways_to_pay(amount, largest_coin - 1);
}

static void take_stock(void) {
    for (int i = 0; i < ARTICLES; i++) {
        print("  %s %3d left at %d\n", shelf[i].name, shelf[i].in_stock, shelf[i].price);
    }
}

static void count_the_till(void) {
    int total = total_of(ledger);
    print("%d sales: the ledger says %d, the till has %d\n", sales, total, takings);
    if (takings != total) {
        print("Somebody has been at the till!\n");
    }
    print("There are %d ways to pay out the last sale of %d\n", ways_to_pay(ledger->amount, 3), ledger->amount);
}

void guest_main(void) {
    print("The shop opens: %u MiB, arguments \"%s\"\n", boot_parameters.memory >> 20, boot_parameters.arguments);
    if (boot_parameters.initrd != 0) {
        print("An initial RAM disk of %u KiB lies at %08x\n", boot_parameters.initrd_length >> 10,
              boot_parameters.initrd);
    }
    set_system_call(SYSTEM_CALL_BUY, sell);
    deliver_to_neighbours();
    print("%d deliveries to the neighbours\n", sales);

    struct task *visitor = start_user_task("customer", customer);
    serve(visitor);
    print("The customer has spent %d\n", visitor->exit_code);

    take_stock();
    sleep_until(CLOSING_TIME);
    print("The clock has struck %d: the shop closes\n", CLOSING_TIME);
    count_the_till();
}
