/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* A kernel that calls a function for ever, which counts: the same for QEMU, by multiboot, and for lguest. */

	.section .text
	.balign 4
	.long 0x1BADB002, 0, -0x1BADB002	/* multiboot */
	.ascii "GenuineLguest"
	.globl _start, visit, counter
_start:
	mov $stack, %esp
1:	call visit
	jmp 1b
visit:
	incl counter
	ret

	.section .data
	.balign 4096
counter:
	.long 0
	.balign 4096
	.skip 4096
stack:
	.long 0
