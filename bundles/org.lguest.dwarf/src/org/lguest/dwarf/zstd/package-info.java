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
 * <h2>What was made small again</h2>
 * Debug information compresses well, and the newest tools do it by Zstandard, which the Java platform can't read.
 * {@link org.lguest.dwarf.zstd.ZstdDecoder} can, by RFC 8878: it takes bytes and gives bytes, and knows nothing of ELF.
 * A frame is a row of blocks. A block has {@linkplain org.lguest.dwarf.zstd.Literals literals}, which are written by a
 * {@linkplain org.lguest.dwarf.zstd.HuffmanTable prefix code}, and {@linkplain org.lguest.dwarf.zstd.Sequences
 * sequences}, which say how many literals come next and what to repeat of what was written before; their numbers are
 * written by the finite state machines of {@link org.lguest.dwarf.zstd.FseTable}. Both are read {@linkplain
 * org.lguest.dwarf.zstd.BackwardBits from the end}.
 *
 * <p>Only decoding is here, and no dictionaries, which no linker uses. Every damage is a {@link
 * org.lguest.dwarf.zstd.ZstdException} with its offset. What is written takes no more memory than was announced, and
 * until it is there not much more than is written.
 *
 * <p>Next chapter: {@code org.lguest.dwarf.line}
 */
@NullMarked
package org.lguest.dwarf.zstd;

import org.jspecify.annotations.NullMarked;
