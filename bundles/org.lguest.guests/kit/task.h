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
 * Tasks: the kernel's own, in which guest_main runs, and programs in ring 3. They take turns of their own free will;
 * a tick interrupts but never switches.
 */
#ifndef KIT_TASK_H
#define KIT_TASK_H

#include <stdint.h>

#include "system_calls.h"

struct trap_frame;

struct task {
    uint32_t esp; /* while it waits for its turn */
    unsigned char *stack;
    const char *name;
    int finished;
    int exit_code;
    struct task *next; /* round and round */
};

/* Answers a system call of the running task; what it returns arrives in the task's eax. */
typedef int (*system_call_handler)(uint32_t ebx, uint32_t ecx, uint32_t edx);

void start_tasks(void);

/* A program in ring 3; its code and data lie in the sections for ring 3. It first runs when the others yield. */
struct task *start_user_task(const char *name, void (*program)(void));

struct task *current_task(void);

/* Lets the next task run, and returns when it is this one's turn again. */
void yield(void);

/* Ends the running task. */
void finish_task(int exit_code) __attribute__((noreturn));

/* A system call of the guest's own, SYSTEM_CALL_OWN or above. */
void set_system_call(uint32_t number, system_call_handler handler);

void handle_system_call(struct trap_frame *frame);

#endif
