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
 * The instruction set as data.
 *
 * <p>Everything this product knows of the encoding of i386 instructions stands in one table,
 * {@link org.lguest.x86.opcode.OpcodeTable}, written in the notation of the opcode maps of the SDM (volume 2, appendix
 * A). The {@link org.lguest.x86.opcode.Decoder} walks prefixes, opcode, ModRM, SIB, displacement and immediates as the
 * row's operand codes ask, and hands out an immutable {@link org.lguest.x86.opcode.Instruction}: what is done
 * ({@link org.lguest.x86.opcode.Operation}), to which operands. Lengths, memory operands, the kind of access that a
 * data breakpoint will see, and where LOCK is allowed, all follow from the row; so does what the
 * {@link org.lguest.x86.opcode.Disassembler} prints. A mistake in the table therefore shows in the text, where it can
 * be compared with other disassemblers line by line, before it can hurt a guest.
 *
 * <p>Nothing here knows registers' values or memory. That begins with the next chapter.
 *
 * <p>Next chapter: {@code org.lguest.x86.memory}
 */
@NullMarked
package org.lguest.x86.opcode;

import org.jspecify.annotations.NullMarked;
