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
 * <h2>Asking in C</h2>
 * Whoever debugs C asks in C: {@code list->next->value * 2}, {@code (char) $eax}, {@code sizeof table}. A
 * {@link org.lguest.dwarf.expression.Parser} makes a tree of {@linkplain org.lguest.dwarf.expression.Node nodes}, each
 * of which knows its column, so that whatever goes wrong is told where it is written. An
 * {@link org.lguest.dwarf.expression.Evaluator} gives the tree a value in a frame, by the types and conversions of C on
 * i386; an assignment becomes a list of what to write, and is left to whoever asked. It walks the tree, {@link
 * org.lguest.dwarf.expression.Operands} makes numbers of values, and {@link org.lguest.dwarf.expression.Computation}
 * combines them: integers, real and complex numbers, vectors, and pointers with an address or without.
 *
 * <p>A condition is asked at every hit of a breakpoint, where nobody has the time to parse anything. So
 * {@link org.lguest.dwarf.expression.PredicateCompiler} turns the tree into a {@link
 * org.lguest.dwarf.expression.Predicate}: 32-bit arithmetic on registers, memory and constants, all names resolved for
 * the address of the breakpoint.
 *
 * <p>What a hover over a source text asks for is cut out of it by {@link
 * org.lguest.dwarf.expression.SourceExpression}.
 *
 * <p>Next chapter: {@code org.lguest.dwarf}
 */
@NullMarked
package org.lguest.dwarf.expression;

import org.jspecify.annotations.NullMarked;
