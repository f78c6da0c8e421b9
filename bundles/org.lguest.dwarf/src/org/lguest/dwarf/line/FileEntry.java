/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.line;

import java.util.Optional;

/**
 * One source file of a line program (DWARF 5, section 6.2.4.1).
 *
 * @param name as the compiler gave it, absolute or relative to the directory
 * @param directory an index into {@link LineProgram#directories()}
 * @param md5 of the source's text in hexadecimal, where the compiler tells (clang does, from DWARF 5)
 */
public record FileEntry(String name, int directory, Optional<String> md5) {
}
