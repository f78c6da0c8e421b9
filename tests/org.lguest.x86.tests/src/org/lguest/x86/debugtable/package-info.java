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
 * The debug unit against others. {@code rules.txt} holds the SDM's rules of debug exceptions, a row a rule: a tiny
 * program, what is in the debug registers, and what must come of it. {@link org.lguest.x86.debugtable.DebugRules} reads
 * it; {@link org.lguest.x86.debugtable.EmulatedProcessor} runs a row in ours, {@code runner.c} on the machine we run
 * on, with its debug registers set through ptrace, and {@code bochs.c} in Bochs, ring 0 included.
 * {@code releng/debug-unit-table} is the command, and {@link org.lguest.x86.debugtable.DebugTable} writes what the
 * three say into {@code docs/debug-unit.md}; {@code DebugTableTest} holds ours to all the rows, without the others.
 */
package org.lguest.x86.debugtable;
