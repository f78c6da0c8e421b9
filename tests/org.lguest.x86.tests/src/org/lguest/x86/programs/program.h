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
 * What the programs of the comparison need instead of a C library. A program runs on a stack of its own, so that all the
 * memory it changes lies between data_start and end, and hands that memory over when it ends: file 1 has its output,
 * file 3 its memory.
 */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef int i32;
typedef long long i64;

extern u8 data_start[], end[];
void program(void);

static int system_call(int number, u32 a, u32 b, u32 c)
{
    int result;
    asm volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c) : "memory");
    return result;
}

void *memcpy(void *to, const void *from, u32 length)
{
    u8 *t = to;
    const u8 *f = from;
    while (length--)
        *t++ = *f++;
    return to;
}

void *memset(void *to, int value, u32 length)
{
    u8 *t = to;
    while (length--)
        *t++ = value;
    return to;
}

int memcmp(const void *a, const void *b, u32 length)
{
    const u8 *x = a, *y = b;
    for (; length--; x++, y++)
        if (*x != *y)
            return *x - *y;
    return 0;
}

static inline u32 length_of(const char *text)
{
    u32 length = 0;
    while (text[length])
        length++;
    return length;
}

static inline void print(const char *text)
{
    system_call(4, 1, (u32)text, length_of(text));
}

static inline void print_hex(const char *name, u32 value)
{
    char line[12];
    int digit;
    print(name);
    for (digit = 0; digit < 8; digit++)
        line[digit] = "0123456789abcdef"[value >> (28 - 4 * digit) & 15];
    line[8] = '\n';
    line[9] = 0;
    print(line);
}

static u32 seed = 2463534242u;

/* Marsaglia's xorshift. */
static inline u32 any(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    return seed ^= seed << 5;
}

static inline u32 fnv(const void *bytes, u32 length)
{
    const u8 *b = bytes;
    u32 hash = 0x811c9dc5;
    while (length--)
        hash = (hash ^ *b++) * 0x01000193;
    return hash;
}

static u8 stack[65536] __attribute__((used, aligned(16)));

static void __attribute__((used, noreturn)) start(void)
{
    program();
    system_call(4, 3, (u32)data_start, end - data_start);
    for (;;)
        system_call(1, 0, 0, 0);
}

/* Nothing of what a system leaves in registers and flags may get into memory. */
asm(".globl _start\n"
    "_start: mov $stack + 65536, %esp\n"
    "push $0; popf\n"
    "xor %eax, %eax; xor %ebx, %ebx; xor %ecx, %ecx; xor %edx, %edx\n"
    "xor %esi, %esi; xor %edi, %edi; xor %ebp, %ebp\n"
    "call start\n");
