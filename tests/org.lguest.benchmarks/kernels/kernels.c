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
 * What the interpreter is measured on. Each kernel does `rounds` rounds of the same work and returns a checksum. A table of
 * their addresses stands first in the image, in the order of InterpreterBenchmark.Kernel.
 */
typedef unsigned int u32;

static u32 intmix(u32 rounds);
static u32 interp(u32 rounds);
static u32 watch(u32 rounds);
static u32 mem(u32 rounds);
static u32 trap(u32 rounds);
static u32 rep(u32 rounds);

__attribute__((section(".table"), used)) static u32 (*const table[])(u32) = {intmix, interp, watch, mem, trap, rep};

/* Arithmetic on registers. */
static u32 intmix(u32 rounds)
{
    u32 a = 1, b = 2, c = 3, d = 4;
    while (rounds--) {
        a += (b << 5) ^ (c >> 3);
        b = (b * 0x9E3779B1u) + d;
        c ^= a + (d & 0xFF00);
        d = (d << 7 | d >> 25) - c;
        if ((int) a < (int) b)
            c += 17;
        d += (unsigned char) a;
    }
    return a ^ b ^ c ^ d;
}

/* A bytecode interpreter: branches that nobody foresees. */
static const unsigned char program[] = {0, 1, 2, 3, 1, 4, 5, 0, 2, 2, 6, 1, 3, 5, 4, 7};

static u32 interp(u32 rounds)
{
    u32 acc = 0, x = 1, stack[8], sp = 0;
    while (rounds--) {
        for (const unsigned char *pc = program;; pc++) {
            switch (*pc) {
            case 0: acc += x; break;
            case 1: x = x * 5 + 1; break;
            case 2: stack[sp++ & 7] = acc; break;
            case 3: acc ^= stack[--sp & 7]; break;
            case 4: acc = acc & 1 ? acc >> 1 : acc * 3; break;
            case 5: x ^= acc; break;
            case 6: acc -= x >> 2; break;
            case 7: goto done;
            }
        }
    done:;
    }
    return acc ^ x;
}

/* Three accesses to one page in fifteen instructions; the benchmark watches a word of that page which none of them touches. */
__attribute__((aligned(4096))) static volatile u32 page[1024];

static u32 watch(u32 rounds)
{
    u32 sum = 0;
    while (rounds--) {
        u32 i = rounds & 0xFF;
        page[i] = sum + rounds;
        sum += page[i + 256] ^ (sum << 1);
        page[i + 512] = sum;
        sum = (sum >> 3) + (sum << 2);
    }
    return sum;
}

/* A new page at each access. */
static u32 mem(u32 rounds)
{
    volatile u32 *from = (u32 *) 0x400000, *to = (u32 *) 0x800000;
    u32 at = 0, sum = 0;
    while (rounds--) {
        at = (at + 1027) & 0xFFFFF;
        sum += from[at];
        to[at] = sum;
    }
    return sum;
}

/* Into a handler and back. */
static u32 trap(u32 rounds)
{
    u32 sum = 0;
    while (rounds--)
        __asm__ volatile("int $0x80" : "+a"(sum) : : "memory");
    return sum;
}

/* A page moved at once. */
static u32 rep(u32 rounds)
{
    while (rounds--) {
        u32 count = 1024, *from = (u32 *) 0x400000, *to = (u32 *) 0x800000;
        __asm__ volatile("rep movsl" : "+c"(count), "+S"(from), "+D"(to) : : "memory");
    }
    return 0;
}
