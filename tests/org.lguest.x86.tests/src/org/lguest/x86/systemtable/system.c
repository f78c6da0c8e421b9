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
 * Runs cases in Bochs, in QEMU, in our emulator, or on any PC that takes it for its BIOS: tables, a start in some ring,
 * code up to the first exception or INT3, and what was then in registers and memory. The ROM of 1 MiB has the cases, first
 * their number, at its begin; whoever can not map it there copies them to CASES and writes PRELOADED. The outcomes go to
 * LOG, and if they were not preloaded to port 0xE9 too, in hexadecimal. See SystemCase.java and SystemOutcome.java for both
 * formats.
 */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;

#define PRELOADED ((u32 *)0x500)
#define FINISHED ((u32 *)0x504)
#define MAGIC 0x53595354

#define GDT 0x1000
#define IDT 0x2000
#define TSS 0x3000
#define LDT 0x3800
#define DIRECTORY 0x4000
#define TABLE 0x5000
#define SECOND_TABLE 0x6000
#define RING_0_STACK 0x9000
#define RING_1_STACK 0xb000
#define RING_2_STACK 0xd000
#define CODE 0xe000 /* below 64 KiB, where 16-bit gates and returns lead too */
#define STACK 0x20000
#define DATA 0x30000
#define HANDLER_STACK 0x7000c
#define STATE 0x78000 /* a ROM has no variables */
#define BEFORE 0x100000
#define PRISTINE 0x180000
#define CASES 0x400000
#define LOG 0x800000
#define ROM 0xfff00000

#define CODE_0 0x08
#define DATA_0 0x10
#define TASK 0x48
#define TABLE_LDT 0x50

#define POKES 10
#define CODE_BYTES 24
#define CHANGES 16
#define PAGES 18

struct system_case {
    u16 cs, ss, ds, es, fs, gs;
    u32 eflags, eip, esp;
    u32 eax, ecx, edx, ebx, ebp, esi, edi;
    u32 cr0, cr4;
    u32 pokes;
    struct { u32 address, value; } poke[POKES];
    u32 length;
    u8 code[CODE_BYTES];
};

struct outcome {
    u32 vector, error, eip, cs, eflags, esp, ss;
    u32 eax, ecx, edx, ebx, ebp, esi, edi;
    u32 ds, es, fs, gs;
    u32 cr0, cr2, cr4, tr, ldtr;
    u32 changes, hash;
    struct { u32 address, value; } change[CHANGES];
};

struct frame {
    u32 tr, ldtr, ss, gs, fs, es, ds;
    u32 edi, esi, ebp, unused, ebx, edx, ecx, eax;
    u32 vector, error, eip, cs, eflags, outer_esp, outer_ss;
};

struct state {
    struct outcome *outcome;
    u32 esp;
    struct system_case copy; /* for enter(), which has paging on */
};

#define state ((struct state *)STATE)
extern u8 stubs[];

/*
 * The pages that are put back before each case. Of the changes in the first of them there is a list; the others are the
 * IDT, the code, and where one gets who does not look at the limits of segments.
 */
static const u32 pages[PAGES] = {GDT, TSS, DIRECTORY, TABLE, SECOND_TABLE, 0x8000, 0xa000, 0xc000, STACK, DATA, DATA + 0x1000,
                                 IDT, CODE, DATA - 0x1000, DATA + 0x2000, DATA + 0x3000, DATA + 0xf000, DATA + 0x10000};
#define LISTED_PAGES 11

asm(".code16\n"
    ".section .reset, \"ax\"\n"
    "jmp start\n"
    ".byte 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0\n"
    ".section .head, \"ax\"\n"
    ".code32\n"
    "jmp flat\n"
    ".balign 8\n"
    "boot_gdt: .quad 0, 0x00cf9b000000ffff, 0x00cf93000000ffff\n"
    "boot_gdtr: .word 23; .long boot_gdt\n"
    ".code16\n"
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
    "mov $0x78000, %esp\n"
    "call begin\n"
    ".balign 16\n"
    "stubs:\n"
    ".set vector, 0\n"
    ".rept 256\n"
    ".balign 16\n"
    ".if vector != 8 && (vector < 10 || vector > 14) && vector != 17\n"
    "pushl $0\n"
    ".endif\n"
    "pushl $vector\n"
    "jmp entered\n"
    ".set vector, vector + 1\n"
    ".endr\n"
    /* Nothing that is undefined may get on the stack: it is compared. */
    "entered: pusha\n"
    "xor %eax, %eax\n"
    "mov %ds, %ax\n"
    "push %eax\n"
    "mov %es, %ax\n"
    "push %eax\n"
    "mov %fs, %ax\n"
    "push %eax\n"
    "mov %gs, %ax\n"
    "push %eax\n"
    "mov %ss, %ax\n"
    "push %eax\n"
    "sldt %ax\n"
    "push %eax\n"
    "str %ax\n"
    "push %eax\n"
    "mov %esp, %eax\n"
    "mov $0x10, %ecx\n"
    "mov %ecx, %ds\n"
    "mov %ecx, %es\n"
    "mov %ecx, %ss\n"
    "mov $0x70000, %esp\n"
    "cld\n"
    "push %eax\n"
    "call handle\n"
    /* enter(case, cr0): into a case, as far down as it is; leave_case comes back behind enter(). */
    "enter: pusha\n"
    "mov %esp, 0x78004\n"
    "mov 36(%esp), %ebp\n"
    "mov 40(%esp), %eax\n"
    "mov %eax, %cr0\n"
    "movzwl 2(%ebp), %ebx\n"
    "movzwl (%ebp), %ecx\n"
    "testl $3, %ecx\n"
    "jnz 1f\n"
    "mov 20(%ebp), %esp\n"
    "jmp 2f\n"
    "1: push %ebx\n"
    "pushl 20(%ebp)\n"
    "2: pushl 12(%ebp)\n"
    "push %ecx\n"
    "pushl 16(%ebp)\n"
    "mov 6(%ebp), %es\n"
    "mov 8(%ebp), %fs\n"
    "mov 10(%ebp), %gs\n"
    "mov 24(%ebp), %eax\n"
    "mov 28(%ebp), %ecx\n"
    "mov 32(%ebp), %edx\n"
    "mov 36(%ebp), %ebx\n"
    "mov 44(%ebp), %esi\n"
    "mov 48(%ebp), %edi\n"
    "pushl 40(%ebp)\n"
    "mov 4(%ebp), %ds\n"
    "pop %ebp\n"
    "iret\n"
    "leave_case: mov 0x78004, %esp\n"
    "popa\n"
    "ret\n");

void enter(const struct system_case *one, u32 cr0);
void leave_case(void) __attribute__((noreturn));

#define GET(name, register) \
    static u32 name(void) { u32 value; asm volatile("mov %%" register ", %0" : "=r"(value)); return value; }
GET(get_cr0, "cr0")
GET(get_cr2, "cr2")
GET(get_cr4, "cr4")

static void set_cr0(u32 value) { asm volatile("mov %0, %%cr0" : : "r"(value) : "memory"); }
static void set_cr2(u32 value) { asm volatile("mov %0, %%cr2" : : "r"(value)); }
static void set_cr3(u32 value) { asm volatile("mov %0, %%cr3" : : "r"(value) : "memory"); }
static void set_cr4(u32 value) { asm volatile("mov %0, %%cr4" : : "r"(value) : "memory"); }

static void out(u32 port, u8 value)
{
    asm volatile("outb %0, %w1" : : "a"(value), "d"(port));
}

static void copy(u32 to, u32 from, u32 bytes)
{
    u32 dwords = bytes / 4;
    asm volatile("rep movsl" : "+D"(to), "+S"(from), "+c"(dwords) : : "memory");
}

static void fill(u32 to, u32 value, u32 bytes)
{
    u32 dwords = bytes / 4;
    asm volatile("rep stosl" : "+D"(to), "+c"(dwords) : "a"(value) : "memory");
}

static void list_changes(struct outcome *outcome)
{
    u32 page, at;
    outcome->hash = 0x811c9dc5;
    for (page = 0; page < LISTED_PAGES; page++)
        for (at = 0; at < 0x1000; at += 4) {
            u32 value = *(u32 *)(pages[page] + at), address = pages[page] + at;
            if (value == *(u32 *)(BEFORE + page * 0x1000 + at))
                continue;
            if (outcome->changes < CHANGES) {
                outcome->change[outcome->changes].address = address;
                outcome->change[outcome->changes].value = value;
            }
            outcome->changes++;
            outcome->hash = ((outcome->hash ^ address) * 0x01000193 ^ value) * 0x01000193;
        }
}

/* Of any vector. */
__attribute__((used)) void handle(struct frame *frame)
{
    struct outcome *outcome;
    u32 cr0 = get_cr0();
    set_cr0(0x11); /* the outcome can not be seen before */
    outcome = state->outcome;
    outcome->cr0 = cr0;
    outcome->cr2 = get_cr2();
    outcome->cr4 = get_cr4();
    outcome->vector = frame->vector;
    outcome->error = frame->error;
    outcome->eip = frame->eip;
    outcome->cs = frame->cs & 0xffff;
    outcome->eflags = frame->eflags;
    if (frame->cs & 3) {
        outcome->esp = frame->outer_esp;
        outcome->ss = frame->outer_ss & 0xffff;
    } else {
        outcome->esp = (u32)&frame->outer_esp;
        outcome->ss = frame->ss;
    }
    outcome->eax = frame->eax;
    outcome->ecx = frame->ecx;
    outcome->edx = frame->edx;
    outcome->ebx = frame->ebx;
    outcome->ebp = frame->ebp;
    outcome->esi = frame->esi;
    outcome->edi = frame->edi;
    outcome->ds = frame->ds;
    outcome->es = frame->es;
    outcome->fs = frame->fs;
    outcome->gs = frame->gs;
    outcome->tr = frame->tr;
    outcome->ldtr = frame->ldtr;
    list_changes(outcome);
    leave_case();
}

static void load_tables(void)
{
    struct { u16 limit; u32 base; } __attribute__((packed)) table;
    table.limit = 0xff;
    table.base = GDT;
    asm volatile("lgdt %0" : : "m"(table));
    table.limit = 0x7ff;
    table.base = IDT;
    asm volatile("lidt %0" : : "m"(table));
    asm volatile("lldt %w0; ltr %w1" : : "r"(TABLE_LDT), "r"(TASK));
}

static void run(const struct system_case *one, struct outcome *outcome)
{
    u32 page, i;
    for (page = 0; page < PAGES; page++)
        copy(pages[page], PRISTINE + page * 0x1000, 0x1000);
    load_tables();
    for (i = 0; i < one->pokes; i++)
        *(u32 *)one->poke[i].address = one->poke[i].value;
    for (i = 0; i < one->length; i++)
        ((u8 *)one->eip)[i] = one->code[i];
    for (page = 0; page < LISTED_PAGES; page++)
        copy(BEFORE + page * 0x1000, pages[page], 0x1000);
    fill((u32)outcome, 0, sizeof *outcome);
    state->outcome = outcome;
    set_cr2(0);
    set_cr4(0);
    set_cr4(one->cr4);
    set_cr3(DIRECTORY);
    state->copy = *one;
    enter(&state->copy, one->cr0);
    set_cr4(0);
}

static void descriptor(u32 at, u32 low, u32 high)
{
    ((u32 *)at)[0] = low;
    ((u32 *)at)[1] = high;
}

static void set_up(void)
{
    u32 i, ring;
    for (i = 0; i < PAGES; i++)
        fill(pages[i], 0, 0x1000);
    fill(CODE, 0xcccccccc, 0x1000);
    for (ring = 0; ring < 4; ring++) {
        descriptor(GDT + 0x08 + 0x10 * ring, 0xffff, 0xcf9a00 | ring << 13);
        descriptor(GDT + 0x10 + 0x10 * ring, 0xffff, 0xcf9200 | ring << 13);
        descriptor(LDT + 0x08 + 0x10 * ring, 0xffff, 0xcf9a00 | ring << 13);
        descriptor(LDT + 0x10 + 0x10 * ring, 0xffff, 0xcf9200 | ring << 13);
    }
    /* These two are used by the handler: that they were accessed says nothing. */
    descriptor(GDT + CODE_0, 0xffff, 0xcf9b00);
    descriptor(GDT + DATA_0, 0xffff, 0xcf9300);
    descriptor(GDT + TASK, TSS << 16 | 0xff, 0x8900);
    descriptor(GDT + TABLE_LDT, LDT << 16 | 0x7f, 0x8200);
    descriptor(GDT + 0x58, 0xffff, 0xcf9e00);
    ((u32 *)TSS)[1] = RING_0_STACK;
    ((u32 *)TSS)[2] = DATA_0;
    ((u32 *)TSS)[3] = RING_1_STACK;
    ((u32 *)TSS)[4] = 0x21;
    ((u32 *)TSS)[5] = RING_2_STACK;
    ((u32 *)TSS)[6] = 0x32;
    ((u32 *)TSS)[0x19] = 0x68 << 16;
    ((u32 *)TSS)[0x3f] = 0xff000000;
    for (i = 0; i < 256; i++) {
        u32 stub = (u32)stubs + 16 * i;
        descriptor(IDT + 8 * i, CODE_0 << 16 | (stub & 0xffff), (stub & 0xffff0000) | (i == 3 || i == 4 ? 0xee00 : 0x8e00));
    }
    /* Accessed and dirty throughout, so that the kernel changes nothing by being there. */
    for (i = 0; i < 1024; i++) {
        ((u32 *)TABLE)[i] = i << 12 | 0x67;
        ((u32 *)SECOND_TABLE)[i] = i << 12 | 0x67;
    }
    ((u32 *)DIRECTORY)[0] = TABLE | 0x67;
    ((u32 *)DIRECTORY)[1] = SECOND_TABLE | 0x67;
    for (i = 0; i < 0x2000; i += 4)
        *(u32 *)(DATA + i) = 0x01010101 * (i >> 2 & 0xff) ^ i << 16;
    for (i = 0; i < PAGES; i++)
        copy(PRISTINE + i * 0x1000, pages[i], 0x1000);
}

static void print(const struct outcome *outcome)
{
    static const char digits[] = "0123456789abcdef";
    const u8 *bytes = (const u8 *)outcome;
    u32 listed = outcome->changes < CHANGES ? outcome->changes : CHANGES, i;
    out(0xe9, '@');
    for (i = 0; i < sizeof *outcome - 8 * (CHANGES - listed); i++) {
        out(0xe9, digits[bytes[i] >> 4]);
        out(0xe9, digits[bytes[i] & 15]);
    }
    out(0xe9, '\n');
}

__attribute__((used)) void begin(void)
{
    const struct system_case *one = (struct system_case *)(CASES + 4);
    struct outcome *outcome = (struct outcome *)LOG;
    int preloaded = *PRELOADED == MAGIC;
    u32 count, i;
    if (!preloaded)
        copy(CASES, ROM, 0xe0000);
    out(0x21, 0xff);
    out(0xa1, 0xff);
    set_up();
    count = *(u32 *)CASES;
    for (i = 0; i < count; i++, one++, outcome++) {
        run(one, outcome);
        if (!preloaded)
            print(outcome);
    }
    *FINISHED = MAGIC;
    for (i = 0; i < 8; i++)
        out(0x8900, "Shutdown"[i]); /* Bochs's own way to be turned off */
    out(0xf4, 0);                   /* QEMU's, with its isa-debug-exit */
    for (;;)
        asm volatile("cli; hlt");
}
