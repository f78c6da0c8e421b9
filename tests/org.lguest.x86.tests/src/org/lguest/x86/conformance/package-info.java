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
 * The processor against a real one. {@link org.lguest.x86.conformance.CaseGenerator} makes an instruction with
 * registers, flags and memory from a row of the opcode table, {@link org.lguest.x86.conformance.SequenceGenerator}
 * several in a row; {@link org.lguest.x86.conformance.NativeProcessor} has the machine that we run on do it,
 * {@link org.lguest.x86.conformance.EmulatedProcessor} ours, and
 * {@link org.lguest.x86.conformance.Comparison} tells the difference, but for what
 * {@link org.lguest.x86.conformance.UndefinedBehaviour} lists. {@code releng/conformance} is the command;
 * {@code ConformanceTest} replays what it recorded.
 */
package org.lguest.x86.conformance;
