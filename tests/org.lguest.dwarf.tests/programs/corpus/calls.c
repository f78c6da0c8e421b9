/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/* Calls: recursion, inlining in inlining, tail calls, blocks in blocks. */
#include "start.h"

static int depth;
static int (*hook)(int);

static inline __attribute__((always_inline)) int twice(int x)
{
    int y = x + x;
    KEEP(y);
    return y;
}

static inline __attribute__((always_inline)) int quadruple(int a)
{
    int b = twice(a);
    int c = twice(b);
    KEEP(c);
    return c - b + a;
}

NEVER_INLINE int leaf(int n)
{
    int result = n * 7;
    KEEP(result);
    return result + depth;
}

NEVER_INLINE int factorial(int n)
{
    int rest;
    depth++;
    if (n < 2)
        return leaf(n);
    rest = factorial(n - 1);
    KEEP(rest);
    depth--;
    return n * rest;
}

NEVER_INLINE int odd(unsigned n);

NEVER_INLINE int even(unsigned n)
{
    return n == 0 ? 1 : odd(n - 1);
}

NEVER_INLINE int odd(unsigned n)
{
    KEEP(n);
    return n == 0 ? 0 : even(n - 1);
}

NEVER_INLINE int blocks(int a)
{
    int x = a;
    {
        int x = a * 2;
        KEEP(x);
        {
            long long x = a * 3;
            KEEP(x);
            for (int i = 0; i < 2; i++) {
                short x = i - a;
                KEEP(x);
            }
        }
        KEEP(x + 1);
    }
    KEEP(x);
    return x;
}

__attribute__((regparm(3))) NEVER_INLINE int in_registers(int a, int b, int c)
{
    int first = leaf(a);
    int second = hook(b);
    KEEP(first);
    return first + second + c;
}

NEVER_INLINE int many(int a, int b, int c, int d, int e, int f, int g)
{
    int s = a + quadruple(b);
    s += c * d;
    KEEP(leaf(s));
    s -= e;
    KEEP(s);
    return quadruple(s) + f * g;
}

NEVER_INLINE int counted(void)
{
    static int calls;
    static struct { int low, high; } range = { 1, 9 };
    calls++;
    range.low += calls;
    if (calls < 3)
        return counted() + range.high;
    return leaf(calls);
}

NEVER_INLINE static int partly_used(int used, int unused, int constant)
{
    int local = used + constant;
    int dead = unused * 2;
    (void) dead;
    KEEP(local);
    return local;
}

NEVER_INLINE int variable(int n)
{
    int array[n];
    int sum = 0;
    for (int i = 0; i < n; i++)
        array[i] = i + n;
    for (int i = 0; i < n; i++)
        sum += array[i];
    KEEP(sum);
    return sum + array[n / 2];
}

int main(void)
{
    int total = 0;
    hook = leaf;
    total += factorial(5);
    total += even(6);
    total += blocks(4);
    total += in_registers(1, 2, 3);
    total += many(1, 2, 3, 4, 5, 6, 7);
    total += counted();
    total += partly_used(total, 9, 3);
    total += variable(4);
    KEEP(quadruple(total));
    return total == 0;
}
