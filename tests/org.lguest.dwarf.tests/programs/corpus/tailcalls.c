/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/* Functions that leave by a jump to another: one after another, in two ways, in circles, over pointers. */
#include "start.h"

static int trail;
int (*chosen)(int);

NEVER_INLINE int last(int n)
{
    trail += n;
    KEEP(n);
    return trail * 3;
}

NEVER_INLINE int third(int n)
{
    KEEP(n);
    return last(n + 3);
}

NEVER_INLINE int second(int n)
{
    KEEP(n);
    return third(n + 2);
}

NEVER_INLINE int first(int n)
{
    KEEP(n);
    return second(n + 1);
}

NEVER_INLINE int left(int n)
{
    KEEP(n);
    return third(n * 2);
}

NEVER_INLINE int right(int n)
{
    KEEP(n);
    sink++;
    return third(n * 5);
}

NEVER_INLINE int either(int n)
{
    KEEP(n);
    if (n & 1)
        return left(n);
    return right(n);
}

NEVER_INLINE int before(int n)
{
    KEEP(n);
    return either(n + 1);
}

NEVER_INLINE int shorter(int n)
{
    KEEP(n);
    if (n & 1)
        return left(n);
    sink++;
    return third(n + 3);
}

NEVER_INLINE int pong(int n);

NEVER_INLINE int ping(int n)
{
    KEEP(n);
    return n <= 0 ? last(n) : pong(n - 1);
}

NEVER_INLINE int pong(int n)
{
    KEEP(n);
    return ping(n - 2);
}

NEVER_INLINE int stopped(int n)
{
    KEEP(n);
    return trail + n;
}

NEVER_INLINE int tock(int n);

NEVER_INLINE int tick(int n)
{
    KEEP(n);
    if (n > 0)
        return tock(n - 1);
    sink++;
    return stopped(n);
}

NEVER_INLINE int tock(int n)
{
    KEEP(n);
    return tick(n - 2);
}

NEVER_INLINE int pointed(int n)
{
    KEEP(n);
    return chosen(n);
}

static inline __attribute__((always_inline)) int copied(int n)
{
    KEEP(n);
    return last(n - 4);
}

NEVER_INLINE int around(int n)
{
    KEEP(n);
    return copied(n + 1);
}

__attribute__((regparm(2))) NEVER_INLINE int passed(int n, int m)
{
    KEEP(n);
    KEEP(m);
    sink++;
    return trail;
}

__attribute__((regparm(2))) NEVER_INLINE int passing(int n, int m)
{
    KEEP(m);
    return passed(n + 2, 17);
}

__attribute__((regparm(2))) NEVER_INLINE int swapping(int n, int m)
{
    KEEP(m);
    return passing(m, n);
}

static NEVER_INLINE int own(int n)
{
    KEEP(n);
    return last(n + 9);
}

int main(void)
{
    int total = 0;
    chosen = first;
    total += last(1);
    total += first(2);
    total += before(3);
    total += before(4);
    total += shorter(3);
    total += shorter(4);
    total += ping(5);
    total += tick(0);
    total += tick(1);
    total += pointed(6);
    total += chosen(7);
    total += around(8);
    total += swapping(9, 10);
    total += own(total);
    KEEP(total);
    return 0;
}
