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
 * Runs instructions on the real processor. Reads cases from standard input, runs each at ring 3 in memory of a fixed
 * layout until any exception, and writes what registers, memory and the exception were. See TestCase.java and Outcome.java
 * for the formats.
 *
 * A case starts and ends by signal: the handler of one signal puts the case's registers into the context to which the
 * kernel will return, and the next signal, whatever the case ran into, brings them back. No libc, so that nothing but us
 * lives here, and at an address that no case comes near.
 */

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;

#define PAGE 4096
#define CODE 0x10000000
#define CODE_ALIAS 0x68000000
#define DATA 0x20000000 /* two pages, and a third that is read-only */
#define STACK 0x30000000
#define POKES 8
#define CHANGES 24

struct code_case {
    u32 registers[8]; /* EAX ECX EDX EBX ESP EBP ESI EDI */
    u32 selectors[6]; /* ES CS SS DS FS GS */
    u32 eflags;
    u32 eip;     /* in its segment */
    u32 code_at; /* linear */
    u32 modifying;
    u32 pokes;
    struct { u32 address, value; } poke[POKES];
    u32 length;
    u8 code[64];
};

struct outcome {
    u32 registers[8];
    u32 eflags, eip, vector, error, cr2;
    u32 selectors[6]; /* ES CS SS DS FS GS */
    u32 changes, hash;
    struct { u32 address, value; } change[CHANGES];
};

/* The kernel's struct ucontext for 32-bit programs. */
struct context {
    u32 flags, link, stack[3];
    u32 gs, fs, es, ds;
    u32 edi, esi, ebp, esp, ebx, edx, ecx, eax;
    u32 trapno, err, eip, cs, eflags, esp_at_signal, ss;
    u32 fpstate, oldmask, cr2;
};

static struct code_case current;
static struct outcome outcome;
static struct context runner;
static int running;
static u8 pristine[4 * PAGE];
static u8 before[3 * PAGE];
static u8 signal_stack[16 * PAGE];

static int call(int number, u32 a, u32 b, u32 c, u32 d, u32 e, u32 f)
{
    static u32 sixth;
    int result;
    sixth = f;
    asm volatile("push %%ebp; mov %7, %%ebp; int $0x80; pop %%ebp"
                 : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e), "m"(sixth) : "memory");
    return result;
}

static void quit(int status)
{
    call(1, status, 0, 0, 0, 0, 0);
}

static int transfer(int number, int file, void *at, u32 length)
{
    u8 *bytes = at;
    while (length) {
        int done = call(number, file, (u32)bytes, length, 0, 0, 0);
        if (done <= 0)
            return 0;
        bytes += done;
        length -= done;
    }
    return 1;
}

static void copy(void *to, const void *from, u32 length)
{
    asm volatile("cld; rep movsb" : "+D"(to), "+S"(from), "+c"(length) : : "memory");
}

static void map(u32 address, u32 length, int protection)
{
    /* private, fixed, anonymous, populated: no page of it is ever absent to the processor */
    if (call(192, address, length, protection, 0x8032, -1, 0) != (int)address)
        quit(2);
}

/* Once for the case, that can not write there, and once for us. */
static void map_code(void)
{
    int shared = call(192, CODE_ALIAS, PAGE, 3, 0x8031, -1, 0);
    if (shared != CODE_ALIAS || call(163, shared, 0, PAGE, 3, CODE, 0) != CODE)
        quit(2);
    call(125, CODE, PAGE, 5, 0, 0, 0);
}

static void start_case(struct context *to)
{
    to->eax = current.registers[0];
    to->ecx = current.registers[1];
    to->edx = current.registers[2];
    to->ebx = current.registers[3];
    to->esp = current.registers[4];
    to->ebp = current.registers[5];
    to->esi = current.registers[6];
    to->edi = current.registers[7];
    to->es = current.selectors[0];
    to->cs = current.selectors[1];
    to->ss = current.selectors[2];
    to->ds = current.selectors[3];
    to->fs = current.selectors[4];
    to->gs = current.selectors[5];
    to->eip = current.eip;
    to->eflags = current.eflags;
}

static void end_case(const struct context *from)
{
    outcome.registers[0] = from->eax;
    outcome.registers[1] = from->ecx;
    outcome.registers[2] = from->edx;
    outcome.registers[3] = from->ebx;
    outcome.registers[4] = from->esp;
    outcome.registers[5] = from->ebp;
    outcome.registers[6] = from->esi;
    outcome.registers[7] = from->edi;
    outcome.eip = from->eip;
    outcome.eflags = from->eflags;
    outcome.vector = from->trapno;
    outcome.error = from->err;
    outcome.cr2 = from->cr2;
    outcome.selectors[0] = from->es & 0xffff;
    outcome.selectors[1] = from->cs & 0xffff;
    outcome.selectors[2] = from->ss & 0xffff;
    outcome.selectors[3] = from->ds & 0xffff;
    outcome.selectors[4] = from->fs & 0xffff;
    outcome.selectors[5] = from->gs & 0xffff;
}

static void on_signal(int number, void *information, struct context *context)
{
    (void)number;
    (void)information;
    if (!running) {
        running = 1;
        runner = *context;
        start_case(context);
        return;
    }
    running = 0;
    end_case(context);
    u32 fpstate = context->fpstate;
    *context = runner;
    context->fpstate = fpstate;
    context->eip += 2; /* behind the ud2 that started it */
}

asm("restore: mov $173, %eax; int $0x80");
extern char restore[];

static void catch(int signal)
{
    /* handler, flags: SIGINFO | ONSTACK | NODEFER | RESTORER, restorer, mask */
    u32 action[5] = {(u32)on_signal, 0x4 | 0x08000000 | 0x40000000 | 0x04000000, (u32)restore, 0, 0};
    call(174, signal, (u32)action, 0, 8, 0, 0);
}

/* The LDT: struct user_desc of each entry. */
static void set_segments(void)
{
    u32 count, entry[4];
    if (!transfer(3, 0, &count, sizeof count))
        quit(3);
    while (count--)
        if (!transfer(3, 0, entry, sizeof entry) || call(123, 0x11, (u32)entry, sizeof entry, 0, 0, 0))
            quit(5);
}

static void compare(void)
{
    static const u32 places[3] = {DATA, DATA + PAGE, STACK};
    u32 page, at;
    outcome.changes = 0;
    outcome.hash = 0x811c9dc5;
    for (page = 0; page < 3; page++)
        for (at = 0; at < PAGE; at += 4) {
            u32 value = *(u32 *)(places[page] + at);
            if (value == *(u32 *)(before + page * PAGE + at))
                continue;
            if (outcome.changes < CHANGES) {
                outcome.change[outcome.changes].address = places[page] + at;
                outcome.change[outcome.changes].value = value;
            }
            outcome.changes++;
            outcome.hash = ((outcome.hash ^ (places[page] + at)) * 0x01000193 ^ value) * 0x01000193;
        }
}

void _start(void)
{
    u32 stack[3] = {(u32)signal_stack, 0, sizeof signal_stack};
    u32 i;
    map_code();
    map(DATA, 3 * PAGE, 3);
    map(STACK, PAGE, 3);
    for (i = 0; i < PAGE; i++)
        ((u8 *)CODE_ALIAS)[i] = 0xcc;
    if (!transfer(3, 0, pristine, sizeof pristine))
        quit(3);
    set_segments();
    copy((void *)(DATA + 2 * PAGE), pristine + 2 * PAGE, PAGE);
    call(125, DATA + 2 * PAGE, PAGE, 1, 0, 0, 0);
    call(186, (u32)stack, 0, 0, 0, 0, 0);
    catch(4);
    catch(5);
    catch(7);
    catch(8);
    catch(11);
    while (transfer(3, 0, &current, sizeof current)) {
        copy((void *)DATA, pristine, 2 * PAGE);
        copy((void *)STACK, pristine + 3 * PAGE, PAGE);
        for (i = 0; i < current.pokes; i++)
            *(u32 *)current.poke[i].address = current.poke[i].value;
        copy(before, (void *)DATA, 2 * PAGE);
        copy(before + 2 * PAGE, (void *)STACK, PAGE);
        copy((void *)(current.code_at - CODE + CODE_ALIAS), current.code, current.length);
        if (current.modifying)
            call(125, CODE, PAGE, 7, 0, 0, 0);
        /* The kernel keeps ID as the last case left it. */
        asm volatile("pushf; andl $~0x200000, (%%esp); popf; ud2" : : : "memory", "cc");
        if (current.modifying)
            call(125, CODE, PAGE, 5, 0, 0, 0);
        for (i = 0; i < current.length; i++)
            ((u8 *)current.code_at - CODE + CODE_ALIAS)[i] = 0xcc;
        for (i = 0; i < sizeof outcome.change / 4; i++)
            ((u32 *)outcome.change)[i] = 0;
        compare();
        if (!transfer(4, 1, &outcome, sizeof outcome))
            quit(4);
    }
    quit(0);
}
