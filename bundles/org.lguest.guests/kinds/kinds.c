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
 * Every kind of C's data, to look at and to change: a small museum of them.
 *
 * Try it:
 *   1. Stop at visit(). The Variables view shows the arguments, and below them the locals of each block.
 *   2. Unfold `hall`, whose array of 1,000 comes by pages, and `exhibit`: bit-fields, an enumeration, a union, functions,
 *      a text, and members at the end whose number only the program knows.
 *   3. Change some: a number, an enumerator by its name, a bit-field, a pointer by an expression such as hall->first,
 *      a text as "Pot". What does not fit is refused, and it is said why.
 *   4. Watch  exhibit->label  or  hall->rooms[exhibit->room]  in the Expressions view, and step.
 */

#include "boot.h"
#include "console.h"

#define ROOMS 1000
#define YEARS(exhibit) (2026 - (exhibit)->made)

enum material { WOOD, CLAY, BRONZE = 10, UNKNOWN = -1 };

enum access { ACCESS_SEE = 1, ACCESS_TOUCH = 2, ACCESS_LEND = 4 };

typedef int (*judge)(int years, int pieces);

struct place {
    unsigned floor : 3;
    signed shelf : 5;
    unsigned locked : 1;
    unsigned inventory : 20;
};

union measure {
    int grams;
    unsigned char bytes[4];
    float ratio;
};

struct exhibit {
    char label[12];
    const char *donor;
    enum material material;
    enum access access;
    struct place place;
    union measure measure;
    judge value;
    struct exhibit *next;
    int made;
    int room;
    double height;
    _Bool lent;
    struct {
        short width;
        short depth;
    };
    unsigned count;
    int pieces[];
};

struct hall {
    int rooms[ROOMS];
    short plan[3][4];
    struct exhibit *first;
};

static int by_age(int years, int pieces) {
    return years * pieces;
}

static int by_piece(int years, int pieces) {
    return years > 100 ? 90 * pieces : 40 * pieces;
}

static struct hall hall;
static char store[256] __attribute__((aligned(8)));
static const char donor[] = "a friend \"of the house\"\n";
int visitors;
unsigned long long seconds = 1ULL << 40;

static struct exhibit *vase(void) {
    struct exhibit *vase = (struct exhibit *) store;
    *vase = (struct exhibit) {"Vase", donor, CLAY, ACCESS_SEE | ACCESS_LEND, {2, -3, 1, 70000}, {.bytes = {1, 2, 3, 4}},
        by_age, NULL, -480, 7, 0.42, 1, {12, 9}, 3};
    for (int i = 0; i < 3; i++) {
        vase->pieces[i] = (i + 1) * 11;
    }
    return vase;
}

static int visit(struct hall *hall, struct exhibit *exhibit, int visitor) {
    int worth = exhibit->value(YEARS(exhibit), (int) exhibit->count);
    long long total = 0;
    for (unsigned i = 0; i < exhibit->count; i++) {
        int piece = exhibit->pieces[i];
        total += piece;
    }
    hall->rooms[exhibit->room] += visitor;
    visitors++;
    exhibit->value = by_piece;
    return worth + (int) total;
}

void guest_main(void) {
    for (int i = 0; i < ROOMS; i++) {
        hall.rooms[i] = i * i;
    }
    for (int i = 0; i < 12; i++) {
        hall.plan[i / 4][i % 4] = (short) (i - 5);
    }
    hall.first = vase();
    for (int visitor = 1; visitor <= 3; visitor++) {
        print("it is worth %d\n", visit(&hall, hall.first, visitor));
    }
}
