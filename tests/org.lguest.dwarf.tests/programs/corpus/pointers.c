/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/* Pointers that compilers do without, variables that they make constants of, and pointers to what is nowhere told. */
#include "start.h"

struct opaque;
enum nowhere;

struct pair {
    int first, second;
};

struct view {
    const struct pair *pair;
    int count;
};

struct none {
    int length;
    int cells[0];
};

struct tail {
    short length;
    char bytes[];
};

typedef int *const fixed_pointer;

struct opaque *opaque;
const enum nowhere *nowhere;
static struct pair pairs[3] = { { 1, 2 }, { 3, 4 }, { 5, 6 } };
struct view empty = { pairs, 0 };
struct none none = { 1 };
struct tail tail = { 7 };
static int cells[4] = { 10, 20, 30, 40 };

static inline void add(int *to, int what)
{
    *to += what;
    KEEP(what);
}

static inline int both(const struct pair *of)
{
    KEEP(of->first);
    return of->first * 3 + of->second;
}

static inline int seen(struct view view)
{
    KEEP(view.count);
    return view.pair->first + view.pair->second * view.count;
}

static inline int through(int **at)
{
    KEEP(1);
    return **at + 1;
}

NEVER_INLINE static int local(int n)
{
    int total = n;
    add(&total, 5);
    KEEP(total);
    add(&total, n * 2);
    return total;
}

NEVER_INLINE static int parts(int n)
{
    struct pair pair = { n, n + 1 };
    int sum = both(&pair);
    pair.second += sum;
    KEEP(pair.second);
    struct view view = { &pair, n & 3 };
    KEEP(sum);
    return seen(view) + both(&pair);
}

NEVER_INLINE static int indirect(int n)
{
    int value = n ^ 9;
    int *at = &value;
    int **place = &at;
    KEEP(value);
    return through(place) + *at;
}

NEVER_INLINE static int walk(int n)
{
    const int answer = 42;
    const int *const known = &answer;
    fixed_pointer cell = cells + (n & 1);
    long long large = 0x123456789all;
    KEEP(*known);
    KEEP(*cell);
    const int *end = known + 1;
    KEEP(end - known);
    return *known + cell[1] + (int) (large >> 32);
}

int main(void)
{
    opaque = (struct opaque *) pairs;
    nowhere = (const enum nowhere *) cells;
    for (int i = 0; i < 4; i++) {
        KEEP(local(i) + parts(i));
        KEEP(indirect(i) + walk(i));
    }
    KEEP(empty.pair->first + tail.length + none.length);
    return sink == 0;
}
