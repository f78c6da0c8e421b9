/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/* Numbers of all types, and what C makes of them. */
#include "start.h"

enum colour { RED, GREEN = 5, BLUE = -1 };
enum flags { NONE, READ = 1, WRITE = 2, RUN = 4 };
typedef unsigned char byte;
typedef unsigned long long wide;

static signed char sc = -7;
static byte uc = 200;
static short ss = -12345;
static unsigned short us = 54321;
static int si = -123456789;
static unsigned ui = 4000000000u;
static long long sll = -1234567890123456789LL;
static wide ull = 12345678901234567890ULL;
static float f = 3.25f;
static double d = -0.1;
static long double ld = 1.0e100L;
static _Bool yes = 1, no;
static enum colour colour = GREEN;
static enum flags flags = READ | RUN;
static const volatile int fixed = 42;
char letter = 'A', quote = '\'', control = '\n', high = (char) 0xe9;
float tiny = 1e-40f, huge = 1e30f;
double zero, half = 0.5, many = 1234567.890625, third = 1.0 / 3;

NEVER_INLINE int integers(signed char a, byte b, short c, unsigned short e, int g, unsigned h)
{
    int sum = a + b;
    unsigned product = h * 3u;
    long long both = (long long) g * c;
    wide shifted = (wide) h << 7;
    sum += c;
    sum -= e;
    KEEP(sum);
    both += shifted;
    KEEP(both);
    KEEP(product >> 3);
    return sum ^ (int) both;
}

NEVER_INLINE double reals(float x, double y, long double z)
{
    float twice = x * 2;
    double sum = y + x;
    long double product = z * 3;
    KEEP(twice);
    sum = sum * sum - twice;
    KEEP(sum);
    product += sum;
    return sum + (double) (product / z);
}

NEVER_INLINE enum colour next(enum colour c)
{
    enum colour old = c;
    switch (c) {
    case RED:
        c = GREEN;
        break;
    case GREEN:
        c = BLUE;
        break;
    default:
        c = RED;
    }
    KEEP(old);
    return c;
}

NEVER_INLINE _Bool any(enum flags a, enum flags b)
{
    enum flags both = a & b, either = a | b;
    _Bool some = both != NONE;
    KEEP(either);
    KEEP(some);
    return some;
}

NEVER_INLINE wide collatz(wide n)
{
    wide steps = 0;
    while (n > 1 && steps < 20) {
        n = n & 1 ? 3 * n + 1 : n >> 1;
        steps++;
        KEEP(n);
    }
    return steps;
}

int main(void)
{
    double r;
    KEEP(integers(sc, uc, ss, us, si, ui));
    r = reals(f, d, ld);
    KEEP(r);
    for (int i = 0; i < 3; i++) {
        colour = next(colour);
        flags ^= WRITE;
        yes = any(flags, WRITE);
        no = !yes;
    }
    ull = collatz(27);
    sll -= fixed;
    zero = half * many + third + tiny + huge;
    letter++;
    return sink & 1;
}
