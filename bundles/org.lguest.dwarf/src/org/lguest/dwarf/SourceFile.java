/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A source file as the compiler named it, with {@code /} for a separator whatever the host was.
 *
 * @param compilationDirectory where the compiler ran; empty when it doesn't say
 * @param path absolute, or relative to that directory
 */
public record SourceFile(String compilationDirectory, String path) {
    public SourceFile {
        compilationDirectory = compilationDirectory.replace('\\', '/');
        path = path.replace('\\', '/');
    }

    /** The last segment. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Directory and path in one, without {@code .} and {@code ..}; relative only if no directory is known. */
    public String fullPath() {
        return normalise(join(compilationDirectory, path));
    }

    /** Whether its path ends in these segments. */
    boolean endsWith(String tail) {
        return ("/" + fullPath()).endsWith("/" + normalise(tail));
    }

    static String join(String directory, String path) {
        return directory.isEmpty() || isAbsolute(path) ? path : directory + "/" + path;
    }

    static String normalise(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.replace('\\', '/').split("/+")) {
            boolean up = segment.equals("..");
            if (up && !segments.isEmpty() && !segments.peekLast().equals("..")) {
                segments.removeLast();
            } else if (!segment.isEmpty() && !segment.equals(".") && !(up && path.startsWith("/"))) {
                segments.addLast(segment);
            }
        }
        return (path.startsWith("/") || path.startsWith("\\") ? "/" : "") + String.join("/", segments);
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/") || path.startsWith("\\") || path.length() > 1 && path.charAt(1) == ':';
    }
}
