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
 * What an optimizing compiler leaves of a program: built with -O2, as kernels are, and debugged all the same.
 *
 * A post office sorts its parcels into a tree, weighs them and sends them off. Most of its functions are not called:
 * the compiler puts their code into the callers', and into each other's.
 *
 * Try it:
 *   1. Set a breakpoint at the first statement of by_weight(). The image has no such function any more. Still the stack
 *      has frames for it and for postage(), marked as inlined, within send(): each with arguments, locals and a line.
 *   2. Step Return leaves by_weight() for postage(), and postage() for send(), though nothing returns in the machine.
 *   3. Stop at sum_up() and step over its first two lines. `heaviest` is not needed any more, so its register has been
 *      used for something else: the Variables view says that it has no value here, and where it has one.
 *   4. Stop at height(), which really recurs, step into it and return. heaviest_in() recurs as well, in the source; in
 *      the machine it is a loop.
 *   5. Stop at refund(). complain() has not called it, but jumped to it: there is a frame for complain() all the same,
 *      marked as left by a tail call. What it was given is known from its caller, the rest is gone. Step Return, or over
 *      the end of refund(), leads to complain()'s caller.
 */

#include "boot.h"
#include "console.h"

#define PARCELS 7
#define STEP 250 /* grams that cost the same */

struct parcel {
    int number;
    int grams;
    int express;
    struct parcel *lighter;
    struct parcel *heavier;
};

static struct parcel parcels[PARCELS] = {
    {1, 900, 0, NULL, NULL}, {2, 300, 1, NULL, NULL}, {3, 1500, 0, NULL, NULL}, {4, 120, 0, NULL, NULL},
    {5, 700, 1, NULL, NULL}, {6, 1100, 0, NULL, NULL}, {7, 2100, 1, NULL, NULL},
};

int sent;
int weighed;
int takings;

static inline int larger(int one, int other) {
    return one > other ? one : other;
}

static inline int by_weight(int grams) {
    int steps = (grams + STEP - 1) / STEP;
    weighed += grams;
    return steps * 3;
}

static inline int postage(const struct parcel *parcel) {
    int price = by_weight(parcel->grams);
    if (parcel->express) {
        price += 5;
    }
    takings += price;
    return price;
}

__attribute__((noinline)) static int send(struct parcel *parcel) {
    int price = postage(parcel);
    sent++;
    print("parcel %d of %d g costs %d\n", parcel->number, parcel->grams, price);
    return price;
}

/* Where it is to be found again. */
static struct parcel **place(struct parcel **root, int grams) {
    while (*root != NULL) {
        root = grams < (*root)->grams ? &(*root)->lighter : &(*root)->heavier;
    }
    return root;
}

/* How many parcels lie above each other at most. */
__attribute__((noinline)) static int height(const struct parcel *parcel) {
    if (parcel == NULL) {
        return 0;
    }
    int lighter = height(parcel->lighter);
    int heavier = height(parcel->heavier);
    return larger(lighter, heavier) + 1;
}

__attribute__((noinline)) static int heaviest_in(const struct parcel *parcel) {
    return parcel->heavier == NULL ? parcel->grams : heaviest_in(parcel->heavier);
}

__attribute__((noinline)) static void sum_up(const struct parcel *root) {
    int heaviest = heaviest_in(root);
    print("the heaviest has %d g\n", heaviest);
    print("the office has sent %d parcels of %d g\n", sent, weighed);
    print("and has taken %d\n", takings);
}

/* Their arguments are in registers, as those of a kernel's functions are. */
__attribute__((noinline, noclone, regparm(3))) static int refund(int price, int days) {
    int amount = price + days;
    takings -= amount;
    print("and %d are given back\n", amount);
    return takings;
}

__attribute__((noinline, noclone, regparm(3))) static int complain(const struct parcel *parcel, int days) {
    int price = parcel->express ? 20 : 10;
    print("parcel %d was late by %d days,\n", parcel->number, days);
    return refund(price, days);
}

void guest_main(void) {
    struct parcel *root = NULL;
    for (int i = 0; i < PARCELS; i++) {
        *place(&root, parcels[i].grams) = &parcels[i];
        send(&parcels[i]);
    }
    print("they are stacked %d high\n", height(root));
    for (int i = 1; i < PARCELS; i += 3) {
        int left = complain(&parcels[i], i + 2);
        print("which leaves %d\n", left);
    }
    sum_up(root);
}
