/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The source tree as a newcomer would clone it: what is committed or about to be, without what builds leave behind. */
final class SourceTree {

    /** The root folder of the repository. */
    static final Path ROOT = Path.of(System.getProperty("repository", "../..")).toAbsolutePath().normalize();

    private static final Set<String> NOT_SOURCE = Set.of("target", "build", ".git", ".cache", ".settings");

    private SourceTree() {
    }

    /** The files below a folder, which is named relative to the root, in the order of their paths. */
    static List<Path> files(String folder) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT.resolve(folder), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    boolean skip = NOT_SOURCE.contains(visited.getFileName().toString());
                    return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = file.getFileName().toString();
                    if (attributes.isRegularFile() && !name.startsWith(".polyglot.")
                            && !Set.of(".git", ".tycho-consumer-pom.xml").contains(name)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(null);
        return files;
    }

    /** The Java sources below a folder. */
    static List<Path> javaFiles(String folder) {
        return files(folder).stream().filter(file -> file.toString().endsWith(".java")).toList();
    }

    /** The folders of the bundles directly below a folder: those with a manifest. */
    static List<Path> bundles(String folder) {
        try (Stream<Path> children = Files.list(ROOT.resolve(folder))) {
            return children.filter(child -> Files.exists(child.resolve("META-INF/MANIFEST.MF"))).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file's text; bytes that are no text become some character each, so that binary files can be searched too. */
    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a text file. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file's name in messages: relative to the root. */
    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }
}
