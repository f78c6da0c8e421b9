/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* Types of units of their own, which clang makes for C++ only; two refer to others, one declares another. */
struct item {
    int value;
    item *next;
    union {
        long whole;
        short halves[2];
    } u;
};

enum size { SMALL, LARGE = 5 };

struct box {
    enum colour { RED, GREEN = 5 };
    item first;
    colour paint;
    size is;
};

item table[4];
box boxed;

int bump(item *from, int by)
{
    int last = from->value;
    from->value += by;
    boxed.paint = box::GREEN;
    boxed.is = LARGE;
    return last + table[1].u.halves[0];
}

extern "C" void _start()
{
    bump(table, 3);
    for (;;)
        ;
}
