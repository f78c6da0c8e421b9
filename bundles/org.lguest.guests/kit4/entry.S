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
 * The first instructions. The Launcher starts the guest at its physical address, in ring 1, with each address being its
 * own: as a boot loader starts a kernel without paging. So the symbols' addresses are not yet where things are.
 */
#include "lguest.h"

#define PHYSICAL(address) ((address) - PAGE_OFFSET)
#define FIRST_TABLES 2
#define PRESENT_AND_WRITABLE 0x67 /* and accessed, dirty and open to ring 3 */

    .section .entry, "ax"
    .ascii "lguest"             /* by this a Launcher knows whom the guest is for */
    .globl entry
    .type entry, @function
entry:
    cld
    xorl %eax, %eax
    movl $PHYSICAL(bss_start), %edi
    movl $bss_end, %ecx
    subl $bss_start, %ecx
    shrl $2, %ecx
    rep stosl
    /* Tables for the first 8 MiB, at their physical addresses and at the kernel's. */
    movl $PHYSICAL(first_tables), %edi
    movl $PRESENT_AND_WRITABLE, %eax
    movl $(FIRST_TABLES * 1024), %ecx
1:  stosl
    addl $PAGE_SIZE, %eax
    loop 1b
    movl $(PHYSICAL(first_tables) + PRESENT_AND_WRITABLE), %eax
    movl %eax, PHYSICAL(first_directory)
    movl %eax, PHYSICAL(first_directory) + (PAGE_OFFSET >> 20)
    addl $PAGE_SIZE, %eax
    movl %eax, PHYSICAL(first_directory) + 4
    movl %eax, PHYSICAL(first_directory) + (PAGE_OFFSET >> 20) + 4
    movl $LHCALL_LGUEST_INIT, %eax
    movl $PHYSICAL(lguest_data), %ebx
    int $LHCALL_VECTOR
    movl $LHCALL_NEW_PGTABLE, %eax
    movl $PHYSICAL(first_directory), %ebx
    int $LHCALL_VECTOR
    movl $boot_stack_top, %esp
    xorl %ebp, %ebp             /* the outermost frame */
    movl $1f, %eax
    jmp *%eax
1:  call kernel_start
    .size entry, . - entry

    .bss
    .balign PAGE_SIZE
first_directory:
    .skip PAGE_SIZE
first_tables:
    .skip FIRST_TABLES * PAGE_SIZE

    .section .note.GNU-stack, "", @progbits
