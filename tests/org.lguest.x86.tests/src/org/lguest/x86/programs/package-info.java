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
 * Whole programs, as gcc makes them, against their runs on a real processor: compression, cryptography, sorting, an
 * interpreter, numbers, in C beside the classes. A program writes what it finds out and, at its end, all of its memory.
 * {@link org.lguest.x86.programs.EmulatedProgram} runs it in ring 3 on what it needs of a system;
 * {@code releng/program-compare} runs it natively too, and
 * {@link org.lguest.x86.programs.ProgramComparison} tells the difference; {@code ProgramsTest} compares with the
 * outputs that a real processor gave once.
 */
package org.lguest.x86.programs;
