/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* A bit of everything that compilers make instructions of. Compiled by listing.sh, never run. */

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long s64;

struct node {
    struct node *next;
    u16 key;
    signed char tag;
    u32 flags : 3, kind : 7, rest : 22;
    u64 value;
};

struct node *head;
volatile u32 port;
extern int (*table[8])(int);

u64 multiply(u64 a, u64 b) { return a * b; }
s64 shift(s64 a, int by) { return (a >> by) ^ (a << (by & 7)); }
int divide(int a, int b) { return a / b + a % 10 + (u32)a / 7; }
u32 rotate(u32 a, int by) { return (a << by) | (a >> (32 - by)); }
u32 swap(u32 a) { return __builtin_bswap32(a) ^ __builtin_bswap16(a); }
int scan(u32 a) { return __builtin_ctz(a) + __builtin_clz(a ^ 5) + __builtin_popcount(a); }

struct node *find(u16 key)
{
    struct node *n;
    for (n = head; n; n = n->next)
        if (n->key == key && n->tag < 0)
            return n;
    return 0;
}

void mark(struct node *n, int kind)
{
    n->kind = kind;
    n->flags |= 5;
    n->value += 0x123456789ULL;
    n->tag = -n->tag;
}

int choose(int what, int a)
{
    switch (what) {
    case 0: return a + 1;
    case 1: return a * 45;
    case 2: return ~a;
    case 3: return a > 100 ? 100 : a;
    case 4: return table[a & 7](a);
    case 5: return port;
    case 6: return (u8)a == 'x' || (short)a == -2;
    default: return -1;
    }
}

void copy(u8 *to, const u8 *from, u32 n)
{
    while (n--)
        *to++ = *from++ ^ 0x5A;
}

u32 checksum(const u32 *words, u32 n)
{
    u64 sum = 0;
    u32 i;
    for (i = 0; i < n; i++)
        sum += words[i];
    sum = (sum & 0xffffffff) + (sum >> 32);
    return (u32)sum + (u32)(sum >> 32);
}

int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

void sort(short *a, int n)
{
    int i, j;
    for (i = 1; i < n; i++)
        for (j = i; j > 0 && a[j - 1] > a[j]; j--) {
            short t = a[j];
            a[j] = a[j - 1];
            a[j - 1] = t;
        }
}

double mean(const float *x, int n)
{
    double sum = 0;
    int i;
    for (i = 0; i < n; i++)
        sum += x[i] * 0.5;
    return n > 0 ? sum / n : -1;
}

s64 convert(double d, long double l) { return (s64)d + (int)l; }

int atomic(int *p, int a)
{
    int old = __sync_val_compare_and_swap(p, a, 3);
    __sync_fetch_and_or(p, 8);
    return __sync_lock_test_and_set(p, old) + __sync_fetch_and_add(p, 1);
}

void clear(struct node *n) { __builtin_memset(n, 0, 40 * sizeof *n); }
