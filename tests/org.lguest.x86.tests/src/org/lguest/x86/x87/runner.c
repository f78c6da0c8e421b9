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
 * Runs x87 instructions on the real processor: reads cases from standard input, writes what became of each. See
 * X87Case.java for the formats. No instruction waits behind the one that is looked at, so no exception is ever taken.
 */

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct x87_case {
    uint8_t image[108];   /* as FRSTOR takes it */
    uint8_t operand[112]; /* what RSI points to */
    uint32_t eflags;
    uint8_t code[4]; /* two bytes */
};

struct x87_outcome {
    uint8_t image[108]; /* as FNSAVE leaves it */
    uint8_t operand[112];
    uint32_t eflags;
    uint32_t eax;
};

static int transfer(int writes, int file, void *at, size_t length)
{
    uint8_t *bytes = at;
    while (length) {
        ssize_t done = writes ? write(file, bytes, length) : read(file, bytes, length);
        if (done <= 0)
            return 0;
        bytes += done;
        length -= done;
    }
    return 1;
}

int main(void)
{
    /* xor eax; push rcx; popf; frstor [rdi]; nop, nop; pushf; pop r8; mov [r9], r8; fnsave [rdx]; fninit; ret */
    static const uint8_t program[] = {0x31, 0xc0, 0x51, 0x9d, 0xdd, 0x27, 0x90, 0x90, 0x9c, 0x41, 0x58, 0x4d, 0x89, 0x01, 0xdd,
                                      0x32, 0xdb, 0xe3, 0xc3};
    uint8_t *code = mmap(0, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct x87_case in;
    struct x87_outcome out;
    uint64_t flags;
    if (code == MAP_FAILED)
        return 2;
    memcpy(code, program, sizeof program);
    while (transfer(0, 0, &in, sizeof in)) {
        memset(&out, 0, sizeof out);
        memcpy(out.operand, in.operand, sizeof out.operand);
        memcpy(code + 6, in.code, 2);
        out.eax = ((uint64_t (*)(void *, void *, void *, uint64_t, void *, void *))code)(in.image, out.operand, out.image,
                                                                                         in.eflags, 0, &flags);
        out.eflags = flags;
        if (!transfer(1, 1, &out, sizeof out))
            return 3;
    }
    return 0;
}
