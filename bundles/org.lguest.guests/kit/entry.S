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
 * The first instructions. The Launcher finds the guest by a signature in its image and starts it right behind it, in
 * ring 1, with paging on and physical memory mapped at PAGE_OFFSET, but without a stack.
 */
#include "lguest.h"

    .section .entry, "ax"
    .ascii "GenuineLguest"
    .globl entry
    .type entry, @function
entry:
    movl $boot_stack_top, %esp
    cld
    xorl %eax, %eax
    movl $bss_start, %edi
    movl $bss_end, %ecx
    subl %edi, %ecx
    shrl $2, %ecx
    rep stosl
    xorl %ebp, %ebp             /* the outermost frame */
    call kernel_start
    .size entry, . - entry

    .section .note.GNU-stack, "", @progbits
