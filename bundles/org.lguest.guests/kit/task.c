/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "task.h"

#include "console.h"
#include "memory.h"
#include "paravirt.h"
#include "traps.h"

#define STACK_SIZE (2 * PAGE_SIZE)
#define MAX_TASKS 4
#define USER_STACK_SPACING 0x10000

extern unsigned char boot_stack[STACK_SIZE];
extern void switch_stacks(uint32_t *saved_esp, uint32_t next_esp);
extern void trap_return(void);

/* The bottom of a new task's kernel stack: switch_stacks takes the first five words off, trap_return the rest. */
struct first_frame {
    uint32_t edi, esi, ebx, ebp;
    void (*return_to)(void);
    struct trap_frame trap;
};

static unsigned char stacks[MAX_TASKS][STACK_SIZE] __attribute__((aligned(PAGE_SIZE)));
static struct task tasks[MAX_TASKS];
static struct task kernel_task = {.stack = boot_stack, .name = "kernel"};
static struct task *current = &kernel_task;
static uint32_t task_count;
static system_call_handler own_system_calls[SYSTEM_CALLS];

static void *stack_top(const struct task *task) {
    return task->stack + STACK_SIZE;
}

void start_tasks(void) {
    kernel_task.next = &kernel_task;
    paravirt_ops.load_kernel_stack(stack_top(&kernel_task));
}

struct task *start_user_task(const char *name, void (*program)(void)) {
    if (task_count == MAX_TASKS) {
        panic("No room for task %s", name);
    }
    uint32_t user_stack = USER_STACK_TOP - task_count * USER_STACK_SPACING;
    map_user_page(user_stack - PAGE_SIZE);

    struct task *task = &tasks[task_count];
    task->name = name;
    task->stack = stacks[task_count++];
    struct first_frame *frame = (struct first_frame *) stack_top(task) - 1;
    uint32_t nobody = sizeof(uint32_t); /* called the program: a return address of 0 ends its back trace */
    *frame = (struct first_frame){
        .return_to = trap_return,
        .trap = {.ds = USER_DS, .es = USER_DS, .eip = (uint32_t) program, .cs = USER_CS, .eflags = EFLAGS_IF | 2,
                 .esp = user_stack - nobody, .ss = USER_DS},
    };
    task->esp = (uint32_t) frame;
    task->next = kernel_task.next;
    kernel_task.next = task;
    return task;
}

struct task *current_task(void) {
    return current;
}

void yield(void) {
    struct task *previous = current;
    struct task *next = current->next;
    while (next->finished) { /* the kernel's own never is */
        next = next->next;
    }
    if (next != previous) {
        current = next;
        paravirt_ops.enter_lazy_mode();
        paravirt_ops.load_kernel_stack(stack_top(next));
        paravirt_ops.leave_lazy_mode();
        switch_stacks(&previous->esp, next->esp);
    }
}

void finish_task(int exit_code) {
    current->exit_code = exit_code;
    current->finished = 1;
    yield();
    panic("Task %s goes on after its end", current->name);
}

void set_system_call(uint32_t number, system_call_handler handler) {
    own_system_calls[number] = handler;
}

static int write_text(uint32_t text, uint32_t length) {
    if (!is_user_readable(text, length)) {
        return -1;
    }
    print_bytes((const char *) text, length);
    return (int) length;
}

void handle_system_call(struct trap_frame *frame) {
    int answer = -1;
    paravirt_ops.irq_enable(); /* they are off if the call has come by the Host */
    switch (frame->eax) {
        case SYSTEM_CALL_EXIT:
            finish_task((int) frame->ebx);
        case SYSTEM_CALL_WRITE:
            answer = write_text(frame->ebx, frame->ecx);
            break;
        case SYSTEM_CALL_YIELD:
            yield();
            answer = 0;
            break;
        default:
            if (frame->eax < SYSTEM_CALLS && own_system_calls[frame->eax] != NULL) {
                answer = own_system_calls[frame->eax](frame->ebx, frame->ecx, frame->edx);
            }
    }
    frame->eax = (uint32_t) answer;
}
