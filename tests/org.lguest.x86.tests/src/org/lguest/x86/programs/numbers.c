/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
#include "program.h"

/* Numbers of many digits: pi by a spigot, factorials, Fibonacci's, roots; bits of every width; queens on a board. */

static u16 pi_terms[700];
static u32 factorial[80], fibonacci[2][40];
static char digits[420];

static void pi(void)
{
    int places = 200, terms = places * 10 / 3 + 1, i, j, out = 0, nines = 0, held = 0, started = 0;
    for (i = 0; i < terms; i++)
        pi_terms[i] = 2;
    for (j = 0; j < places; j++) {
        u32 carry = 0;
        int digit;
        for (i = terms - 1; i >= 0; i--) {
            u32 x = 10u * pi_terms[i] + carry * (i + 1);
            pi_terms[i] = x % (2 * i + 1);
            carry = x / (2 * i + 1);
        }
        pi_terms[0] = carry % 10;
        digit = carry / 10;
        if (digit == 9) {
            nines++;
        } else {
            if (started)
                digits[out++] = '0' + held + digit / 10;
            for (; nines; nines--)
                digits[out++] = digit == 10 ? '0' : '9';
            held = digit % 10;
            started = 1;
        }
    }
    digits[out++] = '\n';
    digits[out] = 0;
    print(digits);
}

static void big(void)
{
    u32 i, j;
    factorial[0] = 1;
    for (i = 2; i <= 300; i++) {
        u64 carry = 0;
        for (j = 0; j < 80; j++) {
            carry += (u64)factorial[j] * i;
            factorial[j] = carry;
            carry >>= 32;
        }
    }
    print_hex("300! ", fnv(factorial, sizeof factorial));
    fibonacci[1][0] = 1;
    for (i = 0; i < 1500; i++) {
        u32 carry = 0;
        for (j = 0; j < 40; j++) {
            u64 sum = (u64)fibonacci[0][j] + fibonacci[1][j] + carry;
            fibonacci[0][j] = fibonacci[1][j];
            fibonacci[1][j] = sum;
            carry = sum >> 32;
        }
    }
    print_hex("fibonacci ", fnv(fibonacci, sizeof fibonacci));
}

static u32 root(u32 value)
{
    u32 result = 0, bit = 1u << 30;
    for (; bit; bit >>= 2) {
        if (value >= result + bit) {
            value -= result + bit;
            result = (result >> 1) + bit;
        } else {
            result >>= 1;
        }
    }
    return result;
}

static int queens(u32 left, u32 down, u32 right, int size)
{
    u32 free = ~(left | down | right) & ((1u << size) - 1);
    int found = 0;
    if (down == (1u << size) - 1)
        return 1;
    while (free) {
        u32 queen = free & -free;
        free ^= queen;
        found += queens((left | queen) << 1, down | queen, (right | queen) >> 1, size);
    }
    return found;
}

static u32 ones(u32 value)
{
    value -= value >> 1 & 0x55555555;
    value = (value & 0x33333333) + (value >> 2 & 0x33333333);
    return ((value + (value >> 4)) & 0x0f0f0f0f) * 0x01010101 >> 24;
}

struct mixed {
    u32 a : 5, b : 11, c : 16;
    i32 d : 7, e : 20;
    u64 f : 37;
};

static struct mixed mixed[64];
static u8 narrow[256];
static i64 shifted[64];

static void bits(void)
{
    u32 i, sum = 0;
    for (i = 0; i < 64; i++) {
        u32 value = any();
        mixed[i].a = value;
        mixed[i].b = value >> 3;
        mixed[i].c += mixed[i].a * mixed[i].b;
        mixed[i].d = value >> 9;
        mixed[i].e = mixed[i].d * (i32)value;
        mixed[i].f = (u64)value << 9 | mixed[i].c;
        shifted[i] = ((i64)mixed[i].e << (i & 31)) >> (value & 63);
        shifted[i] ^= (u64)mixed[i].f << (value >> 6 & 63);
        sum += (signed char)value * (short)(value >> 8) + (u8)(value >> 5) / ((value & 7) + 1)
            + (short)value % ((signed char)(value >> 16) | 1) + (value >> (value & 31) | value << (-value & 31));
        sum ^= __builtin_bswap32(sum) + ones(value) + __builtin_ctz(value | 0x10000)
            + __builtin_clz(value | 0x100);
    }
    for (i = 0; i < 256; i++) {
        u8 x = i;
        x = (x >> 4 | x << 4) + (x & 0x0f) * 3;
        x -= i % 3 == 1 ? x / 5 : x >= 100;
        narrow[i] = x ^ (u8)~(i << 1);
    }
    print_hex("bits ", sum);
    print_hex("mixed ", fnv(mixed, sizeof mixed));
    print_hex("shifted ", fnv(shifted, sizeof shifted));
    print_hex("narrow ", fnv(narrow, sizeof narrow));
}

void program(void)
{
    u32 i, sum = 0;
    pi();
    big();
    for (i = 0; i < 2000; i++)
        sum = sum * 3 + root(any());
    print_hex("roots ", sum);
    print_hex("queens ", queens(0, 0, 0, 8));
    bits();
}
