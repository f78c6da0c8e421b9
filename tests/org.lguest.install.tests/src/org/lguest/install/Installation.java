/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An Eclipse installation in a folder: a copy of the assembled platform, which its own p2 director changes. */
final class Installation {

    private static final String BUNDLES = "configuration/org.eclipse.equinox.simpleconfigurator/bundles.info";
    /** Where p2 lists source bundles, which are never started. */
    private static final String SOURCES = "configuration/org.eclipse.equinox.source/source.info";
    private static final long DEADLINE_MINUTES = 5;

    private final Path folder;
    private final Path logs;

    private Installation(Path folder, Path logs) {
        this.folder = folder;
        this.logs = logs;
    }

    /** Copies the platform to a folder, which replaces what an earlier run left there. */
    static Installation copy(Path platform, Path folder, Path logs) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path file : old.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
        try (Stream<Path> files = Files.walk(platform)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(platform.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new Installation(folder, logs);
    }

    /** The symbolic names of the installed bundles that start with a prefix. */
    Set<String> bundles(String prefix) throws IOException {
        return listed(BUNDLES, prefix);
    }

    /** The symbolic names of the installed source bundles that start with a prefix. */
    Set<String> sources(String prefix) throws IOException {
        return Files.exists(folder.resolve(SOURCES)) ? listed(SOURCES, prefix) : Set.of();
    }

    private Set<String> listed(String list, String prefix) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve(list))) {
            return lines.filter(line -> line.startsWith(prefix)).map(line -> line.substring(0, line.indexOf(',')))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Has the installation's own director change it; fails with the director's output unless it succeeds. */
    void director(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-application", "org.eclipse.equinox.p2.director"));
        all.addAll(List.of(arguments));
        Path output = logs.resolve("director.log");
        assertEquals(0, run(List.of(), all, output), () -> "the director failed:\n" + read(output));
    }

    /** Puts a bundle that was built in a folder beside the installed ones, without p2's knowledge. */
    void addBuiltBundle(Path bundle) throws IOException {
        String id = bundle.getFileName().toString();
        String version = Files.readAllLines(bundle.resolve("target/MANIFEST.MF")).stream()
                .filter(line -> line.startsWith("Bundle-Version: ")).findFirst().orElseThrow().substring(16).strip();
        Path jar = single(bundle.resolve("target"), id + "-*-SNAPSHOT.jar");
        Files.writeString(folder.resolve(BUNDLES), id + "," + version + "," + jar.toUri() + ",4,false\n",
                StandardOpenOption.APPEND);
    }

    /** Runs the installation and returns its exit status; fails if it does not end in time. */
    int run(List<String> properties, List<String> arguments, Path output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(properties);
        Path launcher = single(folder.resolve("plugins"), "org.eclipse.equinox.launcher_*.jar");
        command.addAll(List.of("-jar", launcher.toString(), "-nosplash", "-consoleLog"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            fail("not done in " + DEADLINE_MINUTES + " minutes: " + command + "\n" + read(output));
        }
        return process.exitValue();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path single(Path folder, String glob) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            List<Path> files = new ArrayList<>();
            found.forEach(files::add);
            assertTrue(files.size() == 1, () -> "one " + glob + " expected in " + folder + ", not " + files);
            return files.get(0);
        }
    }
}
