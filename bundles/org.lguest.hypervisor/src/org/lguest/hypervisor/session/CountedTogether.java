/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

/**
 * What several debug registers of one breakpoint have in common: their matches are counted together, and an instruction
 * that matches more than one of them is one match. So a range that takes several registers is hit as often as it is
 * accessed, and its ignore count passes over that many accesses. Equal to itself alone.
 */
public final class CountedTogether {
}
