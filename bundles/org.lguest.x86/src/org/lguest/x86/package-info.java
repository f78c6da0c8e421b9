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
 * The processor as the hypervisor sees it.
 *
 * <p>{@link org.lguest.x86.Processor} runs a guest's instructions until their number is up, or until something
 * happens that the guest can't see to itself: a gate led to ring 0, or the debug unit raised #DB. Ring 0 is the
 * Switcher's. It is written in Java, so the instructions that it needs are methods here, with the faults that those
 * instructions have.
 *
 * <p>{@link org.lguest.x86.Vector}, {@link org.lguest.x86.Eflags} and {@link org.lguest.x86.ProcessorException} are
 * the words in which all chapters speak.
 *
 * <p>Next chapter: {@code org.lguest.hypervisor.guest}
 */
@NullMarked
package org.lguest.x86;

import org.jspecify.annotations.NullMarked;
