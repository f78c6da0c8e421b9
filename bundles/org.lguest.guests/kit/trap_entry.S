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
 * Into the kernel and back. A trap arrives on the kernel stack with flags, cs and eip pushed; the stubs make all of
 * them look alike, with an error code and a vector.
 */
#include "lguest.h"
#include "traps.h"

#define VECTORS_WITH_ERROR_CODE (1 << 8 | 1 << 10 | 1 << 11 | 1 << 12 | 1 << 13 | 1 << 14 | 1 << 17)

    .text
    .balign 16
    .globl trap_stubs
trap_stubs:
    .set vector, 0
    .rept TRAP_FIRST_IRQ + TRAP_IRQS
    .balign 16
    .if ((VECTORS_WITH_ERROR_CODE >> vector) & 1) == 0
    pushl $0
    .endif
    pushl $vector
    jmp trap_entry
    .set vector, vector + 1
    .endr

    .balign 16
    .globl system_call_stub
    .type system_call_stub, @function
system_call_stub:
    pushl $0
    pushl $TRAP_SYSTEM_CALL
    jmp trap_entry
    .size system_call_stub, . - system_call_stub

    .type trap_entry, @function
trap_entry:
    cld
    pushal
    pushl %ds
    pushl %es
    movl $KERNEL_DS, %eax
    movl %eax, %ds
    movl %eax, %es
    movl %esp, %eax             /* struct trap_frame */
    pushl TRAP_FRAME_EIP(%eax)  /* as if the interrupted code had called: a back trace goes on there */
    pushl %ebp
    movl %esp, %ebp
    pushl %eax
    call dispatch_trap
    leal 8(%ebp), %esp
    .size trap_entry, . - trap_entry

/* esp points to a struct trap_frame: go where it says. A new task starts here. */
    .globl trap_return
    .type trap_return, @function
trap_return:
    popl %es
    popl %ds
    popal
    addl $8, %esp               /* vector and error code */
    pushl %eax
    /* iret in ring 1 leaves IF alone, so the virtual one is set by hand, from the eflags that were saved. */
    movl 12(%esp), %eax
    andl $EFLAGS_IF, %eax
    movl %eax, %ss:lguest_data + IRQ_ENABLED_OFFSET
    .globl noirq_start
noirq_start:                    /* From here on the Host holds interrupts back, or they would pile up here. */
    popl %eax
    iret
    .globl noirq_end
noirq_end:
    .size trap_return, . - trap_return

/* void switch_stacks(uint32_t *saved_esp, uint32_t next_esp): returns on another stack, to whoever called there. */
    .globl switch_stacks
    .type switch_stacks, @function
switch_stacks:
    movl 4(%esp), %eax
    movl 8(%esp), %edx
    pushl %ebp
    pushl %ebx
    pushl %esi
    pushl %edi
    movl %esp, (%eax)
    movl %edx, %esp
    popl %edi
    popl %esi
    popl %ebx
    popl %ebp
    ret
    .size switch_stacks, . - switch_stacks

    .bss
    .balign PAGE_SIZE
    .globl boot_stack
boot_stack:
    .skip 2 * PAGE_SIZE
    .globl boot_stack_top
boot_stack_top:

    .section .note.GNU-stack, "", @progbits
