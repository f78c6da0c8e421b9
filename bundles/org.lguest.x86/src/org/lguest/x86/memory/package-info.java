/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Memory, from the bytes up.
 *
 * <p>{@link org.lguest.x86.memory.PhysicalMemory} is RAM, and remembers which of its bytes stand decoded somewhere,
 * because whoever writes them must thereby make that decoding go away. {@link org.lguest.x86.memory.Paging} is the
 * walk through page directory and page table, and nothing but the walk. {@link org.lguest.x86.memory.Tlb} is what
 * makes walks rare: one compare says that an access needs no further look of any kind. {@link
 * org.lguest.x86.memory.LinearMemory} is the same memory as the Host and the debugger see it, by linear address, from
 * ring 0.
 *
 * <p>Whoever asks for memory by anything but a physical address may be refused, and a refusal is a
 * {@link org.lguest.x86.ProcessorException}. Between a program's addresses and linear ones stand the segments.
 *
 * <p>Next chapter: {@code org.lguest.x86.segment}
 */
@NullMarked
package org.lguest.x86.memory;

import org.jspecify.annotations.NullMarked;
