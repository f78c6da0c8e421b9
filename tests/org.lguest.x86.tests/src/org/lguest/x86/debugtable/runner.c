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
 * Runs rows of the table on the real processor: reads cases from standard input, runs each in a child whose debug
 * registers it sets through ptrace, and writes what happened. The child is made by fork and then set down in 32-bit code, so
 * nothing here needs 32-bit libraries.
 */

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"

#define USER_CODE 0x23 /* 64-bit Linux's selectors for 32-bit programs */
#define USER_DATA 0x2b
#define OF 0x800
#define INTO 0xce

static struct debug_case current;
static struct debug_outcome outcome;

static void *debug_register(int number)
{
    return (void *)(offsetof(struct user, u_debugreg) + number * sizeof(long));
}

static void map(unsigned long at, int pages)
{
    if (mmap((void *)at, pages * 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_POPULATE, -1, 0) != (void *)at)
        _exit(2);
}

static void child(void)
{
    map(CODE, 1);
    map(STACK, 1);
    map(DATA, 3);
    memcpy((void *)CODE, current.code, current.length);
    mprotect((void *)(DATA + 2 * 4096), 4096, PROT_READ | PROT_EXEC);
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    raise(SIGSTOP);
    _exit(2);
}

static int arm(pid_t pid)
{
    int i;
    for (i = 0; i < 4; i++)
        if (ptrace(PTRACE_POKEUSER, pid, debug_register(i), (long)current.dr[i]))
            return 0;
    return !ptrace(PTRACE_POKEUSER, pid, debug_register(7), (long)current.dr7);
}

static void set_down(pid_t pid)
{
    struct user_regs_struct regs;
    ptrace(PTRACE_GETREGS, pid, 0, &regs);
    regs.rax = 0x11;
    regs.rcx = 3;
    regs.rdx = 0;
    regs.rbx = USER_DATA;
    regs.rsp = STACK + 0x800;
    regs.rbp = STACK + 0x810;
    regs.rsi = DATA + 0x100;
    regs.rdi = DATA;
    regs.rip = CODE;
    regs.eflags = 0x202 | current.eflags;
    regs.cs = USER_CODE;
    regs.ss = regs.ds = regs.es = USER_DATA;
    regs.fs = regs.gs = 0;
    regs.orig_rax = -1;
    ptrace(PTRACE_SETREGS, pid, 0, &regs);
}

/* Linux keeps the vector to itself; signal and code tell it. */
static u32 vector(const siginfo_t *info, const struct user_regs_struct *regs)
{
    switch (info->si_signo) {
    case SIGTRAP:
        return info->si_code == SI_KERNEL ? 3 : 1;
    case SIGFPE:
        return 0;
    case SIGILL:
        return 6;
    case SIGBUS:
        return 17;
    default:
        if (info->si_code == SEGV_MAPERR || info->si_code == SEGV_ACCERR)
            return 14;
        return (regs->eflags & OF) && regs->rip > CODE && current.code[regs->rip - CODE - 1] == INTO ? 4 : 13;
    }
}

/* Records why the child has stopped; whether it is to go on. */
static int record(pid_t pid)
{
    struct user_regs_struct regs;
    siginfo_t info;
    struct debug_event *event = &outcome.event[outcome.events++];
    ptrace(PTRACE_GETREGS, pid, 0, &regs);
    ptrace(PTRACE_GETSIGINFO, pid, 0, &info);
    event->vector = vector(&info, &regs);
    event->eip = regs.rip;
    event->eflags = regs.eflags;
    event->dr6 = ptrace(PTRACE_PEEKUSER, pid, debug_register(6), 0);
    if (event->vector != 1 && event->vector != 3 && event->vector != 4)
        return 0;
    if (event->vector == 1) {
        ptrace(PTRACE_POKEUSER, pid, debug_register(6), 0L);
        if (current.what & KEEPS_RF) {
            regs.eflags &= ~RF;
            ptrace(PTRACE_SETREGS, pid, 0, &regs);
        }
    }
    return outcome.events < current.limit;
}

static void run(void)
{
    int status, on = 1;
    pid_t pid = fork();
    if (pid < 0)
        exit(2);
    if (!pid)
        child();
    memset(&outcome, 0, sizeof outcome);
    if (waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status))
        exit(2);
    if (!arm(pid)) {
        outcome.events = REFUSED;
    } else {
        set_down(pid);
        while (on && !ptrace(PTRACE_CONT, pid, 0, 0)) {
            waitpid(pid, &status, 0);
            on = WIFSTOPPED(status) && record(pid);
        }
    }
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
}

int main(void)
{
    while (fread(&current, sizeof current, 1, stdin) == 1) {
        run();
        if (fwrite(&outcome, sizeof outcome, 1, stdout) != 1 || fflush(stdout))
            return 2;
    }
    return 0;
}
