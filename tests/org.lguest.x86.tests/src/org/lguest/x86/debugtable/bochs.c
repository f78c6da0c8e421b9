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
 * Runs rows of the table in Bochs, or on any PC that takes it for its BIOS: a ROM of 64 KiB that begins at reset, sets up
 * memory, segments and gates as Machine.java has them, runs each case in its ring and prints what happened to port 0xE9, in
 * hexadecimal. Nothing of a BIOS is needed. The cases stand in the ROM; see bochs.lds.
 */

#include "cases.h"

#define GDT 0x1000
#define IDT 0x2000
#define TSS 0x3000
#define DIRECTORY 0x4000
#define TABLE 0x5000
#define RING_0_STACK 0x9000
#define STATE 0x80000 /* a ROM has no variables */

#define CODE_0 0x08
#define DATA_0 0x10
#define CODE_3 0x2b
#define DATA_3 0x33
#define TASK 0x38
#define SYSTEM_CALL 0x80

struct frame {
    u32 edi, esi, ebp, unused, ebx, edx, ecx, eax;
    u32 vector, eip, cs, eflags, esp, ss;
};

struct state {
    const struct debug_case *current;
    struct debug_outcome outcome;
};

#define state ((struct state *)STATE)
extern const u32 case_count;
extern const struct debug_case cases[];
extern u8 stubs[];

asm(".code16\n"
    ".section .reset, \"ax\"\n"
    "jmp start\n"
    ".byte 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0\n"
    ".text\n"
    "start: cli\n"
    "mov $boot_gdtr, %ebx\n"
    "sub $0xf0000, %ebx\n"
    "lgdtl %cs:(%ebx)\n"
    "mov $0x11, %eax\n"
    "mov %eax, %cr0\n"
    "ljmpl $0x08, $flat\n"
    ".code32\n"
    "flat: mov $0x10, %eax\n"
    "mov %eax, %ds\n"
    "mov %eax, %es\n"
    "mov %eax, %ss\n"
    "mov $0x7000, %esp\n"
    "call begin\n"
    ".balign 8\n"
    "boot_gdt: .quad 0, 0x00cf9b000000ffff, 0x00cf93000000ffff\n"
    "boot_gdtr: .word 23; .long boot_gdt\n"
    /* Each pushes its vector; those with an error code never return, so nobody misses it. */
    ".balign 16\n"
    "stubs:\n"
    ".set vector, 0\n"
    ".rept 256\n"
    ".balign 16\n"
    "pushl $vector\n"
    "jmp entered\n"
    ".set vector, vector + 1\n"
    ".endr\n"
    "entered: pusha\n"
    "cld\n"
    "push %esp\n"
    "call handle\n"
    "pop %esp\n"
    "popa\n"
    "add $4, %esp\n"
    "iret\n"
    /* enter(frame): goes down into a case; leave() comes back behind enter(). */
    "enter: pusha\n"
    "mov %esp, 0x7f000\n"
    "mov 36(%esp), %esp\n"
    "popa\n"
    "add $4, %esp\n"
    "iret\n"
    "leave_case: mov $0x10, %eax\n"
    "mov %eax, %ss\n"
    "mov 0x7f000, %esp\n"
    "mov %eax, %ds\n"
    "mov %eax, %es\n"
    "popa\n"
    "ret\n"
    ".section .cases, \"a\"\n"
    "case_count: .long (cases_end - cases) / 104\n"
    "cases: .incbin \"cases.bin\"\n"
    "cases_end:\n"
    ".text\n");

void enter(const void *frame);
void leave_case(void) __attribute__((noreturn));

static void out(u32 port, u8 value)
{
    asm volatile("outb %0, %w1" : : "a"(value), "d"(port));
}

static void print(const char *text)
{
    while (*text)
        out(0xe9, *text++);
}

static void print_outcome(void)
{
    static const char digits[] = "0123456789abcdef";
    const u8 *bytes = (u8 *)&state->outcome;
    u32 i;
    print("\n@");
    for (i = 0; i < sizeof state->outcome; i++) {
        out(0xe9, digits[bytes[i] >> 4]);
        out(0xe9, digits[bytes[i] & 15]);
    }
    print("\n");
}

static u32 dr6(void)
{
    u32 value;
    asm volatile("mov %%dr6, %0" : "=r"(value));
    return value;
}

static u32 dr7(void)
{
    u32 value;
    asm volatile("mov %%dr7, %0" : "=r"(value));
    return value;
}

static void set_dr6(u32 value)
{
    asm volatile("mov %0, %%dr6" : : "r"(value));
}

static void set_dr7(u32 value)
{
    asm volatile("mov %0, %%dr7" : : "r"(value) : "memory");
}

static int instruction_matched(u32 six, u32 seven)
{
    int i;
    for (i = 0; i < 4; i++)
        if ((six >> i & 1) && (seven >> 2 * i & 3) && !(seven >> (16 + 4 * i) & 3))
            return 1;
    return 0;
}

/* Of any vector. Debug registers are off meanwhile. */
__attribute__((used)) void handle(struct frame *frame)
{
    u32 six = dr6(), seven = dr7();
    const struct debug_case *current = state->current;
    struct debug_outcome *outcome = &state->outcome;
    set_dr7(0);
    if (frame->vector != SYSTEM_CALL) {
        int error = frame->vector == 8 || (frame->vector >= 10 && frame->vector <= 14) || frame->vector == 17;
        u32 *pushed = &frame->eip + error;
        struct debug_event *event = &outcome->event[outcome->events++];
        event->vector = frame->vector;
        event->eip = pushed[0];
        event->eflags = pushed[2];
        event->dr6 = six;
        if ((frame->vector != 1 && frame->vector != 3 && frame->vector != 4) || outcome->events == current->limit)
            leave_case();
    }
    if (frame->vector == 1) {
        if (!(current->what & KEEPS_RF) && instruction_matched(six, seven))
            frame->eflags |= RF;
        if (!(current->what & KEEPS_DR6))
            set_dr6(0);
    }
    set_dr7(seven);
}

static void run(const struct debug_case *current)
{
    int ring_0 = current->what & PRIVILEGED;
    struct frame *frame = (struct frame *)(ring_0 ? STACK + 0x800 - 12 * 4 : RING_0_STACK - sizeof *frame);
    u32 i;
    for (i = 0; i < 0x1000; i++)
        ((u8 *)CODE)[i] = i < current->length ? current->code[i] : 0xcc;
    for (i = 0; i < 0x1000; i++)
        ((u8 *)STACK)[i] = 0;
    for (i = 0; i < 0x2000; i++)
        ((u8 *)DATA)[i] = 0;
    for (i = 0; i < sizeof state->outcome; i++)
        ((u8 *)&state->outcome)[i] = 0;
    state->current = current;
    frame->eax = 0x11;
    frame->ecx = 3;
    frame->edx = 0;
    frame->ebx = ring_0 ? DATA_0 : DATA_3;
    frame->ebp = STACK + 0x810;
    frame->esi = DATA + 0x100;
    frame->edi = DATA;
    frame->eip = CODE;
    frame->cs = ring_0 ? CODE_0 : CODE_3;
    frame->eflags = 0x202 | current->eflags;
    if (!ring_0) {
        frame->esp = STACK + 0x800;
        frame->ss = DATA_3;
        asm volatile("mov %0, %%ds; mov %0, %%es" : : "r"(DATA_3));
    }
    set_dr7(0);
    asm volatile("mov %0, %%dr0" : : "r"(current->dr[0]));
    asm volatile("mov %0, %%dr1" : : "r"(current->dr[1]));
    asm volatile("mov %0, %%dr2" : : "r"(current->dr[2]));
    asm volatile("mov %0, %%dr3" : : "r"(current->dr[3]));
    asm volatile("mov %0, %%cr4" : : "r"(current->what & EXTENSIONS ? 8 : 0));
    set_dr6(current->dr6);
    set_dr7(current->dr7);
    enter(frame);
    set_dr7(0);
}

static void descriptor(u32 selector, u32 low, u32 high)
{
    u32 *at = (u32 *)(GDT + (selector & ~7));
    at[0] = low;
    at[1] = high;
}

static void set_up(void)
{
    u32 i;
    struct { unsigned short limit; u32 base; } __attribute__((packed)) table;
    descriptor(0, 0, 0);
    descriptor(CODE_0, 0xffff, 0xcf9b00);
    descriptor(DATA_0, 0xffff, 0xcf9300);
    descriptor(CODE_3, 0xffff, 0xcffb00);
    descriptor(DATA_3, 0xffff, 0xcff300);
    descriptor(TASK, TSS << 16 | 0x67, 0x8900);
    for (i = 0; i < 0x68; i += 4)
        *(u32 *)(TSS + i) = 0;
    *(u32 *)(TSS + 4) = RING_0_STACK;
    *(u32 *)(TSS + 8) = DATA_0;
    *(u32 *)(TSS + 0x64) = 0x68 << 16;
    for (i = 0; i < 256; i++) {
        u32 stub = (u32)stubs + 16 * i;
        ((u32 *)IDT)[2 * i] = CODE_0 << 16 | (stub & 0xffff);
        ((u32 *)IDT)[2 * i + 1] = (stub & 0xffff0000) | (i == 3 || i == 4 || i >= 0x30 ? 0xee00 : 0x8e00);
    }
    for (i = 0; i < 1024; i++) {
        ((u32 *)DIRECTORY)[i] = i ? 0 : TABLE | 7;
        ((u32 *)TABLE)[i] = i << 12 | 7;
    }
    ((u32 *)TABLE)[(DATA >> 12) + 2] &= ~2;
    ((u32 *)TABLE)[(DATA >> 12) + 3] = 0;
    table.limit = 0xff;
    table.base = GDT;
    asm volatile("lgdt %0" : : "m"(table));
    table.limit = 0x7ff;
    table.base = IDT;
    asm volatile("lidt %0" : : "m"(table));
    asm volatile("ltr %w0" : : "r"(TASK));
    asm volatile("mov %0, %%cr3; mov %1, %%cr0" : : "r"(DIRECTORY), "r"(0x80010011) : "memory");
    out(0x21, 0xff);
    out(0xa1, 0xff);
}

__attribute__((used)) void begin(void)
{
    u32 i;
    set_up();
    for (i = 0; i < case_count; i++) {
        run(&cases[i]);
        print_outcome();
    }
    for (i = 0; i < 8; i++)
        out(0x8900, "Shutdown"[i]); /* Bochs's own way to be turned off */
    for (;;)
        asm volatile("cli; hlt");
}
