/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

	.text
	.globl label_without_type
label_without_type:
	movl $1, %eax
	nop
	.globl typed
	.type typed, @function
typed:
	push %ebp
	mov %esp, %ebp
	pop %ebp
	ret
	.size typed, . - typed
	.section .note.GNU-stack,"",@progbits
