/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.value;

/**
 * A part of a value.
 *
 * @param name a member's, empty for an anonymous structure or union; an element's index in brackets
 */
public record Child(String name, Value value) {
}
