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
 * What a debugger meets of CDT's breakpoints, for tests: the same marker types with the same super types, the same
 * attributes with the same omissions, and objects that count their installations as CDT's do. Written from observations
 * of CDT, and never present together with it.
 */
@NullMarked
package org.lguest.cdt.standin;

import org.jspecify.annotations.NullMarked;
