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
        return directory.isEmpty() || isAbsolute(path) ? path : path.isEmpty() ? directory : directory + "/" + path;
    }

    static String normalise(String path) {
        return isNormal(path) ? path : rewritten(path);
    }

    /** Most paths are; a large program has some hundred thousand. */
    private static boolean isNormal(String path) {
        int start = path.startsWith("/") ? 1 : 0;
        for (int i = start; i <= path.length(); i++) {
            char c = i == path.length() ? '/' : path.charAt(i);
            if (c == '\\') {
                return false;
            }
            if (c == '/') {
                int length = i - start;
                if (length == 0 || path.charAt(start) == '.' && (length == 1 || length == 2 && path.charAt(start + 1) == '.')) {
                    return path.isEmpty();
                }
                start = i + 1;
            }
        }
        return true;
    }

    private static String rewritten(String path) {
        Deque<String> segments = new ArrayDeque<>();
        String rest = path.replace('\\', '/');
        for (int start = 0, end; start <= rest.length(); start = end + 1) {
            end = rest.indexOf('/', start);
            end = end < 0 ? rest.length() : end;
            String segment = rest.substring(start, end);
            boolean up = segment.equals("..");
            if (up && !segments.isEmpty() && !segments.peekLast().equals("..")) {
                segments.removeLast();
            } else if (!segment.isEmpty() && !segment.equals(".") && !(up && path.startsWith("/"))) {
                segments.addLast(segment);
            }
        }
        return (path.startsWith("/") || path.startsWith("\\") ? "/" : "") + String.join("/", segments);
    }

    static boolean isAbsolute(String path) {
        return path.startsWith("/") || path.startsWith("\\") || path.length() > 1 && path.charAt(1) == ':';
    }
}
