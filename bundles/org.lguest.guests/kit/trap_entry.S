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
 *
 * The call frame information lets a debugger walk out of a handler into what was interrupted: the "caller" of these
 * functions. Its frame address is where eflags ends, so that eip is 12 below. What was interrupted in the kernel had its
 * esp there too; for user space the processor has pushed ss and esp there, and cs says which it was.
 */
#include "lguest.h"
#include "traps.h"

#define VECTORS_WITH_ERROR_CODE (1 << 8 | 1 << 10 | 1 << 11 | 1 << 12 | 1 << 13 | 1 << 14 | 1 << 17)

    .cfi_sections .debug_frame

/* The frame of a trap, size bytes of which are on the stack: at least eip, cs and eflags. */
    .macro interrupted size
    .cfi_startproc simple
    .cfi_signal_frame
    .cfi_def_cfa esp, \size
    .cfi_offset eip, -12
    .cfi_offset cs, -8
    .cfi_offset eflags, -4
    /* esp: if (cs & 3) == 3, what is saved at the frame address, else that address. The operations are dup, lit8,
       minus, deref, lit3, and, lit3, eq, bra to deref, skip it, deref. */
    .cfi_escape 0x16, 4, 15, 0x12, 0x38, 0x1c, 0x06, 0x33, 0x1a, 0x33, 0x29, 0x28, 3, 0, 0x2f, 1, 0, 0x06
    .endm

/* All of struct trap_frame is there. */
    .macro registers_saved
    .cfi_offset edi, -52
    .cfi_offset esi, -48
    .cfi_offset ebp, -44
    .cfi_offset ebx, -36
    .cfi_offset edx, -32
    .cfi_offset ecx, -28
    .cfi_offset eax, -24
    .endm

    .text
    .balign 16
    .globl trap_stubs
trap_stubs:
    .set vector, 0
    .rept TRAP_FIRST_IRQ + TRAP_IRQS
    .balign 16
    .if ((VECTORS_WITH_ERROR_CODE >> vector) & 1) == 0
    interrupted 12
    pushl $0
    .cfi_def_cfa_offset 16
    .else
    interrupted 16
    .endif
    pushl $vector
    .cfi_def_cfa_offset 20
    jmp trap_entry
    .cfi_endproc
    .set vector, vector + 1
    .endr

    .balign 16
    .globl system_call_stub
    .type system_call_stub, @function
system_call_stub:
    interrupted 12
    pushl $0
    .cfi_def_cfa_offset 16
    pushl $TRAP_SYSTEM_CALL
    .cfi_def_cfa_offset 20
    jmp trap_entry
    .cfi_endproc
    .size system_call_stub, . - system_call_stub

    .type trap_entry, @function
trap_entry:
    interrupted 20
    cld
    pushal
    .cfi_def_cfa_offset 52
    registers_saved
    pushl %ds
    .cfi_def_cfa_offset 56
    .cfi_offset ds, -56
    pushl %es
    .cfi_def_cfa_offset 60
    .cfi_offset es, -60
    movl $KERNEL_DS, %eax
    movl %eax, %ds
    movl %eax, %es
    movl %esp, %eax             /* struct trap_frame */
    pushl TRAP_FRAME_EIP(%eax)  /* as if the interrupted code had called: a back trace by ebp goes on there too */
    .cfi_def_cfa_offset 64
    pushl %ebp
    .cfi_def_cfa_offset 68
    movl %esp, %ebp
    .cfi_def_cfa_register ebp
    pushl %eax
    call dispatch_trap
    leal 8(%ebp), %esp
    .cfi_endproc
    .size trap_entry, . - trap_entry

/* esp points to a struct trap_frame: go where it says. A new task starts here. */
    .globl trap_return
    .type trap_return, @function
trap_return:
    interrupted 60
    registers_saved
    .cfi_offset ds, -56
    .cfi_offset es, -60
    popl %es
    .cfi_def_cfa_offset 56
    .cfi_same_value es
    popl %ds
    .cfi_def_cfa_offset 52
    .cfi_same_value ds
    popal
    .cfi_def_cfa_offset 20
    .cfi_same_value edi
    .cfi_same_value esi
    .cfi_same_value ebp
    .cfi_same_value ebx
    .cfi_same_value edx
    .cfi_same_value ecx
    .cfi_same_value eax
    addl $8, %esp               /* vector and error code */
    .cfi_def_cfa_offset 12
    pushl %eax
    .cfi_def_cfa_offset 16
    .cfi_offset eax, -16
    /* iret in ring 1 leaves IF alone, so the virtual one is set by hand, from the eflags that were saved. */
    movl 12(%esp), %eax
    andl $EFLAGS_IF, %eax
    movl %eax, %ss:lguest_data + IRQ_ENABLED_OFFSET
    .globl noirq_start
noirq_start:                    /* From here on the Host holds interrupts back, or they would pile up here. */
    popl %eax
    .cfi_def_cfa_offset 12
    .cfi_same_value eax
    iret
    .cfi_endproc
    .globl noirq_end
noirq_end:
    .size trap_return, . - trap_return

/* void switch_stacks(uint32_t *saved_esp, uint32_t next_esp): returns on another stack, to whoever called there. */
    .globl switch_stacks
    .type switch_stacks, @function
switch_stacks:
    .cfi_startproc
    movl 4(%esp), %eax
    movl 8(%esp), %edx
    pushl %ebp
    .cfi_adjust_cfa_offset 4
    .cfi_rel_offset ebp, 0
    pushl %ebx
    .cfi_adjust_cfa_offset 4
    .cfi_rel_offset ebx, 0
    pushl %esi
    .cfi_adjust_cfa_offset 4
    .cfi_rel_offset esi, 0
    pushl %edi
    .cfi_adjust_cfa_offset 4
    .cfi_rel_offset edi, 0
    movl %esp, (%eax)
    movl %edx, %esp             /* The other stack looks the same from here on. */
    popl %edi
    .cfi_adjust_cfa_offset -4
    .cfi_restore edi
    popl %esi
    .cfi_adjust_cfa_offset -4
    .cfi_restore esi
    popl %ebx
    .cfi_adjust_cfa_offset -4
    .cfi_restore ebx
    popl %ebp
    .cfi_adjust_cfa_offset -4
    .cfi_restore ebp
    ret
    .cfi_endproc
    .size switch_stacks, . - switch_stacks

    .bss
    .balign PAGE_SIZE
    .globl boot_stack
boot_stack:
    .skip 2 * PAGE_SIZE
    .globl boot_stack_top
boot_stack_top:

    .section .note.GNU-stack, "", @progbits
