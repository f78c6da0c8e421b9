/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/* The least that a program needs to run without a C library. */

static volatile int sink;

#define KEEP(x) (sink += (int) (x))
#define NEVER_INLINE __attribute__((noinline, noclone))

int main(void);

__attribute__((used, noreturn)) static void leave(int status)
{
    for (;;)
        __asm__ volatile ("int $0x80" : : "a" (1), "b" (status));
}

__asm__ (".globl _start\n .type _start, @function\n"
         "_start: xorl %ebp, %ebp\n andl $-16, %esp\n call main\n pushl %eax\n call leave\n"
         ".size _start, . - _start\n");

void *memset(void *to, int byte, unsigned n);
void *memcpy(void *to, const void *from, unsigned n);

__attribute__((used)) void *memset(void *to, int byte, unsigned n)
{
    char *p = to;
    while (n--) {
        *p++ = byte;
        __asm__ volatile ("" : : : "memory");
    }
    return to;
}

__attribute__((used)) void *memcpy(void *to, const void *from, unsigned n)
{
    char *p = to;
    const char *q = from;
    while (n--) {
        *p++ = *q++;
        __asm__ volatile ("" : : : "memory");
    }
    return to;
}
